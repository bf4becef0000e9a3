using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The marks of a <see cref="PrefixLeaf32{TValue}"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixMarks32<TValue> : PrefixLeaf<TValue>
{
    internal PrefixSlots32<ulong> Marks;
}

/// <summary>A leaf with 32 slots.</summary>
internal sealed class PrefixLeaf32<TValue> : PrefixMarks32<TValue>, IPooledNode<PrefixLeaf32<TValue>>
{
    internal PrefixSlots32<PrefixCell<TValue>> Cells;

    public static PrefixLeaf32<TValue> Create() => new();

    public void ClearForPool()
    {
        ((Span<PrefixCell<TValue>>)Cells).Clear(); // R4: keys, and values that hold references
#if DEBUG
        Poison.Header(this);
#endif
    }
}
