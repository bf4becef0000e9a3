using System;
using System.Runtime.CompilerServices;

namespace Concurrent.Nodes;

/// <summary>Cutting trees apart and putting them together again, aside from what is published: <see cref="NodeTransaction.IsBatch"/> holds.</summary>
/// <remarks>
/// Part i of a side is what hangs beside an edge from the inner node at depth i; it is a tree of its own, and one level higher than part i+1. Joining from the lowest on costs
/// O(height) in all, as each join goes down the taller tree's edge only as far as the other one is high.
/// </remarks>
internal sealed partial class WriteTransaction<TKey, TLeaf>
{
    /// <summary>All that is left of a path, and <paramref name="edge"/>, what is kept of the leaf, behind it.</summary>
    /// <param name="path">The path to the leaf.</param>
    /// <param name="edge">Null when nothing is kept.</param>
    /// <param name="separator">What bounds <paramref name="edge"/>, and, on return, the result.</param>
    internal Node? JoinBefore(ref TreePath<TKey> path, Node? edge, ref TKey separator)
    {
        bool separated = edge is not null;
        for (int depth = path.Depth - 1; depth >= 0; depth--)
        {
            InnerNode<TKey> inner = path.Inner(depth);
            int index = path.Index(depth);
            if (index == 0) continue;
            TKey bound = inner.Keys[index - 1];
            if (!separated) separator = bound; // what bounds the left side is what bounds the last that is left of it
            separated = true;
            edge = Join(Part(inner, 0, index), bound, edge);
        }

        return edge;
    }

    /// <summary><paramref name="edge"/>, what is kept of a leaf, and all that is right of the path to it.</summary>
    internal Node? JoinBehind(ref TreePath<TKey> path, Node? edge)
    {
        for (int depth = path.Depth - 1; depth >= 0; depth--)
        {
            InnerNode<TKey> inner = path.Inner(depth);
            int behind = path.Index(depth) + 1;
            if (behind == inner.Count) continue;
            edge = Join(edge, inner.Keys[behind - 1], Part(inner, behind, inner.Count - behind));
        }

        return edge;
    }

    /// <summary>Puts two trees together: every key of the left one is at most <paramref name="separator"/>, and every key of the right one above it.</summary>
    internal Node? Join(Node? left, TKey separator, Node? right)
    {
        if (left is null) return right;
        if (right is null) return left;
        var path = default(TreePath<TKey>);
        bool atEnd = left.Level > right.Level;
        Node? root = atEnd ? left : right;
        if (atEnd) left = path.DescendToLast(ref root, right.Level);
        else if (right.Level > left.Level) right = path.DescendToFirst(ref root, left.Level);
        (Node one, Node? two, separator) = Combine(left, separator, right);
        if (path.Depth == 0) return two is null ? one : Over(one, separator, two);
        int depth = path.Depth - 1;
        Replace(ref root, ref path, depth, path.Index(depth), 1, one, two, separator, spread: true);
        return root;
    }

    /// <summary>Some neighbouring entries of a leaf, as a tree of their own; the leaf itself when that is all of them.</summary>
    internal TLeaf? Part(TLeaf leaf, int from, int count)
    {
        if (count == 0) return null;
        if (count == leaf.Count) return leaf;
        TLeaf part = NewLeaf();
        leaf.AppendTo(part, from, count);
        return part;
    }

    /// <summary>Notes the inner nodes of two paths as unlinked, the common ones once. What hangs between them is not noted.</summary>
    internal void RetireInners(ref TreePath<TKey> first, ref TreePath<TKey> last)
    {
        for (int depth = 0; depth < first.Depth; depth++)
        {
            InnerNode<TKey> left = first.Inner(depth), right = last.Inner(depth);
            RetireInner(left);
            if (left != right) RetireInner(right);
        }
    }

    /// <summary>Some neighbouring children of a node, as a tree of their own.</summary>
    /// <returns>Null for none; the child itself where there is one.</returns>
    private Node? Part(InnerNode<TKey> node, int from, int count)
    {
        if (count == 0) return null;
        if (count == 1) return node.Children[from];
        InnerNode<TKey> part = NewInner(node.Level);
        node.Children.Slice(from, count).CopyTo(part.Children);
        node.Keys.Slice(from, count - 1).CopyTo(part.Keys);
        part.Count = count;
        if (tracksGaps) node.Gaps.AsSpan(from, count).CopyTo(part.Gaps);
        return part;
    }

    /// <summary>A root over two trees of the same height.</summary>
    private InnerNode<TKey> Over(Node left, TKey separator, Node right)
    {
        InnerNode<TKey> top = NewInner(left.Level + 1);
        top.Keys[0] = separator;
        top.Children[0] = left;
        top.Children[1] = right;
        top.Count = 2;
        if (tracksGaps) (top.Gaps![0], top.Gaps[1]) = (GapOf(left), GapOf(right));
        return top;
    }

    private (Node First, Node? Second, TKey Separator) Combine(Node left, TKey separator, Node right) => left.Level == 0
        ? Combine(Unsafe.As<TLeaf>(left), separator, Unsafe.As<TLeaf>(right))
        : Combine(Unsafe.As<InnerNode<TKey>>(left), separator, Unsafe.As<InnerNode<TKey>>(right));

    /// <summary>Makes two neighbouring leaves fit for one parent: one leaf of both, or two of which neither is too small, or as they are.</summary>
    private (TLeaf First, TLeaf? Second, TKey Separator) Combine(TLeaf left, TKey separator, TLeaf right)
    {
        int total = left.Count + right.Count;
        int smaller = int.Min(left.Count, right.Count);
        bool fits = total <= capacity * 3 / 4;
        if (smaller >= leafMinimum && !(fits && smaller <= leafMergeThreshold)) return (left, right, separator);
        int half = fits ? total : total / 2;
        int fromLeft = int.Min(half, left.Count);
        TLeaf first = NewLeaf();
        TLeaf? second = fits ? null : NewLeaf();
        left.AppendTo(first, 0, fromLeft);
        right.AppendTo(first, 0, half - fromLeft);
        if (second is not null)
        {
            left.AppendTo(second, fromLeft, left.Count - fromLeft);
            right.AppendTo(second, half - fromLeft, right.Count - (half - fromLeft));
            separator = first.SeparatorAfter(half - 1);
        }

        RetireLeaf(left);
        RetireLeaf(right);
        return (first, second, separator);
    }

    /// <summary>Makes two neighbours that are to have one parent fit for that: one node of both, or two of which neither is too small, or as they are.</summary>
    private (InnerNode<TKey> First, InnerNode<TKey>? Second, TKey Separator) Combine(InnerNode<TKey> left, TKey separator, InnerNode<TKey> right)
    {
        int total = left.Count + right.Count;
        int smaller = int.Min(left.Count, right.Count);
        bool fits = total <= capacity * 3 / 4;
        if (smaller >= minimum && !(fits && smaller <= mergeThreshold)) return (left, right, separator);
        int half = fits ? total : total / 2;
        InnerNode<TKey> first = NewInner(left.Level);
        InnerNode<TKey>? second = fits ? null : NewInner(left.Level);
        assembly.TakeBoth(left, separator, right);
        assembly.FillInto(first, 0, half);
        if (second is not null)
        {
            separator = assembly.Separator(half - 1);
            assembly.FillInto(second, half, total - half);
        }

        assembly.Clear();
        RetireInner(left);
        RetireInner(right);
        return (first, second, separator);
    }
}
