using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The writer's side of one tree: lock, transaction, count, and the root an open batch works on.</summary>
internal sealed class TreeCore<TKey, TValue> : IIdleWork, IEntrySource<TKey>
{
    private static long created;

    private readonly RcuDomain domain;
    private Node? batchRoot;
    private bool closed;
    private long version;
    private PaddedInt64 count; // every write stores it: readers of the fields beside it should not notice

    internal TreeCore(RcuDomain domain, NodePool<LeafNode<TKey, TValue>> leaves, NodePool<InnerNode<TKey>> inners, IComparer<TKey>? comparer, bool recycle, int capacity, bool ownsValues)
    {
        this.domain = domain;
        Comparer = comparer;
        Transaction = new WriteTransaction<TKey, LeafNode<TKey, TValue>>(
            new NodeSupply<LeafNode<TKey, TValue>>(leaves, recycle), new NodeSupply<InnerNode<TKey>>(inners, recycle), capacity);
        Ledger = ownsValues ? new OwnedLedger<TKey, TValue>(new OwnedValues<TKey, TValue>(domain)) : null;
        Writer = new TreeWriter<TKey, TValue>(Transaction, comparer, capacity, Ledger);
        if (recycle) domain.Register(this);
    }

    /// <summary>The order in which two trees are locked (P6).</summary>
    internal long Id { get; } = Interlocked.Increment(ref created);

    internal WriterLock Lock { get; } = new();

    internal WriteTransaction<TKey, LeafNode<TKey, TValue>> Transaction { get; }

    internal TreeWriter<TKey, TValue> Writer { get; }

    /// <summary>Null unless the tree owns its values.</summary>
    internal OwnedLedger<TKey, TValue>? Ledger { get; }

    /// <summary>Whether the tree has been disposed. Written under the lock.</summary>
    internal bool IsClosed
    {
        get => Volatile.Read(ref closed);
        set => Volatile.Write(ref closed, value);
    }

    public IComparer<TKey>? Comparer { get; }

    /// <summary>Entries in the live tree; a write is counted just after it is published.</summary>
    internal long Count
    {
        get => Volatile.Read(ref count.Value);
        set => Volatile.Write(ref count.Value, value);
    }

    /// <summary>Entries in the tree of the open batch.</summary>
    internal long BatchCount { get; set; }

    /// <summary>Changes with every write through a batch: those change nodes in place in ways that a published tree never does. Also when one broke off half way.</summary>
    internal long Version => Transaction.IsTorn ? -1 : version;

    ref Node? IEntrySource<TKey>.Root => ref batchRoot;

    /// <summary>A batch is read by its own thread under the lock: what it replaces is not recycled before it ends.</summary>
    RcuDomain? IEntrySource<TKey>.SectionDomain => null;

    SnapshotLease? IEntrySource<TKey>.Lease => null;

    /// <summary>When the batch has ended.</summary>
    bool IEntrySource<TKey>.DisposesValues => Ledger is not null;

    /// <summary>Nor are values disposed that it takes out.</summary>
    void IEntrySource<TKey>.ThrowIfUnprotected()
    {
    }

    /// <summary>Whether the batch with this number is open on the calling thread.</summary>
    internal bool IsOpen(long batch) => Transaction.IsBatch && Transaction.Number == batch && Lock.IsHeldByCurrentThread;

    /// <summary>Notes that the open batch has been written to, has begun or has ended.</summary>
    internal void NoteBatchChange() => version++;

    /// <summary>For enumerators and cursors, which see a change of <see cref="Version"/> and then ask here.</summary>
    internal void ThrowIfUnreadable(long batch)
    {
        if (!IsOpen(batch)) throw new InvalidOperationException("The batch whose entries are read has ended.");
        ThrowIfTorn();
    }

    internal void ThrowIfTorn()
    {
        if (Transaction.IsTorn) throw new InvalidOperationException("A write of the batch broke off half way. The batch can only be disposed.");
    }

    /// <summary>The root the open batch works on.</summary>
    internal ref Node? BatchRoot => ref batchRoot;

    /// <summary>Refuses a write to a tree whose readers are turned away.</summary>
    internal void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(domain.Periods.IsClosed, domain);
        ObjectDisposedException.ThrowIf(IsClosed, typeof(BPlusTree<,>));
    }

    /// <summary>Refuses a write to a disposed tree, or from a comparer or an open batch, that may find out without the lock that there is nothing to write: misuse does not depend on what is in
    /// the tree.</summary>
    internal void ThrowIfNotWritable()
    {
        ThrowIfDisposed();
        if (Lock.IsHeldByCurrentThread)
            throw new InvalidOperationException("This thread holds the writer lock already: it has an open batch, or writes from inside a comparer. Writes do not nest.");
    }

    /// <summary>A stamp for nodes that are made outside the lock. Waits for other writers.</summary>
    internal long ReserveStamp()
    {
        ThrowIfDisposed();
        using WriterToken token = Lock.Enter();
        return Transaction.ReserveStamp();
    }

    /// <summary>Takes the lock and opens a transaction; when there is no memory for that, gives the lock back.</summary>
    internal WriterToken EnterAndBegin(bool batch)
    {
        ThrowIfDisposed();
        WriterToken token = Lock.Enter();
        Begin(token, batch);
        return token;
    }

    /// <summary>As <see cref="EnterAndBegin"/>, if the lock comes free in time.</summary>
    internal bool TryEnterAndBegin(TimeSpan timeout, bool batch, out WriterToken token)
    {
        ThrowIfDisposed();
        if (!Lock.TryEnter(timeout, out token)) return false;
        Begin(token, batch);
        return true;
    }

    private void Begin(WriterToken token, bool batch)
    {
        try
        {
            // Not before the lock: the tree may have been disposed while this thread waited for it.
            ObjectDisposedException.ThrowIf(IsClosed, typeof(BPlusTree<,>));
            BeginTransaction(batch);
        }
        catch
        {
            token.Dispose();
            throw;
        }
    }

    /// <summary>Opens a transaction. Under the lock.</summary>
    internal void BeginTransaction(bool batch)
    {
        Ledger?.Prepare();
        Transaction.Begin(batch);
    }

    /// <summary>Ends the open transaction after its publishing store.</summary>
    internal void Commit()
    {
        if (Transaction.Commit()) domain.RequestIdleWork();
        Ledger?.Commit(Transaction.Number);
    }

    /// <summary>Ends the open transaction without a publishing store.</summary>
    internal void Rollback()
    {
        Ledger?.Rollback();
        Transaction.Rollback();
    }

    /// <summary>Ends the open batch without a publishing store: values that it stored belong to the tree all the same.</summary>
    internal void Discard()
    {
        Ledger?.Discard();
        Transaction.Rollback();
    }

    public bool Tick()
    {
        if (!Lock.TryEnter(default, out WriterToken token)) return true; // a writer is at it, and seals by itself
        using (token)
        {
            return Transaction.Leaves.Cache.Tick() | Transaction.Inners.Cache.Tick();
        }
    }
}
