using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <content>Trees that own their values (V1), and the end of a tree.</content>
public sealed partial class BPlusTree<TKey, TValue> : IDisposable
{
    /// <summary>Empties the tree and closes it for writes. Disposes the values if the tree owns them, after a grace period. A shared pool is left alone.</summary>
    /// <remarks>A tree that does not own its values need not be disposed. Reads go on to work and find nothing; writes throw. Waits for other writers, not for readers; may be called
    /// repeatedly. Values that a snapshot sees are disposed when that is released.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock; or the domain is being disposed, and this thread
    /// is inside one of its read sections or callbacks: then the tree is closed, but a later call must finish.</exception>
    /// <exception cref="AggregateException">The domain is disposed, and values threw when they were disposed. All have been disposed nevertheless.</exception>
    public void Dispose()
    {
        if (!core.IsClosed) Close();
        if (!ownsValues || !domain.Periods.IsClosed) return;
        // Nobody runs what waits for a grace period any more; but when the last reader has left, that is over, too. Also in a second call, if the first one could not wait.
        domain.AwaitEnd();
        core.Ledger!.Owner.Finish();
    }

    private void Close()
    {
        Node empty = NewEmptyLeaf();
        using WriterToken token = core.Lock.Enter();
        if (core.IsClosed) return;
        Detach(empty, handOut: false);
        core.IsClosed = true;
    }

    SnapshotLease? IEntrySource<TKey>.Lease => null;

    bool IEntrySource<TKey>.DisposesValues => ownsValues;

    void IEntrySource<TKey>.ThrowIfUnprotected() => ThrowIfUnprotected();

    /// <summary>An owned value may be disposed as soon as no section is open that could have found it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ThrowIfUnprotected()
    {
        if (ownsValues && !domain.IsInReadSection) ThrowUnprotected();
    }

    private static void ThrowUnprotected() => throw new InvalidOperationException(
        "The tree owns its values and may dispose one at any time. Read them inside a section of its domain, using (tree.Domain.EnterRead()), by tree.Read(), in a foreach over the tree, or from a snapshot.");

    /// <summary>Notes all values as removed, before they are, that do not come back with <paramref name="all"/>.</summary>
    private void NoteReplaced(Node all)
    {
        if (core.Ledger is not { } ledger) return;
        var stay = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var loaded = new BPlusTreeSnapshot<TKey, TValue>(all, 0, comparer, lease: null);
        foreach ((_, TValue value) in loaded)
        {
            if (value is not null) stay.Add(value);
        }

        foreach ((TKey key, TValue value) in this)
        {
            if (value is not null && !stay.Contains(value)) ledger.Removed(key, value, handOut: false, isBatch: false);
        }
    }

    /// <summary>Disposes a value that was made for the tree and did not get in, unless it is the one that is there.</summary>
    private void DisposeLost(TValue? lost, TValue? kept)
    {
        if (ownsValues && !ReferenceEquals(lost, kept)) (lost as IDisposable)?.Dispose();
    }
}
