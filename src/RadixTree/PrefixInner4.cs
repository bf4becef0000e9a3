using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="PrefixInner4"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixInnerSlots4 : PrefixInner
{
    internal PrefixSlots4<Node?> Children;
}

/// <summary>An inner node with 4 slots, in the order of their bytes.</summary>
internal sealed class PrefixInner4 : PrefixInnerSlots4, IPooledNode<PrefixInner4>
{
    public static PrefixInner4 Create() => new();

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
