using System;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Captures the entries of this moment. O(1); waits for other writers.</summary>
    /// <remarks>Every node that exists now is frozen: the first write to each copies it, allocating, and leaves the original to the garbage collector.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public BPlusTreeSnapshot<TKey, TValue> Snapshot()
    {
        core.ThrowIfDisposed();
        using WriterToken token = core.Lock.Enter();
        core.ThrowIfDisposed();
        core.Transaction.Freeze(); // S1
        return new BPlusTreeSnapshot<TKey, TValue>(root!, core.Count, comparer, core.Ledger?.Owner.Take(core.Transaction.Number));
    }

    /// <summary>Removes all entries by one store. O(1): the nodes are left to the garbage collector.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public void Clear() => Detach(handOut: false);

    /// <summary>Removes all entries by one store and hands them out. O(1). Nothing is lost whatever happens to the result.</summary>
    /// <remarks>Owned values are not handed over, only shown: they are disposed when the result is.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public BPlusTreeSnapshot<TKey, TValue> TakeAll() => Detach(handOut: true);

    /// <summary>Removes all entries by one store, then calls <paramref name="visitor"/> for each in ascending order, outside the lock. O(n).</summary>
    /// <remarks>The entries are out of the tree before the first call. If the visitor throws, those it did not see are gone; where that matters, use <see cref="TakeAll"/>.
    /// Owned values are disposed after the last call.</remarks>
    /// <param name="state">Passed on to the visitor.</param>
    /// <param name="visitor">Gets the state, the key, the value, and the entry's ordinal, from 0.</param>
    /// <returns>How many entries were removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null; nothing was removed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public long Drain<TState>(TState state, Action<TState, TKey, TValue, long> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        using BPlusTreeSnapshot<TKey, TValue> all = Detach(handOut: true);
        return Visit(all, state, visitor);
    }

    /// <summary>Moves all entries of <paramref name="victim"/> here. O(m log n) under both writer locks.</summary>
    /// <remarks>
    /// Each tree changes by one store, this one first: for an instant a reader of both finds the entries in both. The entries are copied (rule P6), so the trees may
    /// belong to different domains and pools. The locks are taken in the order in which the trees were made, whichever way round they are merged.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="victim"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="victim"/> is this tree, or has a key that is present here; or only one of the two owns its values, or both do and belong to
    /// different domains. Neither tree changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch on either, or is inside a comparer under a writer lock of either.</exception>
    public void MergeFrom(BPlusTree<TKey, TValue> victim)
    {
        ArgumentNullException.ThrowIfNull(victim);
        if (victim == this) throw new ArgumentException("A tree cannot be merged with itself.", nameof(victim));
        if (victim.ownsValues != ownsValues) throw new ArgumentException("Only one of the two trees owns its values.", nameof(victim));
        if (ownsValues && victim.domain != domain) throw new ArgumentException("Values can be owned by another tree of the same domain only: readers of theirs may hold them.", nameof(victim));
        // The message names the key, and that is user code: it is put together outside the locks (W1).
        if (!TryMergeFrom(victim, out TKey? common)) throw new ArgumentException($"The key '{common}' is in both trees.", nameof(victim));
    }

    private bool TryMergeFrom(BPlusTree<TKey, TValue> victim, [MaybeNullWhen(true)] out TKey common)
    {
        common = default;
        bool thisFirst = core.Id < victim.core.Id;
        core.ThrowIfDisposed();
        victim.core.ThrowIfDisposed();
        using WriterToken first = (thisFirst ? core : victim.core).Lock.Enter();
        using WriterToken second = (thisFirst ? victim.core : core).Lock.Enter();
        core.ThrowIfDisposed();
        victim.core.ThrowIfDisposed();
        if (victim.core.Count == 0) return true;

        Node empty = victim.NewEmptyLeaf();
        bool done = false;
        try
        {
            victim.core.BeginTransaction(batch: false); // P5: whatever the second store will need is there before the first
            core.BeginTransaction(batch: true);
            Node? merged = root;
            using (var entries = new EntryEnumerator<TKey, TValue>(victim, KeyRange<TKey>.All, descending: false))
            {
                while (entries.MoveNext())
                {
                    common = entries.Current.Key;
                    if (core.Writer.Put(ref merged, Checked(common), entries.Current.Value, overwrite: false) != PutResult.Added) return false;
                }
            }

            // What still sees the values in the other tree will hold them back in this one, too.
            core.Ledger?.Owner.Adopt(victim.core.Ledger!.Owner, core.Transaction.Number - 1);
            Publication.Publish(ref root, merged!);
            done = true;
        }
        finally
        {
            if (!done)
            {
                core.Rollback();
                victim.core.Rollback();
            }
        }

        core.Count += victim.core.Count;
        core.Commit();
        victim.DetachLocked(empty);
        return true;
    }

    /// <param name="handOut">Whether the caller wants what was there; owned values are disposed when he releases it.</param>
    private BPlusTreeSnapshot<TKey, TValue> Detach(bool handOut)
    {
        core.ThrowIfDisposed();
        Node empty = NewEmptyLeaf();
        using WriterToken token = core.Lock.Enter();
        core.ThrowIfDisposed();
        return Detach(empty, handOut);
    }

    private BPlusTreeSnapshot<TKey, TValue> Detach(Node empty, bool handOut)
    {
        var all = new BPlusTreeSnapshot<TKey, TValue>(root!, core.Count, comparer, handOut ? core.Ledger?.Owner.Take(core.Transaction.Number) : null);
        core.BeginTransaction(batch: false);
        if (core.Count != 0) core.Ledger?.RemovedAll(root!);
        DetachLocked(empty);
        return all;
    }

    /// <summary>A root for an empty tree. Not from the pool: it is made outside the lock.</summary>
    private LeafNode<TKey, TValue> NewEmptyLeaf()
    {
        domain.Nodes.AddAllocated(1);
        return LeafNode<TKey, TValue>.Create();
    }

    /// <summary>Puts an empty root in place of everything. No write reaches the old nodes again, so they need no freezing and are never recycled (R4).</summary>
    private void DetachLocked(Node empty)
    {
        empty.Stamp = core.Transaction.Number;
        Publication.Publish(ref root, empty);
        core.Count = 0;
        core.Commit();
    }
}
