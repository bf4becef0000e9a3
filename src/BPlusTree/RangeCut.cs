using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The place in a tree from which a range of entries is to be removed: the first of them, and the first behind them. Under the writer lock; all keys are compared here.</summary>
internal ref struct RangeCut<TKey, TValue>
{
    /// <summary>How many leaves ahead a count is asked for: each is a cache miss of its own.</summary>
    private const int PrefetchDistance = 8;

    /// <summary>The path to <see cref="FirstLeaf"/>.</summary>
    internal TreePath<TKey> First;

    /// <summary>The path to <see cref="LastLeaf"/>.</summary>
    internal TreePath<TKey> Last;

    /// <param name="root">The root to look in.</param>
    /// <param name="range">The range, validated.</param>
    /// <param name="comparer">The order.</param>
    /// <param name="total">All entries of the tree.</param>
    internal RangeCut(ref Node? root, in KeyRange<TKey> range, IComparer<TKey>? comparer, long total)
    {
        Node first = range.LowerBound == KeyRange<TKey>.Bound.None ? First.DescendToFirst(ref root) : First.Descend(ref root, range.Lower, comparer);
        Node last = range.UpperBound == KeyRange<TKey>.Bound.None ? Last.DescendToLast(ref root) : Last.Descend(ref root, range.Upper, comparer);
        FirstLeaf = Unsafe.As<LeafNode<TKey, TValue>>(first);
        LastLeaf = Unsafe.As<LeafNode<TKey, TValue>>(last);
        From = range.LowerBound == KeyRange<TKey>.Bound.None
            ? 0 : TreeReader<TKey, TValue>.CountBelow(FirstLeaf, FirstLeaf.Count, range.Lower, orEqual: range.LowerBound == KeyRange<TKey>.Bound.Exclusive, comparer);
        To = range.UpperBound == KeyRange<TKey>.Bound.None
            ? LastLeaf.Count : TreeReader<TKey, TValue>.CountBelow(LastLeaf, LastLeaf.Count, range.Upper, orEqual: range.UpperBound == KeyRange<TKey>.Bound.Inclusive, comparer);
        if (FirstLeaf == LastLeaf)
        {
            Removed = int.Max(0, To - From); // an empty range such as (5, 5) ends before it begins
            return;
        }

        ThrowIfCrossed();
        Removed = CountRemoved(total);
    }

    internal LeafNode<TKey, TValue> FirstLeaf { get; }

    internal LeafNode<TKey, TValue> LastLeaf { get; }

    /// <summary>The place in <see cref="FirstLeaf"/> of the first entry to go; its count where that one is in a later leaf.</summary>
    internal int From { get; }

    /// <summary>The place in <see cref="LastLeaf"/> behind the last entry to go.</summary>
    internal int To { get; }

    /// <summary>How many entries are to go.</summary>
    internal long Removed { get; }

    /// <summary>
    /// Walks over the leaves that go and, in step, over those that stay; whichever ends first tells. So a small range costs its own leaves, and a large one those around it.
    /// </summary>
    private readonly long CountRemoved(long total)
    {
        long gone = FirstLeaf.Count - From + To, kept = From + LastLeaf.Count - To;
        TreePath<TKey> inside = First, before = First, after = Last;
        bool atBeginning = false;
        while (true)
        {
            if (inside.NextLeaf() is not { } leaf || leaf == LastLeaf) return gone;
            if (inside.Peek(PrefetchDistance) is { } ahead) Prefetch.Block(ref ahead.Count);
            gone += leaf.Count;
            if (!atBeginning && before.PreviousLeaf() is { } left)
            {
                kept += left.Count;
            }
            else if (after.NextLeaf() is { } right)
            {
                atBeginning = true;
                kept += right.Count;
            }
            else
            {
                return total - kept;
            }
        }
    }

    private readonly void ThrowIfCrossed()
    {
        for (int depth = 0; depth < First.Depth; depth++)
        {
            if (First.Index(depth) < Last.Index(depth)) return;
            if (First.Index(depth) > Last.Index(depth))
                throw new InvalidOperationException("The comparer contradicts itself: it is no total order, or keys were changed while in the tree.");
        }
    }
}
