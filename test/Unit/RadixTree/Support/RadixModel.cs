using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Radix;

/// <summary>What a radix tree should hold: a dictionary from the first index of each entry to its value, its tags and how many indices it has.</summary>
/// <remarks>Ranges are cut by arithmetic on integers that do not overflow, into the fewest aligned powers of two: nothing here knows of nodes.</remarks>
internal sealed class RadixModel<TValue>
{
    /// <summary>Ascending.</summary>
    private readonly List<RadixPiece<TValue>> _pieces = [];

    public RadixModel()
    {
    }

    public RadixModel(RadixModel<TValue> other) => _pieces.AddRange(other._pieces);

    /// <summary>All entries, ascending.</summary>
    public IReadOnlyList<RadixPiece<TValue>> Pieces => _pieces;

    public IEnumerable<RadixItem<TValue>> Items => _pieces.Select(piece => piece.Item);

    public int Count => _pieces.Count;

    /// <summary>The fewest aligned powers of two that a range consists of.</summary>
    public static IEnumerable<(ulong First, int Order)> Aligned(ulong first, ulong last)
    {
        for (UInt128 at = first, end = (UInt128)last + 1; at < end;)
        {
            int order = 0;
            while (order < 63 && at % ((UInt128)2 << order) == 0 && at + ((UInt128)2 << order) <= end) order++;
            yield return ((ulong)at, order);
            at += (UInt128)1 << order;
        }
    }

    public RadixPiece<TValue>? At(ulong index) => OrNull(From(index)) is { } piece && piece.Holds(index) ? piece : null;

    public List<RadixPiece<TValue>> Overlapping(ulong first, ulong last)
    {
        int from = From(first), end = from;
        while (end < _pieces.Count && _pieces[end].First <= last) end++;
        return _pieces[from..end];
    }

    public void Store(ulong index, TValue value) => StoreRange(index, index, value);

    /// <summary>Stores one value over a range. Each new entry gets the tags of all that it replaces, in whole or in part.</summary>
    public void StoreRange(ulong first, ulong last, TValue value)
    {
        var before = Overlapping(first, last);
        RemoveRange(first, last);
        foreach (var (start, order) in Aligned(first, last))
        {
            ulong end = start + ((1ul << order) - 1);
            int tags = before.Where(old => old.Overlaps(start, end)).Aggregate(0, (all, old) => all | old.Tags);
            Put(new(start, order, value, tags));
        }
    }

    /// <summary>Removes whatever is in a range; of entries that reach beyond it the rest stays, with value and tags.</summary>
    /// <returns>How many entries were there, in whole or in part.</returns>
    public int RemoveRange(ulong first, ulong last)
    {
        var there = Overlapping(first, last);
        _pieces.RemoveRange(From(first), there.Count);
        foreach (var piece in there)
        {
            if (piece.First < first) Keep(piece, piece.First, first - 1);
            if (piece.Last > last) Keep(piece, last + 1, piece.Last);
        }

        return there.Count;
    }

    public void Clear() => _pieces.Clear();

    public bool SetTag(ulong index, int tag) => Tag(index, piece => piece.Tags | (1 << tag));

    public bool ClearTag(ulong index, int tag) => Tag(index, piece => piece.Tags & ~(1 << tag));

    public bool HasTag(ulong index, int tag) => At(index) is { } piece && (piece.Tags >> tag & 1) != 0;

    public List<RadixPiece<TValue>> Tagged(int tag, ulong first = 0, ulong last = ulong.MaxValue)
        => [.. Overlapping(first, last).Where(piece => (piece.Tags >> tag & 1) != 0)];

    /// <summary>The last entry that begins at an index or before it.</summary>
    public RadixPiece<TValue>? Floor(ulong index) => At(index) ?? OrNull(From(index) - 1);

    /// <summary>The first entry that ends at an index or behind it: the one that holds it, or else the next.</summary>
    public RadixPiece<TValue>? Ceiling(ulong index) => OrNull(From(index));

    /// <summary>The last entry that ends before an index.</summary>
    public RadixPiece<TValue>? Lower(ulong index) => OrNull(From(index) - 1);

    /// <summary>The first entry that begins behind an index.</summary>
    public RadixPiece<TValue>? Higher(ulong index) => OrNull(At(index) is null ? From(index) : From(index) + 1);

    /// <summary>The lowest index from one on that nothing is at.</summary>
    public ulong? NextFree(ulong from, ulong last = ulong.MaxValue)
    {
        ulong at = from;
        while (at <= last)
        {
            if (At(at) is not { } piece) return at;
            if (piece.Last == ulong.MaxValue) return null;
            at = piece.Last + 1;
        }

        return null;
    }

    /// <summary>The greatest index up to one that nothing is at.</summary>
    public ulong? PreviousFree(ulong from, ulong first = 0)
    {
        ulong at = from;
        while (at >= first)
        {
            if (At(at) is not { } piece) return at;
            if (piece.First == 0) return null;
            at = piece.First - 1;
        }

        return null;
    }

    /// <summary>Where the first entry stands that ends at an index or behind it.</summary>
    private int From(ulong index)
    {
        int low = 0, high = _pieces.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_pieces[middle].Last < index) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private RadixPiece<TValue>? OrNull(int at) => at >= 0 && at < _pieces.Count ? _pieces[at] : null;

    private void Put(RadixPiece<TValue> piece) => _pieces.Insert(From(piece.First), piece);

    private bool Tag(ulong index, Func<RadixPiece<TValue>, int> tags)
    {
        if (At(index) is not { } piece) return false;
        _pieces[From(index)] = piece with { Tags = tags(piece) };
        return true;
    }

    private void Keep(RadixPiece<TValue> piece, ulong first, ulong last)
    {
        foreach (var (start, order) in Aligned(first, last)) Put(piece with { First = start, Order = order });
    }
}
