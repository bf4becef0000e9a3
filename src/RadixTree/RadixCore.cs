using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The writer's side of a radix tree.</summary>
internal sealed class RadixCore<TValue> : WriterCore, IRadixSource
{
    internal RadixCore(RadixTreePool<TValue> pool, RadixTreeOptions<TValue> options)
        : this(pool.Domain, new RadixTransaction<TValue>(pool, options.RecycleNodes), options)
    {
    }

    private RadixCore(RcuDomain domain, RadixTransaction<TValue> transaction, RadixTreeOptions<TValue> options)
        : base(typeof(RadixTree<>), domain, transaction, options.RecycleNodes)
    {
        Transaction = transaction;
        TagCount = options.TagCount;
        FullTag = options.FullTag;
        Writer = new RadixWriter<TValue>(transaction, options.TagCount, options.FullTag);
    }

    internal RadixTransaction<TValue> Transaction { get; }

    internal RadixWriter<TValue> Writer { get; }

    internal int TagCount { get; }

    /// <summary>See <see cref="RadixTreeOptions{TValue}.FullTag"/>.</summary>
    internal int FullTag { get; }

    ref Node? IRadixSource.Root => ref BatchRoot;

    /// <summary>A batch is read by its own thread under the lock: what it replaces is not recycled before it ends.</summary>
    RcuDomain? IRadixSource.SectionDomain => null;

    /// <summary>Notes what a write to the open batch's view has done.</summary>
    /// <returns>Whether it did anything.</returns>
    internal bool NoteInBatch(RadixChange change)
    {
        if (!change.Stored) return false;
        BatchCount += change.More;
        NoteBatchChange();
        return true;
    }
}
