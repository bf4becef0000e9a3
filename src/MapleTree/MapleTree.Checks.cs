using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <summary>For tests that look at the writer's side.</summary>
    internal MapleCore<TKey, TValue> WriterSide => core;

    /// <summary>Walks the whole live tree under the writer lock, also one that the calling thread holds for a batch, and throws when anything is not as it must be between writes.</summary>
    internal void CheckInvariants()
    {
        if (core.Lock.IsHeldByCurrentThread)
        {
            Check(root!, core.Count);
            return;
        }

        using WriterToken token = core.Lock.Enter();
        Check(root!, core.Count);
    }

    /// <summary>As <see cref="CheckInvariants"/>, of what the batch that the calling thread has open would publish.</summary>
    internal void CheckBatch() => Check(core.BatchRoot!, core.BatchCount);

    private void Check(Node top, long count)
    {
        var walk = new Walk { Next = TKey.MinValue };
        Check(top, isRoot: true, onRightEdge: true, TKey.MinValue, TKey.MaxValue, ref walk);
        Require(walk.Present == count, $"count is {count}, but {walk.Present} ranges hold a value");
    }

    /// <returns>The largest gap.</returns>
    private TKey Check(Node node, bool isRoot, bool onRightEdge, TKey low, TKey high, ref Walk walk)
    {
        Require(node.Stamp >= 0 && node.Stamp <= core.Transaction.Number, $"P1: stamp {node.Stamp} is not that of a transaction up to {core.Transaction.Number}");
        if (node.Level == 0)
        {
            Require(node is RangeLeaf<TKey, TValue>, "level 0 is not a leaf");
            return CheckLeaf(Unsafe.As<RangeLeaf<TKey, TValue>>(node), isRoot || onRightEdge, low, high, ref walk);
        }

        Require(node is InnerNode<TKey>, $"level {node.Level} is not an inner node");
        var inner = Unsafe.As<InnerNode<TKey>>(node);
        int count = inner.Count;
        Require(count >= (isRoot || onRightEdge ? 2 : core.Transaction.MinimumChildren) && count <= capacity, $"an inner node has {count} children");
        TKey largest = TKey.Zero;
        for (int i = 0; i < count; i++)
        {
            Node? child = inner.Children[i];
            Require(child is not null && child.Level == node.Level - 1, "P2: a child is missing or on the wrong level");
            bool isLast = i == count - 1;
            TKey first = i == 0 ? low : inner.Keys[i - 1] + TKey.One, last = isLast ? high : inner.Keys[i];
            Require(first > low == i > 0 && first <= last && last <= high, "separators do not ascend");
            TKey gap = Check(child!, isRoot: false, onRightEdge && isLast, first, last, ref walk);
            if (TracksGaps) Require(inner.Gaps![i] == gap, $"the largest gap below a child is {gap}, not {inner.Gaps[i]}");
            if (gap > largest) largest = gap;
        }

        for (int i = count; i < inner.Children.Length; i++) Require(inner.Children[i] is null, "R4: an unused child slot holds a node");
        return largest;
    }

    private TKey CheckLeaf(RangeLeaf<TKey, TValue> leaf, bool maybeSmall, TKey low, TKey high, ref Walk walk)
    {
        int count = leaf.Count;
        Require(count >= (maybeSmall ? 1 : core.Transaction.MinimumEntries) && count <= capacity, $"a leaf has {count} entries");
        Require(leaf.First == low && walk.Next == low, $"a leaf begins at {leaf.First}, not behind the separator on its left, at {low}");
        TKey largest = TKey.Zero;
        for (int i = 0; i < count; i++)
        {
            TKey first = leaf.FirstOf(i), last = leaf.Last(i);
            Require(first <= last && (i == 0 || first > leaf.Last(i - 1)), "last keys do not ascend");
            if (leaf.IsPresent(i))
            {
                walk.Present++;
                if (options.Coalesce) Require(!walk.AfterValue || !ValueIdentity<TValue>.Same(ref leaf.Value(i), ref walk.Value!), $"two neighbours hold the same value at {first}");
                walk.Value = leaf.Value(i);
            }
            else
            {
                Require(first == TKey.MinValue || walk.AfterValue, $"two neighbours are empty at {first}");
                // Not by bits: what is copied between the fields of a struct is anything.
                bool isNothing = EqualityComparer<TValue>.Default.Equals(leaf.Value(i), default);
                Require(!RuntimeHelpers.IsReferenceOrContainsReferences<TValue>() || isNothing, "R4: an empty range keeps a value alive");
                TKey size = RangeSize.Of(first, last);
                if (size > largest) largest = size;
            }

            walk.AfterValue = leaf.IsPresent(i);
        }

        Require(leaf.Bound == high, $"a leaf ends at {leaf.Bound}, not at the separator on its right, {high}");
        walk.Next = high == TKey.MaxValue ? TKey.MinValue : high + TKey.One;
        return largest;
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidOperationException($"The tree is damaged: {otherwise}.");
    }

    /// <summary>How far a walk over all leaves has come.</summary>
    private struct Walk
    {
        /// <summary>Ranges so far that hold a value.</summary>
        internal long Present;

        /// <summary>Where the next leaf begins.</summary>
        internal TKey Next;

        /// <summary>Whether the range before holds a value: <see cref="Value"/>.</summary>
        internal bool AfterValue;

        internal TValue? Value;

    }
}
