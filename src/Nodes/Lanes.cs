using System.Runtime.CompilerServices;

namespace Concurrent.Nodes;

/// <summary>The node that one of many look-ups stands in, on the stack. The JIT knows that of a ref struct, and stores the reference without asking whether the collector must be told.</summary>
internal ref struct Lane
{
    internal Node? Node;

    /// <summary>Goes down to an inner node, and asks for what a search there will read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void StepToInner<TKey>(Node child)
    {
        Node = child;
        Prefetch.Header(child, ref Unsafe.As<InnerNode<TKey>>(child).KeySlots);
    }
}

/// <summary>Room for the nodes of a group of look-ups, to be seen as <see cref="Lane"/>s.</summary>
[InlineArray(Length)]
internal struct NodeLanes
{
    /// <summary>Look-ups that are under way together. About as many cache lines as a core can wait for at a time.</summary>
    internal const int Length = 32;

    private Node? first;
}

/// <summary>Room for a number for each of a group of look-ups.</summary>
[InlineArray(NodeLanes.Length)]
internal struct PlaceLanes
{
    private int first;
}
