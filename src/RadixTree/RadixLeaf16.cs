using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="RadixLeaf16{TValue}"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class RadixLeafSlots16<TValue> : RadixLeaf<TValue>
{
    internal RadixSlots16<TValue> Values;
}

/// <summary>A leaf with 16 slots: those of the present digits, in their order.</summary>
internal sealed class RadixLeaf16<TValue> : RadixLeafSlots16<TValue>, IPooledNode<RadixLeaf16<TValue>>
{
    /// <summary>The tags for which <see cref="RadixNode.Tags"/> has no room.</summary>
    internal ulong MoreTags;

    public static RadixLeaf16<TValue> Create() => new();

    public void ClearForPool()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>()) ((Span<TValue>)Values).Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
