using System;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Nodes;

/// <summary>The writer's side of one tree, whatever its nodes are: lock, transaction, count, and the root an open batch works on.</summary>
internal abstract class WriterCore : IIdleWork
{
    private readonly RcuDomain domain;
    private readonly Type tree;
    private readonly NodeTransaction transaction;
    private Node? batchRoot;
    private bool closed;
    private long version;
    private PaddedInt64 count; // every write stores it: readers of the fields beside it should not notice

    /// <param name="tree">The type of the tree, for exceptions.</param>
    /// <param name="domain">Whose grace periods nodes wait for.</param>
    /// <param name="transaction">The tree's transaction.</param>
    /// <param name="recycle">Whether idle ticks have anything to do.</param>
    private protected WriterCore(Type tree, RcuDomain domain, NodeTransaction transaction, bool recycle)
    {
        this.tree = tree;
        this.domain = domain;
        this.transaction = transaction;
        if (recycle) domain.Register(this);
    }

    internal WriterLock Lock { get; } = new();

    /// <summary>Whether the tree has been disposed. Written under the lock.</summary>
    internal bool IsClosed
    {
        get => Volatile.Read(ref closed);
        set => Volatile.Write(ref closed, value);
    }

    /// <summary>Entries in the live tree; a write is counted just after it is published.</summary>
    internal long Count
    {
        get => Volatile.Read(ref count.Value);
        set => Volatile.Write(ref count.Value, value);
    }

    /// <summary>Entries in the tree of the open batch.</summary>
    internal long BatchCount { get; set; }

    /// <summary>The root the open batch works on.</summary>
    internal ref Node? BatchRoot => ref batchRoot;

    /// <summary>Changes with every write through a batch: those change nodes in place in ways that a published tree never does. Also when one broke off half way.</summary>
    internal long Version => transaction.IsTorn ? -1 : version;

    /// <summary>Whether the batch with this number is open on the calling thread.</summary>
    internal bool IsOpen(long batch) => transaction.IsBatch && transaction.Number == batch && Lock.IsHeldByCurrentThread;

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
        if (transaction.IsTorn) throw new InvalidOperationException("A write of the batch broke off half way. The batch can only be disposed.");
    }

    /// <summary>Refuses a write to a tree whose readers are turned away.</summary>
    internal void ThrowIfDisposed()
    {
        ObjectDisposedException.ThrowIf(domain.Periods.IsClosed, domain);
        ObjectDisposedException.ThrowIf(IsClosed, tree);
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
        return transaction.ReserveStamp();
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

    /// <summary>Opens a transaction. Under the lock.</summary>
    internal virtual void BeginTransaction(bool batch) => transaction.Begin(batch);

    /// <summary>Ends the open transaction after its publishing store.</summary>
    internal virtual void Commit()
    {
        if (transaction.Commit()) domain.RequestIdleWork();
    }

    /// <summary>Ends the open transaction without a publishing store.</summary>
    internal virtual void Rollback() => transaction.Rollback();

    /// <summary>Lets the batch whose transaction was opened just now begin with what is in the tree.</summary>
    /// <returns>The batch's number; see <see cref="IsOpen"/>.</returns>
    internal long OpenBatch(Node root)
    {
        batchRoot = root;
        BatchCount = Count;
        NoteBatchChange();
        return transaction.Number;
    }

    /// <summary>Makes everything in the open batch visible by one store and ends it.</summary>
    /// <param name="root">The tree's root slot.</param>
    /// <param name="token">The writer lock, which is given back.</param>
    internal void CommitBatch(ref Node? root, WriterToken token)
    {
        Publication.Publish(ref root, batchRoot!); // B1
        try
        {
            Count = BatchCount;
            EndBatch();
            Commit();
        }
        finally
        {
            token.Dispose();
        }
    }

    /// <summary>Ends the open batch as if it had never been.</summary>
    internal void DiscardBatch(WriterToken token)
    {
        try
        {
            EndBatch();
            Discard();
        }
        finally
        {
            token.Dispose();
        }
    }

    public bool Tick()
    {
        if (!Lock.TryEnter(default, out WriterToken token)) return true; // a writer is at it, and seals by itself
        using (token)
        {
            return transaction.Tick();
        }
    }

    /// <summary>Ends the transaction of a batch that is given up.</summary>
    private protected virtual void Discard() => Rollback();

    private void Begin(WriterToken token, bool batch)
    {
        try
        {
            // Not before the lock: the tree may have been disposed while this thread waited for it.
            ObjectDisposedException.ThrowIf(IsClosed, tree);
            BeginTransaction(batch);
        }
        catch
        {
            token.Dispose();
            throw;
        }
    }

    private void EndBatch()
    {
        batchRoot = null; // keeps nothing alive
        NoteBatchChange();
    }
}
