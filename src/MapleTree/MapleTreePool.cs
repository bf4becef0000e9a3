using System;
using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Where maple trees of one type get their nodes and leave them for re-use. Several trees of one domain may share one.</summary>
/// <remarks>Thread-safe. Holds memory between bursts and gives half of what lies idle back at each full garbage collection, but never its reserve.</remarks>
public sealed class MapleTreePool<TKey, TValue> : TreePool
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Makes a pool.</summary>
    /// <param name="domain">The domain whose grace periods its nodes wait for; null: <see cref="RcuDomain.Default"/>.</param>
    /// <param name="reserve">Leaves allocated up front and never given back; an eighth as many inner nodes come with them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reserve"/> is negative.</exception>
    public MapleTreePool(RcuDomain? domain = null, int reserve = 0)
        : base(domain)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        Leaves = PoolOf<RangeLeaf<TKey, TValue>>(Reserving(reserve));
        Inners = PoolOf<InnerNode<TKey>>(Reserving(reserve, perNode: 8));
    }

    /// <summary>A pool with bounds of its own. Tests use bags of one node: a replaced node comes back at once, if it comes back too early at all.</summary>
    internal MapleTreePool(RcuDomain domain, NodePoolOptions options)
        : base(domain)
    {
        Leaves = PoolOf<RangeLeaf<TKey, TValue>>(options);
        Inners = PoolOf<InnerNode<TKey>>(options);
    }

    internal NodePool<RangeLeaf<TKey, TValue>> Leaves { get; }

    internal NodePool<InnerNode<TKey>> Inners { get; }
}
