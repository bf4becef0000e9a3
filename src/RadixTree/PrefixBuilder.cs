using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Builds a tree of entries that come in ascending order, outside any lock: nobody sees the nodes before the root is published.</summary>
/// <remarks>All entries are gathered first, and then divided from the top down, each node as small as its entries allow. Where a node's part ends is searched for in growing steps, so long chains of keys that are prefixes of
/// one another take no more than others do.</remarks>
internal sealed class PrefixBuilder<TValue>
{
    private readonly List<PrefixCell<TValue>> entries = [];

    /// <summary>Entries so far.</summary>
    internal int Count => entries.Count;

    /// <summary>Adds an entry; the key belongs to the tree from here on.</summary>
    /// <returns>Whether its key comes after those before.</returns>
    internal bool TryAppend(byte[] key, TValue value)
    {
        if (Count > 0 && entries[Count - 1].Key.AsSpan().SequenceCompareTo(key) >= 0) return false;
        entries.Add(new PrefixCell<TValue> { Key = key, Value = value });
        return true;
    }

    /// <summary>Builds what there is.</summary>
    /// <param name="stamp">The stamp of the nodes.</param>
    /// <param name="nodes">Where they are counted.</param>
    /// <returns>The root.</returns>
    internal Node Build(long stamp, NodeCounters nodes)
    {
        long made = 0;
        Node? root = null;
        var open = new Stack<Part>();
        open.Push(new Part(0, Count, 0, null, -1));
        Span<int> ends = stackalloc int[257];
        while (open.TryPop(out Part part))
        {
            made++;
            PrefixNode node;
            if (part.To - part.From <= PrefixKind.LeafRoom)
            {
                node = NewLeaf(part.From, part.To, part.Start);
            }
            else
            {
                byte[] least = KeyAt(part.From), greatest = KeyAt(part.To - 1);
                int depth = part.Start + least.AsSpan(part.Start).CommonPrefixLength(greatest.AsSpan(part.Start));
                int from = part.From;
                bool hasTerminal = least.Length == depth;
                if (hasTerminal) from++;
                int children = 0;
                for (int at = from; at < part.To; at = ends[children++]) ends[children] = EndOf(at, part.To, depth);
                PrefixInner inner = NewInner(PrefixKind.InnerFor(children));
                inner.Form(part.Start, depth, least);
                if (hasTerminal)
                {
                    PrefixLeaf<TValue> terminal = NewLeaf(part.From, from, depth);
                    terminal.Stamp = stamp;
                    made++;
                    inner.Terminal = terminal;
                }

                for (int child = 0; child < children; from = ends[child++]) open.Push(new Part(from, ends[child], depth + 1, inner, KeyAt(from)[depth]));
                node = inner;
            }

            node.Stamp = stamp;
            if (part.Above is null) root = node;
            else part.Above.Add((byte)part.By, node);
        }

        nodes.AddAllocated(made);
        return root!;
    }

    /// <summary>Copies a frozen node and all below it.</summary>
    internal static Node Twin(Node root, long stamp, NodeCounters nodes)
    {
        long made = 0;
        var open = new Stack<PrefixInner>();
        Node top = TwinOf(root);
        while (open.TryPop(out PrefixInner? inner))
        {
            if (inner.Terminal is not null) inner.Terminal = TwinOf(inner.Terminal);
            for (int by = inner.NextByte(0); by < 256; by = inner.NextByte(by + 1))
            {
                ref Node? slot = ref inner.Slot(inner.SlotOf((byte)by));
                slot = TwinOf(slot!);
            }
        }

        nodes.AddAllocated(made);
        return top;

        Node TwinOf(Node node)
        {
            PrefixNode twin = Unsafe.As<PrefixNode>(node).Twin();
            twin.Stamp = stamp;
            made++;
            if (!twin.IsLeaf) open.Push(Unsafe.As<PrefixInner>(twin));
            return twin;
        }
    }

    private byte[] KeyAt(int at) => entries[at].Key!;

    /// <summary>Where the keys end that have the same byte at a depth as the first one of them.</summary>
    private int EndOf(int from, int to, int depth)
    {
        byte by = KeyAt(from)[depth];
        int low = from + 1, step = 1;
        while (low + step < to && KeyAt(low + step)[depth] == by)
        {
            low += step + 1;
            step *= 2;
        }

        int high = int.Min(low + step, to);
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (KeyAt(middle)[depth] == by) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private PrefixLeaf<TValue> NewLeaf(int from, int to, int depth)
    {
        int kind = PrefixKind.LeafFor(to - from);
        PrefixLeaf<TValue> leaf = kind switch
        {
            PrefixKind.Leaf4 => PrefixLeaf4<TValue>.Create(),
            PrefixKind.Leaf8 => PrefixLeaf8<TValue>.Create(),
            PrefixKind.Leaf16 => PrefixLeaf16<TValue>.Create(),
            _ => PrefixLeaf32<TValue>.Create(),
        };
        leaf.Level = kind;
        leaf.Depth = depth;
        leaf.Count = to - from;
        for (int at = from; at < to; at++)
        {
            leaf.Mark(at - from) = PrefixMark.Of(KeyAt(at), depth);
            leaf.Cell(at - from) = entries[at];
        }

        return leaf;
    }

    private static PrefixInner NewInner(int kind)
    {
        PrefixInner inner = kind switch
        {
            PrefixKind.Inner4 => PrefixInner4.Create(),
            PrefixKind.Inner16 => PrefixInner16.Create(),
            PrefixKind.Inner48 => PrefixInner48.Create(),
            _ => PrefixInner256.Create(),
        };
        inner.Level = kind;
        return inner;
    }

    /// <summary>Entries for which a node is still to be made.</summary>
    /// <param name="From">The first of them.</param>
    /// <param name="To">The one behind the last.</param>
    /// <param name="Start">How many bytes are used up on the way to it.</param>
    /// <param name="Above">The node that it goes into.</param>
    /// <param name="By">The byte under which it does.</param>
    private readonly record struct Part(int From, int To, int Start, PrefixInner? Above, int By);
}
