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
    }

    internal RadixTransaction<TValue> Transaction { get; }

    internal int TagCount { get; }

    ref Node? IRadixSource.Root => ref BatchRoot;

    /// <summary>A batch is read by its own thread under the lock: what it replaces is not recycled before it ends.</summary>
    RcuDomain? IRadixSource.SectionDomain => null;
}
