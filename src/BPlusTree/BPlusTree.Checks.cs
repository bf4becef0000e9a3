using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>For tests that look at the writer's side.</summary>
    internal TreeCore<TKey, TValue> WriterSide => core;

    /// <summary>Walks the whole live tree under the writer lock, also one that the calling thread holds for a batch, and throws when anything is not as it must be between writes.</summary>
    internal void CheckInvariants()
    {
        if (core.Lock.IsHeldByCurrentThread)
        {
            CheckAll();
            return;
        }

        using WriterToken token = core.Lock.Enter();
        CheckAll();
    }

    private void CheckAll()
    {
        long entries = Check(root!, isRoot: true, onRightEdge: true, low: default!, hasLow: false, high: default!, hasHigh: false);
        Require(entries == core.Count, $"count is {core.Count}, but there are {entries} entries");
    }

    private long Check(Node node, bool isRoot, bool onRightEdge, TKey low, bool hasLow, TKey high, bool hasHigh)
    {
        Require(node.Stamp >= 0 && node.Stamp <= core.Transaction.Number, $"P1: stamp {node.Stamp} is not that of a transaction up to {core.Transaction.Number}");
        if (node.Level == 0)
        {
            Require(node is LeafNode<TKey, TValue>, "level 0 is not a leaf");
            return CheckLeaf(Unsafe.As<LeafNode<TKey, TValue>>(node), isRoot, onRightEdge, low, hasLow, high, hasHigh);
        }

        Require(node is InnerNode<TKey>, $"level {node.Level} is not an inner node");
        var inner = Unsafe.As<InnerNode<TKey>>(node);
        int count = inner.Count;
        Require(count >= (isRoot || onRightEdge ? 2 : core.Transaction.MinimumChildren) && count <= capacity, $"an inner node has {count} children");
        long entries = 0;
        for (int i = 0; i < count; i++)
        {
            Node? child = inner.Children[i];
            Require(child is not null && child.Level == node.Level - 1, "P2: a child is missing or on the wrong level");
            bool isLast = i == count - 1;
            if (!isLast && i > 0) Require(KeySearch.Compare(inner.Keys[i - 1], inner.Keys[i], comparer) < 0, "separators do not ascend");
            entries += Check(
                child!,
                isRoot: false,
                onRightEdge && isLast,
                i == 0 ? low : inner.Keys[i - 1],
                i > 0 || hasLow,
                isLast ? high : inner.Keys[i],
                !isLast || hasHigh);
        }

        for (int i = count; i < inner.Children.Length; i++) Require(inner.Children[i] is null, "R4: an unused child slot holds a node");
        return entries;
    }

    private int CheckLeaf(LeafNode<TKey, TValue> leaf, bool isRoot, bool onRightEdge, TKey low, bool hasLow, TKey high, bool hasHigh)
    {
        int count = leaf.Count;
        int least = isRoot ? 0 : onRightEdge ? 1 : core.Writer.MinimumEntries;
        Require(count >= least && count <= capacity, $"a leaf has {count} entries");
        for (int i = 0; i < count; i++)
        {
            if (i > 0) Require(KeySearch.Compare(leaf.Keys[i - 1], leaf.Keys[i], comparer) < 0, "keys do not ascend");
        }

        if (count == 0) return 0;
        if (hasLow) Require(KeySearch.Compare(low, leaf.Keys[0], comparer) < 0, "a key is not above the separator on its left");
        if (hasHigh) Require(KeySearch.Compare(leaf.Keys[count - 1], high, comparer) <= 0, "a key is above the separator on its right");
        return count;
    }

    private static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidOperationException($"The tree is damaged: {otherwise}.");
    }
}
