using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>The inner nodes that a writer came through, from the root down. Each of them stands for a block that has the index in it.</summary>
internal struct RadixPath
{
    private Nodes nodes;

    /// <summary>How many there are.</summary>
    internal int Depth { get; private set; }

    internal readonly RadixInner this[int at] => nodes[at]!;

    internal void Push(RadixInner node) => nodes[Depth++] = node;

    internal void Pop() => Depth--;

    [InlineArray(RadixKind.MaxDepth)]
    private struct Nodes
    {
        private RadixInner? first;
    }
}
