using System;
using System.Runtime.CompilerServices;

namespace Concurrent;

/// <summary>The inner nodes that a writer came through, from the root down.</summary>
/// <remarks>The first of them on the stack, which the JIT knows not to need write barriers; the rest in an array that the writer keeps from one write to the next.</remarks>
internal ref struct PrefixPath
{
    private const int Inline = 16;

    private readonly ref PrefixInner?[] more;
    private Nodes nodes;

    /// <param name="more">The writer's array for what does not find room here. It is left empty.</param>
    internal PrefixPath(ref PrefixInner?[] more) => this.more = ref more;

    /// <summary>How many there are.</summary>
    internal int Depth { get; private set; }

    internal readonly PrefixInner this[int at] => at < Inline ? nodes[at]! : more[at - Inline]!;

    internal void Push(PrefixInner node)
    {
        int at = Depth++;
        if (at < Inline) nodes[at] = node;
        else PushMore(at - Inline, node);
    }

    /// <summary>Lets go of the nodes, so that the writer's array keeps nothing alive.</summary>
    public readonly void Dispose()
    {
        if (Depth > Inline) Array.Clear(more, 0, Math.Min(Depth - Inline, more.Length));
    }

    private readonly void PushMore(int at, PrefixInner node)
    {
        if (at == more.Length) Array.Resize(ref more, Math.Max(64, 2 * at));
        more[at] = node;
    }

    [InlineArray(Inline)]
    private struct Nodes
    {
        private PrefixInner? first;
    }
}
