using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Removal of a range: the tree is cut before and behind it, and the two outer parts are joined.</summary>
/// <remarks>
/// Only the nodes on the two edges are looked at; whole subtrees between them are left to the collector (R4).
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
        leaf.AppendTo(copy, 0, cut.From);
        leaf.AppendTo(copy, cut.To, leaf.Count - cut.To);
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
        TKey separator = cut.From > 0 ? first.Key(cut.From - 1) : default!;
        Node? left = transaction.JoinBefore(ref cut.First, transaction.Part(first, 0, cut.From), ref separator);
        Node? right = transaction.JoinBehind(ref cut.Last, transaction.Part(last, cut.To, last.Count - cut.To));
        RetireEdges(ref cut);
        return transaction.Join(left, separator, right) ?? transaction.NewLeaf();
    }

    /// <summary>Notes the nodes of both edges as unlinked, the common ones once. What hangs between them is not noted: nobody walks there.</summary>
    private void RetireEdges(ref RangeCut<TKey, TValue> cut)
    {
        transaction.RetireInners(ref cut.First, ref cut.Last);
        LeafNode<TKey, TValue> first = cut.FirstLeaf, last = cut.LastLeaf;
        if (cut.From < first.Count) transaction.RetireLeaf(first);
        if (last != first && cut.To > 0) transaction.RetireLeaf(last);
    }
}
