using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="RadixLeaf64{TValue}"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class RadixLeafSlots64<TValue> : RadixLeaf<TValue>
{
    internal RadixSlots64<TValue> Values;
}

/// <summary>A leaf with 64 slots, one per digit.</summary>
internal sealed class RadixLeaf64<TValue> : RadixLeafSlots64<TValue>, IPooledNode<RadixLeaf64<TValue>>
{
    /// <summary>The tags for which <see cref="RadixNode.Tags"/> has no room.</summary>
    internal RadixTagWords MoreTags;

    public static RadixLeaf64<TValue> Create() => new();

    public void ClearForPool()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>()) ((Span<TValue>)Values).Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
