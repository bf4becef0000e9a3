using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Captures the entries of this moment and their tags. O(1); waits for other writers.</summary>
    /// <remarks>Every node that exists now is frozen: the first write to each copies it, allocating, and leaves the original to the garbage collector.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public RadixTreeSnapshot<TValue> Snapshot()
    {
        core.ThrowIfDisposed();
        using WriterToken token = core.Lock.Enter();
        core.Transaction.Freeze(); // S1
        return NewSnapshot();
    }

    /// <summary>Removes all entries by one store. O(1): the nodes are left to the garbage collector.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Clear() => TakeAll();

    /// <summary>Removes all entries by one store and hands them out. O(1). Nothing is lost whatever happens to the result.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public RadixTreeSnapshot<TValue> TakeAll()
    {
        core.ThrowIfDisposed();
        Node empty = RadixLeaf4<TValue>.Create();
        using WriteScope write = BeginWrite();
        RadixTreeSnapshot<TValue> all = NewSnapshot();
        empty.Stamp = core.Transaction.Number;
        Publication.Publish(ref root, empty); // P2. No write reaches the old nodes again, so they need no freezing and are never recycled (R4).
        write.Commit(-core.Count);
        return all;
    }

    /// <summary>Removes all entries by one store, then calls <paramref name="visitor"/> for each in ascending order, outside the lock. O(n).</summary>
    /// <remarks>The entries are out of the tree before the first call. If the visitor throws, those it did not see are gone; where that matters, use <see cref="TakeAll"/>.</remarks>
    /// <param name="state">Passed on to the visitor.</param>
    /// <param name="visitor">Gets the state, the index (of a value over a range, its first), the value, and the entry's ordinal, from 0.</param>
    /// <returns>How many entries were removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null; nothing was removed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long Drain<TState>(TState state, Action<TState, ulong, TValue, long> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return TakeAll().ForEach(state, visitor);
    }

    private RadixTreeSnapshot<TValue> NewSnapshot() => new(root!, core.Count, options.TagCount, options.FullTag);
}
