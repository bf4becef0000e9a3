using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Inner nodes: the structural steps (P4).</content>
internal sealed partial class PrefixWriter<TValue>
{
    /// <summary>Hangs a node in the place where <paramref name="depth"/> nodes of the path lead a key to, instead of what is there: in its slot or, where that may not be changed, in a copy of the node, and so on up.</summary>
    /// <remarks>Ends in one store (P2).</remarks>
    private void Hang(ref Node? root, ref PrefixPath path, int depth, ReadOnlySpan<byte> key, PrefixNode child)
    {
        while (depth > 0)
        {
            PrefixInner parent = path[depth - 1];
            if (MayStore(parent))
            {
                Publication.Publish(ref Taken(parent, key), child); // P1a, P2
                return;
            }

            PrefixInner copy = CopyInner(parent, parent.Kind);
            Taken(copy, key) = child;
            transaction.Retire(parent);
            child = copy;
            depth--;
        }

        Publication.Publish(ref root, child); // P2
    }

    /// <summary>The slot of an inner node that a key goes to and that has something in it.</summary>
    private static ref Node? Taken(PrefixInner inner, ReadOnlySpan<byte> key) => ref key.Length == inner.Depth ? ref inner.Terminal : ref inner.Slot(inner.SlotOf(key[inner.Depth]));

    /// <summary>Adds a key for which the path's last node has nothing yet: by one store if there is a slot for it (P1a), else by a copy.</summary>
    private void AddChild(ref Node? root, ref PrefixPath path, ReadOnlySpan<byte> key, TValue value)
    {
        PrefixInner parent = path[path.Depth - 1];
        int depth = parent.Depth;
        bool ends = key.Length == depth;
        PrefixLeaf<TValue> leaf = NewLeaf(key, value, ends ? depth : depth + 1);
        if (ends ? MayStore(parent) : CanAdd(parent))
        {
            if (ends) Publication.Publish(ref parent.Terminal, leaf); // P1a, P2
            else parent.Add(key[depth], leaf);
            return;
        }

        PrefixInner copy = CopyInner(parent, ends || parent.Count < PrefixKind.Room(parent.Kind) ? parent.Kind : parent.Kind + 1);
        if (ends) copy.Terminal = leaf;
        else copy.Add(key[depth], leaf);
        transaction.Retire(parent);
        Hang(ref root, ref path, path.Depth - 1, key, copy);
    }

    /// <summary>Whether a node may get a child where it is: in a slot of its own, or because nobody else can see it.</summary>
    private bool CanAdd(PrefixInner inner) => transaction.IsOwn(inner)
        ? inner.Count < PrefixKind.Room(inner.Kind)
        : inner.Kind == PrefixKind.Inner256 && transaction.AllowsInPlaceStores(inner);

    /// <summary>Adds a key that leaves the path of an inner node, or ends in it: a node for what they have in common comes between.</summary>
    private void SplitPath(ref Node? root, ref PrefixPath path, PrefixInner inner, ReadOnlySpan<byte> key, TValue value)
    {
        int depth = inner.Start + inner.MatchPath(key);
        Debug.Assert(depth < inner.Depth, "The key does not have the whole path");
        bool ends = key.Length == depth;
        PrefixLeaf<TValue> leaf = NewLeaf(key, value, ends ? depth : depth + 1);
        PrefixInner fork = transaction.NewInner(PrefixKind.Inner4, inner.Start, depth, inner.Sample);
        PrefixInner rest = CopyInner(inner, inner.Kind, depth + 1);
        byte by = inner.Sample[depth];
        if (ends)
        {
            fork.Terminal = leaf;
            fork.Add(by, rest);
        }
        else
        {
            fork.Add(by, rest);
            fork.Add(key[depth], leaf);
        }

        transaction.Retire(inner);
        Hang(ref root, ref path, path.Depth, key, fork);
    }

    /// <summary>Takes entries out of the leaf at the end of the path, or the whole of what is there.</summary>
    /// <param name="root">The root.</param>
    /// <param name="path">The nodes above.</param>
    /// <param name="key">The key that led there.</param>
    /// <param name="end">A leaf; or an inner node, all of which goes and is left to the collector (R4).</param>
    /// <param name="from">The first entry of the leaf that goes.</param>
    /// <param name="to">The one behind the last.</param>
    private void TakeOut(ref Node? root, ref PrefixPath path, ReadOnlySpan<byte> key, PrefixNode end, int from, int to)
    {
        PrefixLeaf<TValue>? leaf = end.IsLeaf ? Unsafe.As<PrefixLeaf<TValue>>(end) : null;
        int left = leaf is null ? 0 : leaf.Count - (to - from);

        // How far up what is left fits into one leaf.
        int top = path.Depth, total = left;
        PrefixNode below = end;
        while (top > 0)
        {
            int beside = EntriesBeside(path[top - 1], below, PrefixKind.UnburstBound - total);
            if (beside < 0) break;
            total += beside;
            below = path[--top];
        }

        if (top < path.Depth)
        {
            PrefixLeaf<TValue> all = Unburst(ref path, top, total, end);
            for (int i = 0; i < (leaf?.Count ?? 0); i++)
            {
                if (i < from || i >= to) InsertSorted(all, ref leaf!.Cell(i));
            }

            if (leaf is not null) transaction.Retire(leaf);
            Hang(ref root, ref path, top, key, all);
        }
        else if (left > 0)
        {
            PrefixLeaf<TValue> rest = CopyWithout(leaf!, from, to);
            transaction.Retire(leaf!);
            Hang(ref root, ref path, path.Depth, key, rest);
        }
        else
        {
            if (leaf is not null) transaction.Retire(leaf);
            if (path.Depth == 0) Hang(ref root, ref path, 0, key, transaction.NewLeaf(PrefixKind.Leaf4, 0));
            else Hang(ref root, ref path, path.Depth - 1, key, Without(path[path.Depth - 1], end));
        }
    }

    /// <summary>How many entries there are below a node but for one child, if all others are leaves.</summary>
    /// <returns>The number, or -1 if it exceeds <paramref name="bound"/> or there are inner nodes.</returns>
    private static int EntriesBeside(PrefixInner inner, PrefixNode but, int bound)
    {
        if (inner.Count - 1 > bound) return -1; // each child has an entry at the least
        int sum = inner.Terminal is null || inner.Terminal == but ? 0 : 1;
        for (int by = inner.NextByte(0); by < 256 && sum <= bound; by = inner.NextByte(by + 1))
        {
            PrefixNode child = ChildAt(inner, by);
            if (child == but) continue;
            if (!child.IsLeaf) return -1;
            sum += child.Count;
        }

        return sum <= bound ? sum : -1;
    }

    /// <summary>A leaf with the entries of all leaves below the node of the path, but for one. Retires the inner nodes and those leaves.</summary>
    private PrefixLeaf<TValue> Unburst(ref PrefixPath path, int top, int total, PrefixNode but)
    {
        PrefixLeaf<TValue> all = transaction.NewLeaf(PrefixKind.LeafFor(total), path[top].Start);
        for (int at = top; at < path.Depth; at++)
        {
            PrefixInner inner = path[at];
            PrefixNode below = at + 1 < path.Depth ? path[at + 1] : but;
            if (inner.Terminal is not null && inner.Terminal != below) MoveInto(all, Unsafe.As<PrefixLeaf<TValue>>(inner.Terminal));
            for (int by = inner.NextByte(0); by < 256; by = inner.NextByte(by + 1))
            {
                PrefixNode child = ChildAt(inner, by);
                if (child != below) MoveInto(all, Unsafe.As<PrefixLeaf<TValue>>(child));
            }

            transaction.Retire(inner);
        }

        return all;
    }

    private void MoveInto(PrefixLeaf<TValue> all, PrefixLeaf<TValue> leaf)
    {
        for (int i = 0; i < leaf.Count; i++) InsertSorted(all, ref leaf.Cell(i));
        transaction.Retire(leaf);
    }

    private static void InsertSorted(PrefixLeaf<TValue> leaf, ref PrefixCell<TValue> cell) => Insert(leaf, leaf.Find(cell.Key, leaf.Count, out _), cell.Key!, cell.Value);

    /// <summary>What takes the place of an inner node that loses a child: a copy; or the child that is left alone, with the node's path before its own.</summary>
    private PrefixNode Without(PrefixInner inner, PrefixNode gone)
    {
        transaction.Retire(inner);
        bool terminalGoes = inner.Terminal == gone;
        int left = inner.Count - (terminalGoes ? 0 : 1);
        if (left > 1 || (inner.Terminal is not null && !terminalGoes))
        {
            PrefixInner copy = transaction.NewInner(PrefixKind.Shrunk(inner.Kind, left), inner.Start, inner.Depth, inner.Sample);
            copy.Terminal = terminalGoes ? null : inner.Terminal;
            CopyChildren(inner, copy, gone);
            return copy;
        }

        int by = inner.NextByte(0);
        if (ChildAt(inner, by) == gone) by = inner.NextByte(by + 1);
        PrefixNode only = ChildAt(inner, by);
        transaction.Retire(only);

        // Always a copy: its slot may have held it before the parent came between, and a reader that looks twice (P7) would take that for unchanged.
        return only.IsLeaf ? CopyLeaf(Unsafe.As<PrefixLeaf<TValue>>(only), only.Kind, inner.Start) : CopyInner(Unsafe.As<PrefixInner>(only), only.Kind, inner.Start);
    }

    private static PrefixNode ChildAt(PrefixInner inner, int by) => Unsafe.As<PrefixNode>(inner.Slot(inner.SlotOf((byte)by)))!;

    private PrefixInner CopyInner(PrefixInner inner, int kind) => CopyInner(inner, kind, inner.Start);

    /// <summary>An inner node with the same children, perhaps of another size or with a longer or shorter path.</summary>
    private PrefixInner CopyInner(PrefixInner inner, int kind, int start)
    {
        PrefixInner copy = transaction.NewInner(kind, start, inner.Depth, inner.Sample);
        copy.Terminal = inner.Terminal;
        CopyChildren(inner, copy, but: null);
        return copy;
    }

    /// <summary>Copies children, in the order of their bytes, into a node that has none and that nobody else can see.</summary>
    private static void CopyChildren(PrefixInner inner, PrefixInner copy, PrefixNode? but)
    {
        for (int by = inner.NextByte(0); by < 256; by = inner.NextByte(by + 1))
        {
            PrefixNode child = ChildAt(inner, by);
            if (child != but) copy.Add((byte)by, child);
        }
    }
}
