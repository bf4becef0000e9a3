using System;
using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What can be chosen when a <see cref="MapleTree{TKey,TValue}"/> is made.</summary>
public sealed record MapleTreeOptions<TKey, TValue> : TreeOptions
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Whether inner nodes know the largest gap below each child, which <c>TryAllocate</c> and the other searches for gaps need. False by default.</summary>
    public bool TrackGaps { get; init; }

    /// <summary>Whether neighbouring ranges become one when their values are the same: the same object, or the same bits (so two structs with room between their fields may count as different). False by default.</summary>
    public bool Coalesce { get; init; }

    /// <summary>A pool shared with other trees. Null: a pool of the tree's own.</summary>
    public MapleTreePool<TKey, TValue>? Pool { get; init; }

    /// <summary>Logical capacity of a node. Tests use 4, so that few entries make tall trees.</summary>
    internal int NodeCapacity { get; init; } = NodeLayout.LeafCapacity;

    private protected override TreePool? SharedPool => Pool;

    internal void Validate()
    {
        ValidateCommon();
        ValidateCapacity(NodeCapacity);
    }
}
