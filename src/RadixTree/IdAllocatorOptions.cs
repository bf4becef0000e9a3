using System;

namespace Concurrent;

/// <summary>What can be chosen when an <see cref="IdAllocator"/> is made.</summary>
public record IdAllocatorOptions : TreeOptions
{
    /// <summary>The least id. 0 by default; 1 where 0 means "none".</summary>
    public ulong First { get; init; }

    /// <summary>The greatest id. <see cref="ulong.MaxValue"/> by default; <see cref="int.MaxValue"/> where ids are kept as <see cref="int"/>.</summary>
    public ulong Last { get; init; } = ulong.MaxValue;

    /// <summary>
    /// Whether a freed id waits for a grace period of the domain before it is given out again, so that a reader that found it in a section cannot meet its successor there. False by default: it may be
    /// given out by the next call.
    /// </summary>
    public bool DelayReuse { get; init; }

    /// <summary>A pool shared with other allocators. Null: a pool of the allocator's own.</summary>
    public RadixTreePool<ulong>? Pool { get; init; }

    private protected override TreePool? SharedPool => Pool;

    /// <summary>The options of the tree that holds the ids.</summary>
    internal virtual RadixTreeOptions<ulong> WordOptions => new()
    {
        TagCount = 1,
        FullTag = IdWords.FullTag,
        Domain = Domain,
        Pool = Pool,
        Reserve = Reserve,
        RecycleNodes = RecycleNodes,
    };

    internal virtual void Validate()
    {
        ValidateCommon();
        if (Last < First) throw new ArgumentException($"The greatest id, {Last}, is less than the least, {First}.", nameof(Last));
    }
}
