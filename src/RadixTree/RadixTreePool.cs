using System;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Where radix trees of one type get their nodes and leave them for re-use. Several trees of one domain may share one.</summary>
/// <remarks>Thread-safe. Holds memory between bursts and gives half of what lies idle back at each full garbage collection, but never its reserve.</remarks>
public sealed class RadixTreePool<TValue> : TreePool
{
    /// <summary>Makes a pool.</summary>
    /// <param name="domain">The domain whose grace periods its nodes wait for; null: <see cref="RcuDomain.Default"/>.</param>
    /// <param name="reserve">Leaves of 64 slots allocated up front and never given back; a sixteenth as many of each other kind of node come with them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reserve"/> is negative.</exception>
    public RadixTreePool(RcuDomain? domain = null, int reserve = 0)
        : this(domain, Checked(reserve), Reserving(reserve, perNode: 16))
    {
    }

    /// <summary>A pool with bounds of its own. Tests use bags of one node: a replaced node comes back at once, if it comes back too early at all.</summary>
    internal RadixTreePool(RcuDomain domain, NodePoolOptions options)
        : this(domain, options, options)
    {
    }

    private RadixTreePool(RcuDomain? domain, NodePoolOptions leaves, NodePoolOptions others)
        : base(domain)
    {
        Leaves4 = PoolOf<RadixLeaf4<TValue>>(others);
        Leaves16 = PoolOf<RadixLeaf16<TValue>>(others);
        Leaves64 = PoolOf<RadixLeaf64<TValue>>(leaves);
        Spans = PoolOf<RadixSpan<TValue>>(others);
        Inners4 = PoolOf<RadixInner4>(others);
        Inners16 = PoolOf<RadixInner16>(others);
        Inners64 = PoolOf<RadixInner64>(others);
    }

    internal NodePool<RadixLeaf4<TValue>> Leaves4 { get; }

    internal NodePool<RadixLeaf16<TValue>> Leaves16 { get; }

    internal NodePool<RadixLeaf64<TValue>> Leaves64 { get; }

    internal NodePool<RadixSpan<TValue>> Spans { get; }

    internal NodePool<RadixInner4> Inners4 { get; }

    internal NodePool<RadixInner16> Inners16 { get; }

    internal NodePool<RadixInner64> Inners64 { get; }

    private static NodePoolOptions Checked(int reserve)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        return Reserving(reserve);
    }
}
