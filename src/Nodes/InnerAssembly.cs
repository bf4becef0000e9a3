using System;
using System.Diagnostics;

namespace Concurrent.Nodes;

/// <summary>The writer's bench: the children and separators that one or two new inner nodes will be made of.</summary>
/// <remarks>The list starts in the middle of the arrays, so that a left sibling can be put before it and a right one behind it.</remarks>
internal sealed class InnerAssembly<TKey>
{
    private const int Room = NodeLayout.InnerCapacity + 2;

    private readonly Node?[] children = new Node?[3 * Room];

    /// <summary>Separator i stands at the place of child i and bounds it.</summary>
    private readonly TKey[] separators = new TKey[3 * Room];

    /// <summary>The largest gap below each child; null in trees that do not track gaps.</summary>
    private readonly TKey[]? gaps;

    private int start;

    internal InnerAssembly(bool tracksGaps) => gaps = tracksGaps ? new TKey[3 * Room] : null;

    internal int Count { get; private set; }

    internal Node FirstChild => children[start]!;

    internal TKey Separator(int index) => separators[start + index];

    /// <summary>Takes the node's children with <paramref name="removed"/> of them, from <paramref name="first"/> on, replaced.</summary>
    /// <remarks>What comes is told its gaps by <see cref="SetGap"/>.</remarks>
    internal void Take(InnerNode<TKey> node, int first, int removed, Node? left, Node? right, TKey separator)
    {
        Debug.Assert(Count == 0, "The bench is cleared after each use");
        start = Room;
        Span<Node?> to = children.AsSpan(start);
        Span<TKey> bounds = separators.AsSpan(start);
        ReadOnlySpan<Node?> from = node.Children[..node.Count];
        ReadOnlySpan<TKey> keys = node.Keys[..(node.Count - 1)];
        int behind = first + removed; // the first child that stays on the right

        from[..first].CopyTo(to);
        keys[..Math.Min(first, keys.Length)].CopyTo(bounds);
        int at = first;
        if (left is not null) to[at++] = left;
        if (right is not null)
        {
            bounds[at - 1] = separator;
            to[at++] = right;
        }

        from[behind..].CopyTo(to[at..]);
        // What bounded the last child that went bounds the last one that came. When none came, its keys belong to the right neighbour now,
        // or, at the end, to the left one: its separator is not copied, or not counted.
        int bound = left is null ? behind : behind - 1;
        if (bound < keys.Length) keys[bound..].CopyTo(bounds[(left is null ? at : at - 1)..]);
        Count = at + from.Length - behind;
        if (gaps is null) return;
        node.Gaps.AsSpan(0, first).CopyTo(gaps.AsSpan(start));
        node.Gaps.AsSpan(behind, from.Length - behind).CopyTo(gaps.AsSpan(start + at));
    }

    /// <summary>Notes the largest gap below a child.</summary>
    internal void SetGap(int index, TKey gap) => gaps![start + index] = gap;

    /// <summary>Takes the children of two neighbours.</summary>
    internal void TakeBoth(InnerNode<TKey> left, TKey separator, InnerNode<TKey> right)
    {
        Debug.Assert(Count == 0, "The bench is cleared after each use");
        start = Room;
        left.Children[..left.Count].CopyTo(children.AsSpan(start));
        left.Keys[..(left.Count - 1)].CopyTo(separators.AsSpan(start));
        TakeGaps(left, start);
        Count = left.Count;
        Append(separator, right);
    }

    internal void Prepend(InnerNode<TKey> sibling, TKey separator)
    {
        start -= sibling.Count;
        sibling.Children[..sibling.Count].CopyTo(children.AsSpan(start));
        sibling.Keys[..(sibling.Count - 1)].CopyTo(separators.AsSpan(start));
        separators[start + sibling.Count - 1] = separator;
        TakeGaps(sibling, start);
        Count += sibling.Count;
    }

    internal void Append(TKey separator, InnerNode<TKey> sibling)
    {
        separators[start + Count - 1] = separator;
        sibling.Children[..sibling.Count].CopyTo(children.AsSpan(start + Count));
        sibling.Keys[..(sibling.Count - 1)].CopyTo(separators.AsSpan(start + Count));
        TakeGaps(sibling, start + Count);
        Count += sibling.Count;
    }

    /// <summary>Makes <paramref name="node"/>, which nobody else can see, hold <paramref name="count"/> of the children.</summary>
    internal void FillInto(InnerNode<TKey> node, int from, int count)
    {
        children.AsSpan(start + from, count).CopyTo(node.Children);
        separators.AsSpan(start + from, count - 1).CopyTo(node.Keys);
        if (gaps is not null) gaps.AsSpan(start + from, count).CopyTo(node.Gaps);
        if (node.Count > count)
        {
            // A node of a batch that shrinks in place.
            node.Children[count..node.Count].Clear();
            node.Keys[(count - 1)..(node.Count - 1)].Clear();
        }

        node.Count = count;
    }

    /// <summary>Forgets everything: a reference left here would keep a subtree alive.</summary>
    internal void Clear()
    {
        Array.Clear(children, start, Count);
        Array.Clear(separators, start, Count);
        Count = 0;
    }

    private void TakeGaps(InnerNode<TKey> node, int at)
    {
        if (gaps is not null) node.Gaps.AsSpan(0, node.Count).CopyTo(gaps.AsSpan(at));
    }
}
