using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A leaf with 4 slots: those of the present digits, in their order.</summary>
internal sealed class RadixLeaf4<TValue> : RadixLeaf<TValue>, IPooledNode<RadixLeaf4<TValue>>
{
    internal RadixSlots4<TValue> Values;

    public static RadixLeaf4<TValue> Create() => new();

    public void ClearForPool()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>()) ((Span<TValue>)Values).Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
