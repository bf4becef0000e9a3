using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>An inner node with 4 slots: those of the present digits, in their order.</summary>
internal sealed class RadixInner4 : RadixInner, IPooledNode<RadixInner4>
{
    internal RadixSlots4<Node?> Children;

    public static RadixInner4 Create() => new();

    public void ClearForPool()
    {
        ((Span<Node?>)Children).Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
