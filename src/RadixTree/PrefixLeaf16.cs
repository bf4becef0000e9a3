using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The marks of a <see cref="PrefixLeaf16{TValue}"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixMarks16<TValue> : PrefixLeaf<TValue>
{
    internal PrefixSlots16<ulong> Marks;
}

/// <summary>A leaf with 16 slots.</summary>
internal sealed class PrefixLeaf16<TValue> : PrefixMarks16<TValue>, IPooledNode<PrefixLeaf16<TValue>>
{
    internal PrefixSlots16<PrefixCell<TValue>> Cells;

    public static PrefixLeaf16<TValue> Create() => new();

    public void ClearForPool()
    {
        ((Span<PrefixCell<TValue>>)Cells).Clear(); // R4: keys, and values that hold references
#if DEBUG
        Poison.Header(this);
#endif
    }
}
