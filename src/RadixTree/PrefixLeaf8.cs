using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The marks of a <see cref="PrefixLeaf8{TValue}"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixMarks8<TValue> : PrefixLeaf<TValue>
{
    internal PrefixSlots8<ulong> Marks;
}

/// <summary>A leaf with 8 slots.</summary>
internal sealed class PrefixLeaf8<TValue> : PrefixMarks8<TValue>, IPooledNode<PrefixLeaf8<TValue>>
{
    internal PrefixSlots8<PrefixCell<TValue>> Cells;

    public static PrefixLeaf8<TValue> Create() => new();

    public void ClearForPool()
    {
        ((Span<PrefixCell<TValue>>)Cells).Clear(); // R4: keys, and values that hold references
#if DEBUG
        Poison.Header(this);
#endif
    }
}
