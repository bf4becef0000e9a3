using System;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What can be chosen when a tree is made, whichever it is. Each tree has its own options, which are derived from this.</summary>
public abstract record TreeOptions
{
    private protected TreeOptions()
    {
    }

    /// <summary>The domain whose grace periods nodes wait for. Null: that of the shared pool, if one is given, else <see cref="RcuDomain.Default"/>.</summary>
    public RcuDomain? Domain { get; init; }

    /// <summary>Leaves allocated up front in the tree's own pool, so that as many can be written before anything is allocated. Zero or more; 0 by default.</summary>
    public int Reserve { get; init; }

    /// <summary>Whether replaced nodes are used again after a grace period; otherwise they are left to the garbage collector. True by default.</summary>
    public bool RecycleNodes { get; init; } = true;

    /// <summary>The pool that is shared with other trees, or null.</summary>
    private protected abstract TreePool? SharedPool { get; }

    /// <summary>Refuses options that contradict each other or leave their ranges.</summary>
    private protected void ValidateCommon()
    {
        TreePool? pool = SharedPool;
        ArgumentOutOfRangeException.ThrowIfNegative(Reserve);
        if (pool is not null && Domain is not null && pool.Domain != Domain)
            throw new ArgumentException("The shared pool belongs to another domain than the tree.", nameof(Domain));
        if (!RecycleNodes && Reserve != 0)
            throw new ArgumentException("A tree that does not recycle nodes takes none from a reserve.", nameof(Reserve));
        if (pool is not null && Reserve != 0)
            throw new ArgumentException("A reserve is that of a pool; give it to the shared pool.", nameof(Reserve));
    }

    /// <summary>Refuses a logical capacity that no node has.</summary>
    private protected static void ValidateCapacity(int nodeCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(nodeCapacity, Nodes.NodeLayout.MinCapacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(nodeCapacity, Nodes.NodeLayout.LeafCapacity);
    }
}
