using System;

namespace Concurrent;

/// <summary>What can be chosen when a <see cref="RadixTree{TValue}"/> is made.</summary>
public sealed record RadixTreeOptions<TValue> : TreeOptions
{
    /// <summary>How many tags each entry can carry: 0 to 8; 3 by default. A tag is named by its number, from 0.</summary>
    public int TagCount { get; init; } = 3;

    /// <summary>A pool shared with other trees. Null: a pool of the tree's own.</summary>
    public RadixTreePool<TValue>? Pool { get; init; }

    /// <summary>The tag that counts as "taken" in searches for a free index, instead of presence; -1 for none. The id allocator stores words of 64 ids and tags those without a free one.</summary>
    internal int FullTag { get; init; } = -1;

    private protected override TreePool? SharedPool => Pool;

    internal void Validate()
    {
        ValidateCommon();
        ArgumentOutOfRangeException.ThrowIfNegative(TagCount);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(TagCount, RadixKind.MaxTags);
    }
}
