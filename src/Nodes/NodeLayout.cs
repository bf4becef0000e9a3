using System.Runtime.CompilerServices;

namespace Concurrent.Nodes;

/// <summary>How many slots a node has. One place, because a sweep decides (see the performance page), not the trees.</summary>
internal static class NodeLayout
{
    /// <summary>Entries of a leaf.</summary>
    internal const int LeafCapacity = 32;

    /// <summary>Children of an inner node.</summary>
    internal const int InnerCapacity = 32;

    /// <summary>The smallest logical capacity; tests use it to reach splits and tall trees with few entries.</summary>
    internal const int MinCapacity = 4;

    /// <summary>Levels a tree can have. At the smallest capacity and the poorest fill, 2 children a node, that is 2^32 leaves.</summary>
    internal const int MaxHeight = 32;
}

/// <summary>The keys or values of a leaf, inside the node object.</summary>
[InlineArray(NodeLayout.LeafCapacity)]
internal struct LeafSlots<T>
{
    private T first;
}

/// <summary>The separators of an inner node, inside the node object.</summary>
[InlineArray(NodeLayout.InnerCapacity)]
internal struct InnerSlots<T>
{
    private T first;
}

/// <summary>The children of an inner node, inside the node object.</summary>
[InlineArray(NodeLayout.InnerCapacity)]
internal struct ChildSlots
{
    private Node? first;
}
