using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The writer's side of a maple tree.</summary>
internal sealed class MapleCore<TKey, TValue> : WriterCore, IRangeSource
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    internal MapleCore(MapleTreePool<TKey, TValue> pool, MapleTreeOptions<TKey, TValue> options)
        : this(
            pool.Domain,
            new WriteTransaction<TKey, RangeLeaf<TKey, TValue>>(
                new NodeSupply<RangeLeaf<TKey, TValue>>(pool.Leaves, options.RecycleNodes), new NodeSupply<InnerNode<TKey>>(pool.Inners, options.RecycleNodes), options.NodeCapacity, options.TrackGaps),
            options)
    {
    }

    private MapleCore(RcuDomain domain, WriteTransaction<TKey, RangeLeaf<TKey, TValue>> transaction, MapleTreeOptions<TKey, TValue> options)
        : base(typeof(MapleTree<,>), domain, transaction, options.RecycleNodes)
    {
        TracksGaps = options.TrackGaps;
        Coalesces = options.Coalesce;
        Transaction = transaction;
        Writer = new MapleWriter<TKey, TValue>(transaction, options.NodeCapacity, options.Coalesce);
    }

    /// <summary>Whether inner nodes know the largest gap below each child.</summary>
    internal bool TracksGaps { get; }

    /// <summary>Whether neighbours with the same value become one.</summary>
    internal bool Coalesces { get; }

    internal WriteTransaction<TKey, RangeLeaf<TKey, TValue>> Transaction { get; }

    internal MapleWriter<TKey, TValue> Writer { get; }

    ref Node? IRangeSource.Root => ref BatchRoot;

    /// <summary>A batch is read by its own thread under the lock: what it replaces is not recycled before it ends.</summary>
    RcuDomain? IRangeSource.SectionDomain => null;

    /// <summary>Makes a range of the open batch's view hold a value, or nothing.</summary>
    /// <returns>Whether anything was written.</returns>
    internal bool PutInBatch(TKey first, TKey last, bool present, TValue value) => NoteInBatch(Writer.Put(ref BatchRoot, first, last, present, value, BatchCount));

    /// <summary>Makes keys of a gap of the open batch's view hold a value.</summary>
    internal bool PutInBatch(ref GapPlace<TKey, TValue> gap, TKey first, TKey last, TValue value) => NoteInBatch(Writer.PutInGap(ref BatchRoot, ref gap, first, last, value, BatchCount));

    /// <summary>Makes a range of the open batch's view hold a value if all of it is free.</summary>
    /// <returns>Whether it was.</returns>
    internal bool AddInBatch(TKey first, TKey last, TValue value) => NoteInBatch(Writer.Add(ref BatchRoot, first, last, value, BatchCount));

    internal override void Rollback()
    {
        Writer.Forget();
        base.Rollback();
    }

    private bool NoteInBatch(MapleChange change)
    {
        if (!change.Stored) return false;
        BatchCount += change.More;
        NoteBatchChange();
        return true;
    }
}
