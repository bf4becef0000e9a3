using System;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Stores one value over every index from <paramref name="first"/> to <paramref name="last"/>, by one store: every reader finds all of it, or none. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// The range is kept as the fewest aligned powers of two of indices that make it up, 126 at the most; each is one entry, with tags of its own and counted once. A piece gets the tags of all entries that it
    /// replaces or cuts, and starts without where nothing was. Entries that reach beyond the range are cut: what is left of them keeps their value and their tags.
    /// O(height) new nodes for each piece, and a look at each leaf inside the range.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void StoreRange(ulong first, ulong last, TValue value)
    {
        RadixWindow.ThrowIfReversed(first, last);
        using WriteScope write = BeginWrite();
        write.Commit(core.Writer.PutRange(ref root, first, last, present: true, value).More);
    }

    /// <summary>Empties every index from <paramref name="first"/> to <paramref name="last"/>, by one store: every reader finds all of them empty, or none of them touched. Waits for other writers. Linearizable.</summary>
    /// <remarks>Exactly these indices: entries that reach beyond the range are cut, and what is left of them keeps their value and their tags. O(height) new nodes, and a look at each leaf inside the range.</remarks>
    /// <returns>How many entries were removed or cut.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long RemoveRange(ulong first, ulong last)
    {
        RadixWindow.ThrowIfReversed(first, last);
        using WriteScope write = BeginWrite();
        RadixChange change = core.Writer.PutRange(ref root, first, last, present: false, default!);
        if (change.Stored) write.Commit(change.More);
        return change.Hit;
    }
}
