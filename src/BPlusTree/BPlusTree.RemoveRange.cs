using System;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Removes every entry whose key lies in <paramref name="range"/>, by one store: every reader finds all of them, or none. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// O(log n) nodes are made anew; the others in the range are left to the garbage collector unvisited. To say how many entries went, the leaves of the range are counted over, or, where those are
    /// fewer, the leaves outside it: O(min(removed, kept) / entries of a leaf) reads. <c>RemoveRange(KeyRange.All)</c> is O(log n). A tree that owns its values visits each that it removes.
    /// </remarks>
    /// <returns>How many entries were removed.</returns>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public long RemoveRange(KeyRange<TKey> range)
    {
        range = range.Validated(comparer, nameof(range));
        using WriteScope write = BeginWrite();
        var cut = new RangeCut<TKey, TValue>(ref root, range, comparer, core.Count);
        if (cut.Removed == 0) return 0;
        core.Writer.NoteRemoved(ref cut);
        if (!core.Writer.TryRemoveWithinLeaf(ref root, ref cut))
        {
            core.Transaction.WorkAside(); // what is reachable from the root stays as it is until the one store (P1, P2)
            Publication.Publish(ref root, core.Writer.Without(ref cut));
        }

        write.Commit(-cut.Removed);
        return cut.Removed;
    }
}
