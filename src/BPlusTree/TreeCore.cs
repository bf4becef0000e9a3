using System.Collections.Generic;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The writer's side of a B+ tree, with the values it owns.</summary>
internal sealed class TreeCore<TKey, TValue> : WriterCore, IEntrySource<TKey>
{
    private static long created;

    internal TreeCore(RcuDomain domain, NodePool<LeafNode<TKey, TValue>> leaves, NodePool<InnerNode<TKey>> inners, IComparer<TKey>? comparer, bool recycle, int capacity, bool ownsValues)
        : this(
            domain,
            new WriteTransaction<TKey, LeafNode<TKey, TValue>>(new NodeSupply<LeafNode<TKey, TValue>>(leaves, recycle), new NodeSupply<InnerNode<TKey>>(inners, recycle), capacity),
            comparer,
            recycle,
            capacity,
            ownsValues)
    {
    }

    private TreeCore(RcuDomain domain, WriteTransaction<TKey, LeafNode<TKey, TValue>> transaction, IComparer<TKey>? comparer, bool recycle, int capacity, bool ownsValues)
        : base(typeof(BPlusTree<,>), domain, transaction, recycle)
    {
        Comparer = comparer;
        Transaction = transaction;
        Ledger = ownsValues ? new OwnedLedger<TKey, TValue>(new OwnedValues<TKey, TValue>(domain)) : null;
        Writer = new TreeWriter<TKey, TValue>(transaction, comparer, capacity, Ledger);
    }

    /// <summary>The order in which two trees are locked (P6).</summary>
    internal long Id { get; } = Interlocked.Increment(ref created);

    internal WriteTransaction<TKey, LeafNode<TKey, TValue>> Transaction { get; }

    internal TreeWriter<TKey, TValue> Writer { get; }

    /// <summary>Null unless the tree owns its values.</summary>
    internal OwnedLedger<TKey, TValue>? Ledger { get; }

    public IComparer<TKey>? Comparer { get; }

    ref Node? IEntrySource<TKey>.Root => ref BatchRoot;

    /// <summary>A batch is read by its own thread under the lock: what it replaces is not recycled before it ends.</summary>
    RcuDomain? IEntrySource<TKey>.SectionDomain => null;

    SnapshotLease? IEntrySource<TKey>.Lease => null;

    /// <summary>When the batch has ended.</summary>
    bool IEntrySource<TKey>.DisposesValues => Ledger is not null;

    /// <summary>Nor are values disposed that it takes out.</summary>
    void IEntrySource<TKey>.ThrowIfUnprotected()
    {
    }

    internal override void BeginTransaction(bool batch)
    {
        Ledger?.Prepare();
        base.BeginTransaction(batch);
    }

    internal override void Commit()
    {
        base.Commit();
        Ledger?.Commit(Transaction.Number);
    }

    internal override void Rollback()
    {
        Ledger?.Rollback();
        base.Rollback();
    }

    /// <summary>Values that the batch stored belong to the tree all the same.</summary>
    private protected override void Discard()
    {
        Ledger?.Discard();
        base.Rollback();
    }
}
