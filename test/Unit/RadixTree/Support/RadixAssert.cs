using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Unit.Maples;

namespace Concurrent.Unit.Radix;

/// <summary>Compares everything that can be read with a model.</summary>
internal static class RadixAssert
{
    /// <summary>The tree's own invariants, then all its reads.</summary>
    public static void Matches<TValue>(RadixTree<TValue> tree, RadixModel<TValue> model)
    {
        tree.CheckInvariants();
        Matches(new TreeAccess<TValue>(tree), model, tree.TagCount);
    }

    /// <summary>Whole enumerations, and every read at and beside every boundary.</summary>
    public static void Matches<TReads, TValue>(TReads reads, RadixModel<TValue> model, int tags)
        where TReads : IRadixReads<TValue>, allows ref struct
    {
        Whole(reads, model, tags);
        ulong[] indices = Boundaries(model);
        Many(reads, model, indices);
        foreach (ulong index in indices) Near(reads, model, index, tags);
        int step = 1 + (indices.Length / 16);
        for (int i = 0; i < indices.Length; i += step) Window(reads, model, indices[i], indices[Math.Min(indices.Length - 1, i + (i * 7 % 11))], tags);
    }

    public static void Whole<TReads, TValue>(TReads reads, RadixModel<TValue> model, int tags)
        where TReads : IRadixReads<TValue>, allows ref struct
    {
        Same("ascending", model.Items, reads.All());
        Same("descending", model.Items.Reverse(), reads.AllDescending());
        Equal("Count", model.Count, reads.Count);
        Equal("LongCount", model.Count, reads.LongCount);
        Equal("IsEmpty", model.Count == 0, reads.IsEmpty);
        for (int tag = 0; tag < tags; tag++)
        {
            var tagged = model.Tagged(tag);
            Same($"tag {tag}", tagged.Select(piece => piece.Item), reads.Tagged(tag));
            Equal($"any with tag {tag}", tagged.Count > 0, reads.IsAnyTagged(tag));
            Equal($"count of tag {tag}", tagged.Count, reads.CountTagged(tag));
        }

        Found("TryGetFirst", 0, model.Count == 0 ? null : model.Pieces[0], reads.TryGetFirst(out ulong first, out TValue? value), first, value);
        Found("TryGetLast", 0, model.Count == 0 ? null : model.Pieces[^1], reads.TryGetLast(out ulong last, out value), last, value);
    }

    public static void Window<TReads, TValue>(TReads reads, RadixModel<TValue> model, ulong first, ulong last, int tags)
        where TReads : IRadixReads<TValue>, allows ref struct
    {
        string window = $"window {first}..{last}";
        var expected = model.Overlapping(first, last);
        Same(window, expected.Select(piece => piece.Item), reads.Window(first, last));
        Same($"{window} descending", expected.AsEnumerable().Reverse().Select(piece => piece.Item), reads.WindowDescending(first, last));
        for (int tag = 0; tag < tags; tag++) Same($"{window} tag {tag}", model.Tagged(tag, first, last).Select(piece => piece.Item), reads.Tagged(tag, first, last));
        Copies(reads, model, first, tags);
    }

    /// <summary>Everything that can be asked about one index.</summary>
    public static void Near<TReads, TValue>(TReads reads, RadixModel<TValue> model, ulong index, int tags)
        where TReads : IRadixReads<TValue>, allows ref struct
    {
        var there = model.At(index);
        Equal("TryGetValue", index, there is not null, reads.TryGetValue(index, out TValue? value));
        Equal("value", index, there is { } piece ? piece.Value : default, value);
        Equal("ContainsKey", index, there is not null, reads.ContainsKey(index));
        if (there is { } stored)
        {
            Equal("indexer", index, stored.Value, reads.Get(index));
            Equal("TryGetRange", index, true, reads.TryGetRange(index, out ulong first, out ulong last, out value));
            Equal("range", index, stored.Item, new(first, last, value!));
        }
        else
        {
            Equal("TryGetRange", index, false, reads.TryGetRange(index, out ulong first, out ulong last, out value));
            // The free range need not be the whole gap, but all of it is free.
            if (first > index || last < index || model.Overlapping(first, last).Count > 0) throw new InvalidOperationException($"TryGetRange({index}): {first}..{last} is not a free range around it");
        }

        Found("TryGetFloor", index, model.Floor(index), reads.TryGetFloor(index, out ulong found, out value), found, value);
        Found("TryGetCeiling", index, model.Ceiling(index), reads.TryGetCeiling(index, out found, out value), found, value);
        Found("TryGetLower", index, model.Lower(index), reads.TryGetLower(index, out found, out value), found, value);
        Found("TryGetHigher", index, model.Higher(index), reads.TryGetHigher(index, out found, out value), found, value);
        Free("TryGetNextFree", index, model.NextFree(index), reads.TryGetNextFree(index, out found), found);
        Free("TryGetPreviousFree", index, model.PreviousFree(index), reads.TryGetPreviousFree(index, out found), found);
        for (int tag = 0; tag < tags; tag++) Equal("GetTag", index, model.HasTag(index, tag), reads.GetTag(index, tag));
    }

    /// <summary>As the one without an index, but that it makes a text only of what is wrong: most of the time of a run was theirs.</summary>
    private static void Equal<T>(string what, ulong index, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) MapleAssert.Equal($"{what} of {index}", expected, actual);
    }

    public static void Same<T>(string what, IEnumerable<T> expected, IReadOnlyList<T> actual) => MapleAssert.Same(what, expected, actual);

    public static void Equal<T>(string what, T expected, T actual) => MapleAssert.Equal(what, expected, actual);

    private static void Free(string what, ulong asked, ulong? expected, bool found, ulong index)
    {
        Equal(what, asked, expected.HasValue, found);
        if (found) Equal(what, asked, expected, index);
    }

    /// <summary>Every first and last index of an entry, and the indices beside them; and both ends of all indices.</summary>
    public static ulong[] Boundaries<TValue>(RadixModel<TValue> model)
        => [.. model.Pieces.SelectMany(piece => Beside(piece.First).Concat(Beside(piece.Last))).Append(0ul).Append(ulong.MaxValue).Distinct().Order()];

    /// <summary>Copies in small portions, with values of every entry from one index on.</summary>
    private static void Copies<TReads, TValue>(TReads reads, RadixModel<TValue> model, ulong first, int tags)
        where TReads : IRadixReads<TValue>, allows ref struct
    {
        var indices = new ulong[13];
        var values = new TValue[13];
        for (int tag = -1; tag < tags; tag++)
        {
            var seen = new List<(ulong, TValue)>();
            ulong at = first;
            bool more = true;
            while (more)
            {
                int count = tag < 0 ? reads.CopyRange(at, indices, values, out at, out more) : reads.CopyTagged(tag, at, indices, values, out at, out more);
                for (int i = 0; i < count; i++) seen.Add((indices[i], values[i]));
                if (more && count == 0) throw new InvalidOperationException($"copied nothing from {at} on, and yet there is more");
            }

            var expected = tag < 0 ? model.Overlapping(first, ulong.MaxValue) : model.Tagged(tag, first);
            Same($"copies from {first}, tag {tag}", expected.Select(piece => (Math.Max(piece.First, first), piece.Value)), seen);
        }
    }

    private static void Many<TReads, TValue>(TReads reads, RadixModel<TValue> model, ulong[] indices)
        where TReads : IRadixReads<TValue>, allows ref struct
    {
        var values = new TValue[indices.Length];
        var found = new bool[indices.Length];
        Equal("GetMany", indices.Count(index => model.At(index) is not null), reads.GetMany(indices, values, found));
        for (int i = 0; i < indices.Length; i++)
        {
            var there = model.At(indices[i]);
            Equal("GetMany, found", indices[i], there is not null, found[i]);
            Equal("GetMany, value", indices[i], there is { } piece ? piece.Value : default, values[i]);
        }
    }

    private static void Found<TValue>(string what, ulong asked, RadixPiece<TValue>? expected, bool found, ulong index, TValue? value)
    {
        Equal(what, asked, expected is not null, found);
        if (expected is not { } piece) return;
        Equal(what, asked, piece.First, index);
        Equal(what, asked, piece.Value, value);
    }

    private static IEnumerable<ulong> Beside(ulong index)
    {
        if (index > 0) yield return index - 1;
        yield return index;
        if (index < ulong.MaxValue) yield return index + 1;
    }
}
