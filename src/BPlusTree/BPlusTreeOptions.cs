using System;
using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What can be chosen when a <see cref="BPlusTree{TKey,TValue}"/> is made.</summary>
public sealed record BPlusTreeOptions<TKey, TValue>
    where TKey : notnull
{
    /// <summary>The order of the keys. Null: natural order; for <see cref="string"/>, ordinal; for byte strings, that of <see cref="ByteStringComparer"/>.</summary>
    /// <remarks>Natural order of 4- and 8-byte integers and floating-point numbers is searched with SIMD; naming a comparer gives that up.
    /// A comparer is called under the writer lock: it must not write to a tree, and should be fast.</remarks>
    public IComparer<TKey>? Comparer { get; init; }

    /// <summary>The domain whose grace periods nodes wait for. Null: that of <see cref="Pool"/>, else <see cref="RcuDomain.Default"/>.</summary>
    public RcuDomain? Domain { get; init; }

    /// <summary>A pool shared with other trees. Null: a pool of the tree's own.</summary>
    public BPlusTreePool<TKey, TValue>? Pool { get; init; }

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
