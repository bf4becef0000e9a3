using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Builds a tree of entries that come in ascending order, outside any lock: nobody sees the nodes before the root is published.</summary>
/// <remarks>
/// Keeps the children of at most one open inner node for each level, those on the right edge. Where the next leaf differs from the last one in a higher digit than an open node has, that node is complete.
/// O(n), one pass, each node as small as its entries allow.
/// </remarks>
internal sealed class RadixBuilder<TValue>
{
    private readonly long stamp;
    private readonly bool marksFull;
    private readonly TValue[] values = new TValue[RadixKind.Digits];
    private readonly Edge?[] edge = new Edge?[RadixKind.MaxDepth];
    private ulong block;
    private ulong present;
    private int open; // a bit for each level that has an open node
    private RadixNode? pending;
    private ulong greatest;

    /// <param name="stamp">The stamp of the nodes.</param>
    /// <param name="fullTag">See <see cref="RadixTreeOptions{TValue}.FullTag"/>.</param>
    internal RadixBuilder(long stamp, int fullTag)
    {
        this.stamp = stamp;
        marksFull = fullTag < 0;
    }

    /// <summary>Entries so far.</summary>
    internal long Count { get; private set; }

    /// <summary>Nodes made so far.</summary>
    private long Nodes { get; set; }

    /// <summary>Adds an entry.</summary>
    /// <returns>Whether its index comes after those before.</returns>
    internal bool TryAppend(ulong index, TValue value)
    {
        if (Count > 0 && index <= greatest) return false;
        ulong its = RadixWriter<TValue>.BlockOf(index);
        if (its != block) CloseLeaf();
        block = its;
        values[BitOperations.PopCount(present)] = value;
        present |= 1UL << (int)(index & (RadixKind.Digits - 1));
        greatest = index;
        Count++;
        return true;
    }

    /// <summary>Closes everything.</summary>
    /// <returns>The root.</returns>
    internal Node Finish(NodeCounters nodes)
    {
        CloseLeaf();
        CloseBelow(RadixKind.MaxDepth);
        RadixNode root = pending ?? NewNode<RadixLeaf4<TValue>>(RadixKind.Leaf4, 0, 0);
        nodes.AddAllocated(Nodes);
        return root;
    }

    private void CloseLeaf()
    {
        if (present == 0) return;
        int count = BitOperations.PopCount(present);
        RadixLeaf<TValue> leaf = RadixWriter<TValue>.Fit(count) switch
        {
            0 => NewNode<RadixLeaf4<TValue>>(RadixKind.Leaf4, 0, block),
            1 => NewNode<RadixLeaf16<TValue>>(RadixKind.Leaf16, 0, block),
            _ => NewNode<RadixLeaf64<TValue>>(RadixKind.Leaf64, 0, block),
        };
        leaf.Present = present;
        if (leaf.Kind != RadixKind.Leaf64 || count == RadixKind.Digits)
        {
            for (int slot = 0; slot < count; slot++) leaf.Slot(slot) = values[slot];
        }
        else
        {
            int from = 0;
            for (ulong bits = present; bits != 0; bits &= bits - 1) leaf.Slot(BitOperations.TrailingZeroCount(bits)) = values[from++];
        }

        present = 0;
        Add(leaf);
    }

    private void Add(RadixNode next)
    {
        if (pending is not null)
        {
            int level = BitOperations.Log2(pending.Prefix ^ next.Prefix) / RadixKind.DigitBits;
            CloseBelow(level);
            Hang(level, pending);
        }

        pending = next;
    }

    /// <summary>Completes the open nodes below a level; the highest of them is what hangs up next.</summary>
    private void CloseBelow(int level)
    {
        for (int lower = open & ((1 << level) - 1); lower != 0; lower &= lower - 1)
        {
            int at = BitOperations.TrailingZeroCount(lower);
            Hang(at, pending!);
            pending = Close(at);
        }
    }

    private void Hang(int level, RadixNode child)
    {
        Edge at = edge[level] ??= new Edge();
        at.Children[at.Count++] = child;
        open |= 1 << level;
    }

    private RadixInner Close(int level)
    {
        Edge at = edge[level]!;
        int shift = level * RadixKind.DigitBits, kind = RadixKind.Inner4 + RadixWriter<TValue>.Fit(at.Count);
        ulong prefix = RadixWriter<TValue>.PrefixAbove(at.Children[0]!.Prefix, shift);
        RadixInner inner = kind switch
        {
            RadixKind.Inner4 => NewNode<RadixInner4>(kind, shift, prefix),
            RadixKind.Inner16 => NewNode<RadixInner16>(kind, shift, prefix),
            _ => NewNode<RadixInner64>(kind, shift, prefix),
        };
        for (int i = 0; i < at.Count; i++)
        {
            RadixNode child = at.Children[i]!;
            int digit = inner.DigitOf(child.Prefix);
            inner.Slot(kind == RadixKind.Inner64 ? digit : i) = child;
            inner.Present |= 1UL << digit;
            if (marksFull && RadixPlace.Height(child) == shift && IsFull(child)) inner.Full |= 1UL << digit;
            at.Children[i] = null;
        }

        at.Count = 0;
        open &= ~(1 << level);
        return inner;
    }

    private static bool IsFull(RadixNode node) =>
        node.Kind < RadixKind.Span ? node.Present == ulong.MaxValue : Unsafe.As<RadixInner>(node).Full == RadixWriter<TValue>.AllDigits(node.Shift);

    private TNode NewNode<TNode>(int kind, int shift, ulong prefix)
        where TNode : RadixNode, IPooledNode<TNode>
    {
        TNode made = TNode.Create();
        made.Stamp = stamp;
        made.Level = (kind << RadixKind.Shift) | shift;
        made.Prefix = prefix;
        Nodes++;
        return made;
    }

    /// <summary>The children of an open inner node.</summary>
    private sealed class Edge
    {
        internal RadixNode?[] Children { get; } = new RadixNode?[RadixKind.Digits];

        internal int Count { get; set; }
    }
}
