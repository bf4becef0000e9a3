using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="PrefixInner16"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixInnerSlots16 : PrefixInner
{
    internal PrefixSlots16<Node?> Children;
}

/// <summary>An inner node with 16 slots, in the order of their bytes.</summary>
internal sealed class PrefixInner16 : PrefixInnerSlots16, IPooledNode<PrefixInner16>
{
    public static PrefixInner16 Create() => new();

    public void ClearForPool()
    {
        ((Span<Node?>)Children).Clear();
        Terminal = null;
        Sample = null!;
#if DEBUG
        Poison.Header(this);
#endif
    }
}
