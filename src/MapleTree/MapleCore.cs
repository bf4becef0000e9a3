using System;
using System.Numerics;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The writer's side of one tree: lock, transaction, count, and the root an open batch works on.</summary>
internal sealed class MapleCore<TKey, TValue> : IIdleWork, IRangeBatch
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly RcuDomain domain;
    private Node? batchRoot;
    private PaddedInt64 count; // every write stores it: readers of the fields beside it should not notice

    internal MapleCore(MapleTreePool<TKey, TValue> pool, MapleTreeOptions<TKey, TValue> options)
    {
        domain = pool.Domain;
        TracksGaps = options.TrackGaps;
        Coalesces = options.Coalesce;
        Transaction = new WriteTransaction<TKey, RangeLeaf<TKey, TValue>>(
            new NodeSupply<RangeLeaf<TKey, TValue>>(pool.Leaves, options.RecycleNodes), new NodeSupply<InnerNode<TKey>>(pool.Inners, options.RecycleNodes), options.NodeCapacity, options.TrackGaps);
        Writer = new MapleWriter<TKey, TValue>(Transaction, options.NodeCapacity, options.Coalesce);
        if (options.RecycleNodes) domain.Register(this);
    }

    internal WriterLock Lock { get; } = new();

    /// <summary>Whether inner nodes know the largest gap below each child.</summary>
    internal bool TracksGaps { get; }

    /// <summary>Whether neighbours with the same value become one.</summary>
    internal bool Coalesces { get; }

    internal WriteTransaction<TKey, RangeLeaf<TKey, TValue>> Transaction { get; }

    internal MapleWriter<TKey, TValue> Writer { get; }

    /// <summary>Ranges in the live tree that hold a value; a write is counted just after it is published.</summary>
    internal long Count
    {
        get => Volatile.Read(ref count.Value);
        set => Volatile.Write(ref count.Value, value);
    }

    /// <summary>Ranges that hold a value in the tree of the open batch.</summary>
    internal long BatchCount { get; set; }

    /// <summary>Changes with every write through a batch: those change nodes in place in ways that a published tree never does.</summary>
    public long Version { get; internal set; }

    ref Node? IRangeSource.Root => ref batchRoot;

    /// <summary>A batch is read by its own thread under the lock: what it replaces is not recycled before it ends.</summary>
    RcuDomain? IRangeSource.SectionDomain => null;

    /// <summary>The root the open batch works on.</summary>
    internal ref Node? BatchRoot => ref batchRoot;

    /// <summary>Whether the batch with this number is open on the calling thread.</summary>
    public bool IsOpen(long batch) => Transaction.IsBatch && Transaction.Number == batch && Lock.IsHeldByCurrentThread;

    /// <summary>Refuses a write to a tree whose readers are turned away.</summary>
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(domain.Periods.IsClosed, domain);

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

    /// <summary>Makes a range of the open batch's view hold a value, or nothing.</summary>
    /// <returns>Whether anything was written.</returns>
    internal bool PutInBatch(TKey first, TKey last, bool present, TValue value)
    {
        MapleChange change = Writer.Put(ref batchRoot, first, last, present, value, BatchCount);
        if (!change.Stored) return false;
        BatchCount += change.More;
        Version++;
        return true;
    }

    /// <summary>Ends the open transaction after its publishing store.</summary>
    internal void Commit()
    {
        if (Transaction.Commit()) domain.RequestIdleWork();
    }

    /// <summary>Ends the open transaction without a publishing store.</summary>
    internal void Rollback()
    {
        Writer.Forget();
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

    private void Begin(WriterToken token, bool batch)
    {
        try
        {
            Transaction.Begin(batch);
        }
        catch
        {
            token.Dispose();
            throw;
        }
    }
}
