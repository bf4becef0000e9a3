using System;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <summary>Stores a value at one key, unless something is there. O(log n). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was stored; otherwise nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAdd(TKey key, TValue value) => TryAddRange(key, key, value);

    /// <summary>Stores a value at every key from <paramref name="first"/> to <paramref name="last"/>, unless anything is at one of them. O(log n). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was stored; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAddRange(TKey first, TKey last, TValue value)
    {
        ThrowIfReversed(first, last, nameof(last));
        using WriteScope write = BeginWrite();
        MapleChange change = core.Writer.Add(ref root, first, last, value, core.Count);
        if (change.Stored) write.Commit(change.More);
        return change.Stored;
    }

    /// <summary>Stores a value at one key, whatever is there. O(log n). Waits for other writers. Linearizable.</summary>
    /// <remarks>A range that holds the key is cut in two around it; see <see cref="StoreRange"/>.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Store(TKey key, TValue value) => StoreRange(key, key, value);

    /// <summary>Stores a value at every key from <paramref name="first"/> to <paramref name="last"/>, by one store: every reader finds all of it, or none. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// Ranges inside vanish; one that reaches in from the left keeps its beginning, one that reaches out on the right its end, one that does both is cut in two, and both parts keep its value.
    /// O(log n) new nodes. To count what vanished, the leaves inside the range are looked at, or, where those are fewer, the leaves outside it.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void StoreRange(TKey first, TKey last, TValue value)
    {
        ThrowIfReversed(first, last, nameof(last));
        using WriteScope write = BeginWrite();
        MapleChange change = core.Writer.Put(ref root, first, last, present: true, value, core.Count);
        if (change.Stored) write.Commit(change.More);
    }

    /// <summary>Removes the whole range that holds a key and hands it out. O(log n). Waits for other writers. Linearizable.</summary>
    /// <param name="key">A key of the range.</param>
    /// <param name="removed">What was removed; when the result is <see langword="false"/>, the gap around the key.</param>
    /// <returns>Whether there was a range; otherwise nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemoveContaining(TKey key, out RangeEntry<TKey, TValue> removed)
    {
        using WriteScope write = BeginWrite();
        removed = MapleReader<TKey, TValue>.GetRange(ref root, key);
        if (!removed.HasValue) return false;
        write.Commit(core.Writer.Put(ref root, removed.First, removed.Last, present: false, default!, core.Count).More);
        return true;
    }

    /// <summary>Empties every key from <paramref name="first"/> to <paramref name="last"/>, by one store: every reader finds all of them empty, or none of them touched. Waits for other writers. Linearizable.</summary>
    /// <remarks>Exactly these keys: a range that reaches beyond an end keeps what is beyond. Costs what <see cref="StoreRange"/> costs.</remarks>
    /// <returns>Whether anything was there.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool RemoveRange(TKey first, TKey last)
    {
        ThrowIfReversed(first, last, nameof(last));
        using WriteScope write = BeginWrite();
        MapleChange change = core.Writer.Put(ref root, first, last, present: false, default!, core.Count);
        if (change.Stored) write.Commit(change.More);
        return change.Stored;
    }

    private static void ThrowIfReversed(TKey first, TKey last, string parameter)
    {
        if (last < first) Throw(first, last, parameter);

        [DoesNotReturn]
        static void Throw(TKey first, TKey last, string parameter) => throw new ArgumentException($"The last key, {last}, is less than the first, {first}.", parameter);
    }

    private WriteScope BeginWrite() => new(core);
}
