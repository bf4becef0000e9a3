using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>Which indices share an entry in the kernel's xarray: nodes of 64 slots, in which an entry takes one slot or several, the others of which refer to the first ("siblings").</summary>
/// <remarks>
/// A store that meets a part of an entry replaces all of it, there; ours replaces the part. So the runner asks here how far the kernel's store reaches. The code follows xas_set_range(),
/// xas_create(), xas_load() and xas_store(); heights are fixed, which changes no answer.
/// </remarks>
internal sealed class XarrayLayout
{
    private const int ChunkShift = 6;
    private const int ChunkMask = 63;

    private readonly Node _root = new(60);

    /// <summary>The entries as ranges, ascending.</summary>
    public List<Piece> Pieces()
    {
        var pieces = new List<Piece>();
        Collect(_root, 0, pieces);
        return pieces;
    }

    /// <summary>The entry that holds an index.</summary>
    public Piece? At(ulong index)
    {
        foreach (var piece in Pieces())
        {
            if (piece.First <= index && index <= piece.Last) return piece;
        }

        return null;
    }

    /// <summary>xa_store(), xa_erase(): <paramref name="entry"/> is null for nothing.</summary>
    public void Store(ulong index, object? entry) => Store(index, 0, 0, entry);

    /// <summary>xa_store_range().</summary>
    public void StoreRange(ulong first, ulong last, object? entry)
    {
        while (first <= last)
        {
            var (shift, siblings) = SetRange(first, last);
            ulong next = first + Store(first, shift, siblings, entry);
            if (next <= first) return; // behind the greatest index
            first = next;
        }
    }

    /// <summary>xas_set_range(): the first entry of a range, its slots less one, and the shift of their node.</summary>
    private static (int Shift, int Siblings) SetRange(ulong first, ulong last)
    {
        int shift = 0;
        ulong siblings = last - first;
        ulong offset = ChunkMask;
        ulong start = first;
        while ((start & ChunkMask) == 0)
        {
            if (siblings < ChunkMask || (siblings == ChunkMask && offset < ChunkMask)) break;
            shift += ChunkShift;
            if (offset == ChunkMask) offset = siblings & ChunkMask;
            siblings >>= ChunkShift;
            start >>= ChunkShift;
        }

        offset = start & ChunkMask;
        if (offset + siblings > ChunkMask) siblings = ChunkMask - offset;
        if (((start + siblings + 1) << shift) - 1 > last) siblings--;
        return (shift, (int)siblings);
    }

    /// <summary>xas_store() at the place that xas_create() or, for nothing, xas_load() finds.</summary>
    /// <returns>How many indices it takes the store to have covered.</returns>
    private ulong Store(ulong index, int shift, int siblings, object? entry)
    {
        var node = _root;
        int offset = node.Offset(index);
        while (node.Shift > shift)
        {
            if (node.Slots[offset] is null && entry is not null) node.Slots[offset] = new Node(node.Shift - ChunkShift);
            if (node.Slots[offset] is not Node child || (entry is null && shift > child.Shift)) break;
            node = child;
            offset = node.Offset(index);
        }

        if (shift < node.Shift) siblings = 0;
        ulong covered = (ulong)(siblings + 1) << shift;
        if (ReferenceEquals(node.Slots[offset], entry) && siblings == 0) return covered;
        int from = offset, to = offset + siblings;
        for (object? put = entry; ; put = entry is null ? null : new Sibling(from))
        {
            node.Slots[offset] = put;
            if (entry is not null ? offset == to : offset == ChunkMask) break;
            offset++;
            if (entry is null && offset > to && node.Slots[offset] is not Sibling) break;
        }

        return covered;
    }

    private static void Collect(Node node, ulong prefix, List<Piece> pieces)
    {
        int current = -1;
        for (int offset = 0; offset <= ChunkMask; offset++)
        {
            ulong first = prefix | ((ulong)offset << node.Shift);
            ulong last = first + ((1ul << node.Shift) - 1);
            int canonical = node.Canonical(offset);
            if (node.Slots[canonical] is Node child) Collect(child, first, pieces);
            else if (node.Slots[canonical] is { } entry && canonical == current) pieces[^1] = new(pieces[^1].First, last, entry);
            else if (node.Slots[canonical] is { } another) pieces.Add(new(first, last, another));
            current = canonical;
        }
    }

    /// <summary>One entry and the indices that share it.</summary>
    internal readonly record struct Piece(ulong First, ulong Last, object Entry)
    {
        /// <summary>Whether it is an aligned power of two: for others the kernel's "order" means nothing.</summary>
        public bool IsAligned => ((Last - First) & (Last - First + 1)) == 0 && (First & (Last - First)) == 0;
    }

    private sealed record Sibling(int Offset);

    private sealed class Node(int shift)
    {
        public int Shift { get; } = shift;

        public object?[] Slots { get; } = new object?[ChunkMask + 1];

        public int Offset(ulong index) => Canonical((int)(index >> Shift) & ChunkMask);

        public int Canonical(int offset)
        {
            while (Slots[offset] is Sibling sibling) offset = sibling.Offset;
            return offset;
        }
    }
}
