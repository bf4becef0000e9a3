using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="RadixInner64"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class RadixInnerSlots64 : RadixInner
{
    internal RadixSlots64<Node?> Children;
}

/// <summary>An inner node with 64 slots, one per digit.</summary>
internal sealed class RadixInner64 : RadixInnerSlots64, IPooledNode<RadixInner64>
{
    /// <summary>The tags for which <see cref="RadixNode.Tags"/> has no room.</summary>
    internal RadixTagWords MoreTags;

    public static RadixInner64 Create() => new();

    public void ClearForPool()
    {
        ((Span<Node?>)Children).Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
