using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Leaves.</content>
internal sealed partial class PrefixWriter<TValue>
{
    /// <summary>A leaf with one entry.</summary>
    private PrefixLeaf<TValue> NewLeaf(ReadOnlySpan<byte> key, TValue value, int depth)
    {
        byte[] copy = key.ToArray();
        PrefixLeaf<TValue> leaf = transaction.NewLeaf(PrefixKind.Leaf4, depth);
        Append(leaf, copy, value);
        return leaf;
    }

    /// <summary>Adds a key that is not there: by one store if it comes behind all others and there is room (P1e), else by a copy.</summary>
    private void AddToLeaf(ref Node? root, ref PrefixPath path, PrefixLeaf<TValue> leaf, int at, ReadOnlySpan<byte> key, TValue value)
    {
        transaction.BeginChange();
        int count = leaf.Count;
        byte[] copy = key.ToArray();
        if (count == PrefixKind.LeafRoom)
        {
            Hang(ref root, ref path, path.Depth, key, Burst(leaf, at, copy, value));
        }
        else if (count < leaf.Room && (transaction.IsOwn(leaf) || (at == count && transaction.AllowsInPlaceStores(leaf))))
        {
            Insert(leaf, at, copy, value);
        }
        else
        {
            PrefixLeaf<TValue> wider = transaction.NewLeaf(count < leaf.Room ? leaf.Kind : PrefixKind.LeafFor(count + 1), leaf.Depth);
            CopyEntries(leaf, 0, wider, 0, at);
            CopyEntries(leaf, at, wider, at + 1, count - at);
            wider.Mark(at) = PrefixMark.Of(copy, wider.Depth);
            ref PrefixCell<TValue> cell = ref wider.Cell(at);
            cell.Key = copy;
            cell.Value = value;
            wider.Count = count + 1;
            transaction.Retire(leaf);
            Hang(ref root, ref path, path.Depth, key, wider);
        }

        transaction.EndChange();
    }

    private void Overwrite(ref Node? root, ref PrefixPath path, PrefixLeaf<TValue> leaf, int at, ReadOnlySpan<byte> key, TValue value)
    {
        if (transaction.IsOwn(leaf))
        {
            leaf.Cell(at).Value = value;
        }
        else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))
        {
            AtomicSlot<TValue>.Write(ref leaf.Cell(at).Value, value); // P1b
        }
        else
        {
            transaction.BeginChange();
            PrefixLeaf<TValue> copy = CopyLeaf(leaf, leaf.Kind, leaf.Depth);
            copy.Cell(at).Value = value;
            transaction.Retire(leaf);
            Hang(ref root, ref path, path.Depth, key, copy);
            transaction.EndChange();
        }
    }

    /// <summary>A leaf with the same entries, perhaps of another size or hung up elsewhere.</summary>
    private PrefixLeaf<TValue> CopyLeaf(PrefixLeaf<TValue> leaf, int kind, int depth)
    {
        PrefixLeaf<TValue> copy = transaction.NewLeaf(kind, depth);
        CopyEntries(leaf, 0, copy, 0, leaf.Count);
        copy.Count = leaf.Count;
        return copy;
    }

    /// <summary>A leaf with the entries of this one but for some.</summary>
    private PrefixLeaf<TValue> CopyWithout(PrefixLeaf<TValue> leaf, int from, int to)
    {
        int count = leaf.Count - (to - from);
        PrefixLeaf<TValue> copy = transaction.NewLeaf(PrefixKind.Shrunk(leaf.Kind, count), leaf.Depth);
        CopyEntries(leaf, 0, copy, 0, from);
        CopyEntries(leaf, to, copy, from, leaf.Count - to);
        copy.Count = count;
        return copy;
    }

    /// <summary>Copies entries into a leaf that nobody else can see; its count is left alone.</summary>
    private static void CopyEntries(PrefixLeaf<TValue> source, int from, PrefixLeaf<TValue> target, int to, int count)
    {
        if (count == 0) return;
        Debug.Assert(from + count <= source.Room && to + count <= target.Room, "Entries find room");
        Cells(source, from, count).CopyTo(Cells(target, to, count));
        if (source.Depth == target.Depth)
        {
            Marks(source, from, count).CopyTo(Marks(target, to, count));
            return;
        }

        for (int i = to; i < to + count; i++) target.Mark(i) = PrefixMark.Of(target.Key(i), target.Depth);
    }

    /// <summary>Puts an entry into a leaf that has room for it: that nobody else can see, or behind all others.</summary>
    private static void Insert(PrefixLeaf<TValue> leaf, int at, byte[] key, TValue value)
    {
        int behind = leaf.Count - at;
        if (behind > 0)
        {
            Marks(leaf, at, behind).CopyTo(Marks(leaf, at + 1, behind));
            Cells(leaf, at, behind).CopyTo(Cells(leaf, at + 1, behind));
        }

        leaf.Mark(at) = PrefixMark.Of(key, leaf.Depth);
        ref PrefixCell<TValue> cell = ref leaf.Cell(at);
        cell.Key = key;
        cell.Value = value;
        leaf.ReleaseCount(leaf.Count + 1); // P1e, P2
    }

    private static void Append(PrefixLeaf<TValue> leaf, byte[] key, TValue value) => Insert(leaf, leaf.Count, key, value);

    /// <summary>What takes the place of a full leaf that gets one entry more: an inner node over a leaf for each byte in which the keys differ first.</summary>
    private PrefixInner Burst(PrefixLeaf<TValue> leaf, int at, byte[] key, TValue value)
    {
        // All 33 in their order, the new one among them.
        Span<ushort> first = stackalloc ushort[PrefixKind.LeafRoom + 1]; // the byte that decides; 256 above all others stands for "ends here"
        int all = leaf.Count + 1, start = leaf.Depth;
        byte[] least = at == 0 ? key : leaf.Key(0), greatest = at == leaf.Count ? key : leaf.Key(leaf.Count - 1);
        int depth = start + least.AsSpan(start).CommonPrefixLength(greatest.AsSpan(start));
        int children = 0;
        for (int i = 0; i < all; i++)
        {
            byte[] its = i == at ? key : leaf.Key(i < at ? i : i - 1);
            first[i] = its.Length == depth ? (ushort)256 : its[depth];
            if (first[i] != 256 && (i == 0 || first[i] != first[i - 1])) children++;
        }

        PrefixInner inner = transaction.NewInner(PrefixKind.InnerFor(children), start, depth, least);
        for (int from = 0; from < all;)
        {
            int to = from + 1;
            while (to < all && first[to] == first[from]) to++;
            bool ends = first[from] == 256;
            PrefixLeaf<TValue> part = transaction.NewLeaf(PrefixKind.LeafFor(to - from), ends ? depth : depth + 1);
            for (int i = from; i < to; i++)
            {
                if (i == at)
                {
                    Append(part, key, value);
                    continue;
                }

                ref PrefixCell<TValue> cell = ref leaf.Cell(i < at ? i : i - 1);
                Append(part, cell.Key!, cell.Value);
            }

            if (ends) inner.Terminal = part;
            else inner.Add((byte)first[from], part);
            from = to;
        }

        transaction.Retire(leaf);
        return inner;
    }

    private static Span<ulong> Marks(PrefixLeaf<TValue> leaf, int from, int count) => MemoryMarshal.CreateSpan(ref leaf.Mark(from), count);

    private static Span<PrefixCell<TValue>> Cells(PrefixLeaf<TValue> leaf, int from, int count) => MemoryMarshal.CreateSpan(ref leaf.Cell(from), count);
}
