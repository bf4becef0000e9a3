using System;
using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What can be chosen when a <see cref="MapleTree{TKey,TValue}"/> is made.</summary>
public sealed record MapleTreeOptions<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Whether inner nodes know the largest gap below each child, which <c>TryAllocate</c> and the other searches for gaps need. False by default.</summary>
    public bool TrackGaps { get; init; }

    /// <summary>Whether neighbouring ranges become one when their values are the same: the same object, or the same bits (so two structs with room between their fields may count as different). False by default.</summary>
    public bool Coalesce { get; init; }

    /// <summary>The domain whose grace periods nodes wait for. Null: that of <see cref="Pool"/>, else <see cref="RcuDomain.Default"/>.</summary>
    public RcuDomain? Domain { get; init; }

    /// <summary>A pool shared with other trees. Null: a pool of the tree's own.</summary>
    public MapleTreePool<TKey, TValue>? Pool { get; init; }

    /// <summary>Leaves allocated up front in the tree's own pool, so that as many can be written before anything is allocated. Zero or more; 0 by default.</summary>
    public int Reserve { get; init; }

    /// <summary>Whether replaced nodes are used again after a grace period; otherwise they are left to the garbage collector. True by default.</summary>
    public bool RecycleNodes { get; init; } = true;

    /// <summary>Logical capacity of a node. Tests use 4, so that few entries make tall trees.</summary>
    internal int NodeCapacity { get; init; } = NodeLayout.LeafCapacity;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Reserve);
        ArgumentOutOfRangeException.ThrowIfLessThan(NodeCapacity, NodeLayout.MinCapacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(NodeCapacity, NodeLayout.LeafCapacity);
        if (Pool is not null && Domain is not null && Pool.Domain != Domain)
            throw new ArgumentException("The shared pool belongs to another domain than the tree.", nameof(Domain));
        if (!RecycleNodes && Reserve != 0)
            throw new ArgumentException("A tree that does not recycle nodes takes none from a reserve.", nameof(Reserve));
        if (Pool is not null && Reserve != 0)
            throw new ArgumentException("A reserve is that of a pool; give it to the shared pool.", nameof(Reserve));
    }
}
