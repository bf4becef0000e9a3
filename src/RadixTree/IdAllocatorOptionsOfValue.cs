using System;

namespace Concurrent;

/// <summary>What can be chosen when an <see cref="IdAllocator{TValue}"/> is made. The reserve is one of leaves of values; one for the ids comes with it.</summary>
public sealed record IdAllocatorOptions<TValue> : IdAllocatorOptions
{
    /// <summary>A pool for the values, shared with other allocators or trees. Null: a pool of the allocator's own.</summary>
    public RadixTreePool<TValue>? ValuePool { get; init; }

    /// <summary>A leaf of values holds 64 of them, one of ids 4,096.</summary>
    internal override RadixTreeOptions<ulong> WordOptions => base.WordOptions with { Domain = Domain ?? (Pool is null ? ValuePool?.Domain : null), Reserve = (Reserve / 64) + (Reserve % 64 == 0 ? 0 : 1) };

    /// <summary>The options of the tree that holds the values.</summary>
    internal RadixTreeOptions<TValue> ValueOptions => new()
    {
        TagCount = 0,
        Domain = ValuePool is null ? Domain ?? Pool?.Domain : null,
        Pool = ValuePool,
        Reserve = Reserve,
        RecycleNodes = RecycleNodes,
    };

    internal override void Validate()
    {
        base.Validate();
        if (ValuePool is null) return;
        if (Reserve != 0) throw new ArgumentException("A reserve is that of a pool; give it to the shared pool.", nameof(Reserve));
        if ((Domain ?? Pool?.Domain ?? ValuePool.Domain) != ValuePool.Domain) throw new ArgumentException("The pool for the values belongs to another domain than the ids.", nameof(ValuePool));
    }
}
