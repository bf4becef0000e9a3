using System;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Where prefix trees of one type get their nodes and leave them for re-use. Several trees of one domain may share one.</summary>
/// <remarks>Thread-safe. Holds memory between bursts and gives half of what lies idle back at each full garbage collection, but never its reserve.</remarks>
public sealed class PrefixTreePool<TValue> : TreePool
{
    /// <summary>Makes a pool.</summary>
    /// <param name="domain">The domain whose grace periods its nodes wait for; null: <see cref="RcuDomain.Default"/>.</param>
    /// <param name="reserve">Leaves of each size allocated up front and never given back; a quarter as many of the small inner nodes and a sixty-fourth of the large ones come with them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="reserve"/> is negative.</exception>
    public PrefixTreePool(RcuDomain? domain = null, int reserve = 0)
        : this(domain, Checked(reserve), Reserving(reserve, perNode: 4), Reserving(reserve, perNode: 64))
    {
    }

    /// <summary>A pool with bounds of its own. Tests use bags of one node: a replaced node comes back at once, if it comes back too early at all.</summary>
    internal PrefixTreePool(RcuDomain domain, NodePoolOptions options)
        : this(domain, options, options, options)
    {
    }

    private PrefixTreePool(RcuDomain? domain, NodePoolOptions leaves, NodePoolOptions small, NodePoolOptions large)
        : base(domain)
    {
        Leaves4 = PoolOf<PrefixLeaf4<TValue>>(leaves);
        Leaves8 = PoolOf<PrefixLeaf8<TValue>>(leaves);
        Leaves16 = PoolOf<PrefixLeaf16<TValue>>(leaves);
        Leaves32 = PoolOf<PrefixLeaf32<TValue>>(leaves);
        Inners4 = PoolOf<PrefixInner4>(small);
        Inners16 = PoolOf<PrefixInner16>(small);
        Inners48 = PoolOf<PrefixInner48>(large);
        Inners256 = PoolOf<PrefixInner256>(large);
    }

    internal NodePool<PrefixLeaf4<TValue>> Leaves4 { get; }

    internal NodePool<PrefixLeaf8<TValue>> Leaves8 { get; }

    internal NodePool<PrefixLeaf16<TValue>> Leaves16 { get; }

    internal NodePool<PrefixLeaf32<TValue>> Leaves32 { get; }

    internal NodePool<PrefixInner4> Inners4 { get; }

    internal NodePool<PrefixInner16> Inners16 { get; }

    internal NodePool<PrefixInner48> Inners48 { get; }

    internal NodePool<PrefixInner256> Inners256 { get; }

    private static NodePoolOptions Checked(int reserve)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(reserve);
        return Reserving(reserve);
    }
}
