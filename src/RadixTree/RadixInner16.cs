using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="RadixInner16"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class RadixInnerSlots16 : RadixInner
{
    internal RadixSlots16<Node?> Children;
}

/// <summary>An inner node with 16 slots: those of the present digits, in their order.</summary>
internal sealed class RadixInner16 : RadixInnerSlots16, IPooledNode<RadixInner16>
{
    /// <summary>The tags for which <see cref="RadixNode.Tags"/> has no room.</summary>
    internal ulong MoreTags;

    public static RadixInner16 Create() => new();

    public void ClearForPool()
    {
        ((Span<Node?>)Children).Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
