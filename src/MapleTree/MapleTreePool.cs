using System;
using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Where maple trees of one type get their nodes and leave them for re-use. Several trees of one domain may share one.</summary>
/// <remarks>Thread-safe. Holds memory between bursts and gives half of what lies idle back at each full garbage collection, but never its reserve.</remarks>
public sealed class MapleTreePool<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Makes a pool.</summary>
    /// <param name="domain">The domain whose grace periods its nodes wait for; null: <see cref="RcuDomain.Default"/>.</param>
    /// <param name="reserve">Leaves allocated up front and never given back; an eighth as many inner nodes come with them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reserve"/> is negative.</exception>
    public MapleTreePool(RcuDomain? domain = null, int reserve = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        Domain = domain ?? RcuDomain.Default;
        Leaves = new NodePool<RangeLeaf<TKey, TValue>>(Domain, new NodePoolOptions { Reserve = reserve });
        Inners = new NodePool<InnerNode<TKey>>(Domain, new NodePoolOptions { Reserve = (reserve + 7) / 8 });
    }

    /// <summary>A pool with bounds of its own. Tests use bags of one node: a replaced node comes back at once, if it comes back too early at all.</summary>
    internal MapleTreePool(RcuDomain domain, NodePoolOptions options)
    {
        Domain = domain;
        Leaves = new NodePool<RangeLeaf<TKey, TValue>>(domain, options);
        Inners = new NodePool<InnerNode<TKey>>(domain, options);
    }

    /// <summary>The domain whose grace periods the nodes wait for.</summary>
    public RcuDomain Domain { get; }

    /// <summary>Nodes ready for re-use.</summary>
    public int PooledNodes => Leaves.FreeNodes + Inners.FreeNodes;

    /// <summary>Replaced nodes that wait for a grace period.</summary>
    public int PendingNodes => Leaves.LimboNodes + Inners.LimboNodes;

    internal NodePool<RangeLeaf<TKey, TValue>> Leaves { get; }

    internal NodePool<InnerNode<TKey>> Inners { get; }
}
