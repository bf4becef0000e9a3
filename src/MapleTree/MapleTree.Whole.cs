using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <summary>Captures the ranges of this moment. O(1); waits for other writers.</summary>
    /// <remarks>Every node that exists now is frozen: the first write to each copies it, allocating, and leaves the original to the garbage collector.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public MapleTreeSnapshot<TKey, TValue> Snapshot()
    {
        core.ThrowIfDisposed();
        using WriterToken token = core.Lock.Enter();
        core.Transaction.Freeze(); // S1
        return new MapleTreeSnapshot<TKey, TValue>(root!, core.Count, TracksGaps);
    }

    /// <summary>Removes all ranges by one store. O(1): the nodes are left to the garbage collector.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Clear() => TakeAll();

    /// <summary>Removes all ranges by one store and hands them out. O(1). Nothing is lost whatever happens to the result.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public MapleTreeSnapshot<TKey, TValue> TakeAll()
    {
        core.ThrowIfDisposed();
        Node empty = EmptyLeaf();
        using WriteScope write = BeginWrite();
        var all = new MapleTreeSnapshot<TKey, TValue>(root!, core.Count, TracksGaps);
        empty.Stamp = core.Transaction.Number;
        Publication.Publish(ref root, empty); // P2. No write reaches the old nodes again, so they need no freezing and are never recycled (R4).
        write.Commit(-core.Count);
        return all;
    }

    /// <summary>Removes all ranges by one store, then calls <paramref name="visitor"/> for each in ascending order, outside the lock. O(n).</summary>
    /// <remarks>The ranges are out of the tree before the first call. If the visitor throws, those it did not see are gone; where that matters, use <see cref="TakeAll"/>.</remarks>
    /// <param name="state">Passed on to the visitor.</param>
    /// <param name="visitor">Gets the state, the range, and its ordinal, from 0.</param>
    /// <returns>How many ranges were removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null; nothing was removed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long Drain<TState>(TState state, Action<TState, RangeEntry<TKey, TValue>, long> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return TakeAll().ForEach(state, visitor);
    }
}
