using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Removal of a range: the tree is cut before and behind it, and the two outer parts are joined.</summary>
/// <remarks>
/// Only the nodes on the two edges are looked at; whole subtrees between them are left to the collector (R4). Part i of a side is what hangs beside the edge from the
/// inner node at depth i; it is a tree of its own, and one level higher than part i+1. Joining from the lowest on costs O(height) in all, as each join goes down
/// the taller tree's edge only as far as the other one is high.
/// </remarks>
internal sealed partial class TreeWriter<TKey, TValue>
{
    /// <summary>Removes neighbouring entries of one leaf, if that leaves enough of them for no neighbour to be concerned.</summary>
    internal bool TryRemoveWithinLeaf(ref Node? root, ref RangeCut<TKey, TValue> cut)
    {
        LeafNode<TKey, TValue> leaf = cut.FirstLeaf;
        int left = leaf.Count - (int)cut.Removed;
        if (leaf != cut.LastLeaf || (left <= mergeThreshold && cut.First.Depth > 0)) return false;
        LeafNode<TKey, TValue> copy = transaction.NewLeaf();
        CopyRange(leaf, 0, cut.From, copy);
        CopyRange(leaf, cut.To, leaf.Count - cut.To, copy);
        transaction.RetireLeaf(leaf);
        transaction.ReplaceLeaf(ref root, ref cut.First, copy);
        return true;
    }

    /// <summary>Notes the values of the range as removed, before they are, if the tree owns them (V1). Calls no comparer.</summary>
    internal void NoteRemoved(ref RangeCut<TKey, TValue> cut)
    {
        if (owned is null) return;
        TreePath<TKey> path = cut.First;
        LeafNode<TKey, TValue> leaf = cut.FirstLeaf;
        int from = cut.From;
        while (leaf != cut.LastLeaf)
        {
            NoteRemoved(leaf, from, leaf.Count);
            leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.NextLeaf()!);
            from = 0;
        }

        NoteRemoved(leaf, from, cut.To);
    }

    /// <summary>The same for all entries.</summary>
    internal void NoteAllRemoved(ref Node? root)
    {
        if (owned is null) return;
        var path = default(TreePath<TKey>);
        for (Node? node = path.DescendToFirst(ref root); node is not null; node = path.NextLeaf())
        {
            var leaf = Unsafe.As<LeafNode<TKey, TValue>>(node);
            NoteRemoved(leaf, 0, leaf.Count);
        }
    }

    private void NoteRemoved(LeafNode<TKey, TValue> leaf, int from, int to)
    {
        for (int i = from; i < to; i++) owned!.Removed(leaf.Key(i), leaf.Value(i), handOut: false, transaction.IsBatch);
    }

    /// <summary>The tree without the entries between the two ends of the cut. Aside from what is published; the caller publishes it.</summary>
    internal Node Without(ref RangeCut<TKey, TValue> cut)
    {
        Debug.Assert(transaction.IsBatch, "B1: published nodes stay as they are");
        LeafNode<TKey, TValue> first = cut.FirstLeaf, last = cut.LastLeaf;
        Node? left = Part(first, 0, cut.From);
        TKey separator = cut.From > 0 ? first.Key(cut.From - 1) : default!;
        bool separated = cut.From > 0;
        for (int depth = cut.First.Depth - 1; depth >= 0; depth--)
        {
            InnerNode<TKey> inner = cut.First.Inner(depth);
            int index = cut.First.Index(depth);
            if (index == 0) continue;
            TKey bound = inner.Keys[index - 1];
            if (!separated) separator = bound; // what bounds the left side is what bounds the last that is left of it
            separated = true;
            left = Join(transaction.Part(inner, 0, index), bound, left);
        }

        Node? right = Part(last, cut.To, last.Count - cut.To);
        for (int depth = cut.Last.Depth - 1; depth >= 0; depth--)
        {
            InnerNode<TKey> inner = cut.Last.Inner(depth);
            int behind = cut.Last.Index(depth) + 1;
            if (behind == inner.Count) continue;
            right = Join(right, inner.Keys[behind - 1], transaction.Part(inner, behind, inner.Count - behind));
        }

        RetireEdges(ref cut);
        return Join(left, separator, right) ?? transaction.NewLeaf();
    }

    /// <summary>Puts two trees together: every key of the left one is at most <paramref name="separator"/>, and every key of the right one above it.</summary>
    private Node? Join(Node? left, TKey separator, Node? right)
    {
        if (left is null) return right;
        if (right is null) return left;
        var path = default(TreePath<TKey>);
        bool atEnd = left.Level > right.Level;
        Node? root = atEnd ? left : right;
        if (atEnd) left = path.DescendToLast(ref root, right.Level);
        else if (right.Level > left.Level) right = path.DescendToFirst(ref root, left.Level);
        (Node one, Node? two, separator) = Combine(left, separator, right);
        if (path.Depth == 0) return two is null ? one : transaction.Over(one, separator, two);
        int depth = path.Depth - 1;
        transaction.Replace(ref root, ref path, depth, path.Index(depth), 1, one, two, separator, spread: true);
        return root;
    }

    private (Node First, Node? Second, TKey Separator) Combine(Node left, TKey separator, Node right) => left.Level == 0
        ? Combine(Unsafe.As<LeafNode<TKey, TValue>>(left), separator, Unsafe.As<LeafNode<TKey, TValue>>(right))
        : transaction.Combine(Unsafe.As<InnerNode<TKey>>(left), separator, Unsafe.As<InnerNode<TKey>>(right));

    /// <summary>Makes two neighbouring leaves fit for one parent: one leaf of both, or two of which neither is too small, or as they are.</summary>
    private (Node First, Node? Second, TKey Separator) Combine(LeafNode<TKey, TValue> left, TKey separator, LeafNode<TKey, TValue> right)
    {
        int total = left.Count + right.Count;
        int smaller = int.Min(left.Count, right.Count);
        bool fits = total <= capacity * 3 / 4;
        if (smaller >= minimum && !(fits && smaller <= mergeThreshold)) return (left, right, separator);
        int half = fits ? total : total / 2;
        int fromLeft = int.Min(half, left.Count);
        LeafNode<TKey, TValue> first = transaction.NewLeaf();
        LeafNode<TKey, TValue>? second = fits ? null : transaction.NewLeaf();
        CopyRange(left, 0, fromLeft, first);
        CopyRange(right, 0, half - fromLeft, first);
        if (second is not null)
        {
            CopyRange(left, fromLeft, left.Count - fromLeft, second);
            CopyRange(right, half - fromLeft, right.Count - (half - fromLeft), second);
            separator = first.Key(half - 1);
        }

        transaction.RetireLeaf(left);
        transaction.RetireLeaf(right);
        return (first, second, separator);
    }

    /// <summary>Some neighbouring entries of a leaf, as a tree of their own; the leaf itself when that is all of them.</summary>
    private LeafNode<TKey, TValue>? Part(LeafNode<TKey, TValue> leaf, int from, int count)
    {
        if (count == 0) return null;
        if (count == leaf.Count) return leaf;
        LeafNode<TKey, TValue> part = transaction.NewLeaf();
        CopyRange(leaf, from, count, part);
        return part;
    }

    /// <summary>Notes the nodes of both edges as unlinked, the common ones once. What hangs between them is not noted: nobody walks there.</summary>
    private void RetireEdges(ref RangeCut<TKey, TValue> cut)
    {
        for (int depth = 0; depth < cut.First.Depth; depth++)
        {
            InnerNode<TKey> left = cut.First.Inner(depth), right = cut.Last.Inner(depth);
            transaction.RetireInner(left);
            if (left != right) transaction.RetireInner(right);
        }

        LeafNode<TKey, TValue> first = cut.FirstLeaf, last = cut.LastLeaf;
        if (cut.From < first.Count) transaction.RetireLeaf(first);
        if (last != first && cut.To > 0) transaction.RetireLeaf(last);
    }
}
