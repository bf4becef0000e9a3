using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The slots of a <see cref="PrefixInner48"/>, in a class of their own: so they come before its other fields.</summary>
internal abstract class PrefixInnerSlots48 : PrefixInner
{
    internal PrefixSlots48<Node?> Children;
}

/// <summary>An inner node with 48 slots, taken in any order.</summary>
internal sealed class PrefixInner48 : PrefixInnerSlots48, IPooledNode<PrefixInner48>
{
    /// <summary>For each byte its slot plus one, or 0.</summary>
    internal PrefixSlots256<byte> Table;

    public static PrefixInner48 Create() => new();

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
