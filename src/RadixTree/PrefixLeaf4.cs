using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The marks of a <see cref="PrefixLeaf4{TValue}"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixMarks4<TValue> : PrefixLeaf<TValue>
{
    internal PrefixSlots4<ulong> Marks;
}

/// <summary>A leaf with 4 slots.</summary>
internal sealed class PrefixLeaf4<TValue> : PrefixMarks4<TValue>, IPooledNode<PrefixLeaf4<TValue>>
{
    internal PrefixSlots4<PrefixCell<TValue>> Cells;

    public static PrefixLeaf4<TValue> Create() => new();

    public void ClearForPool()
    {
        ((Span<PrefixCell<TValue>>)Cells).Clear(); // R4: keys, and values that hold references
#if DEBUG
        Poison.Header(this);
#endif
    }
}
