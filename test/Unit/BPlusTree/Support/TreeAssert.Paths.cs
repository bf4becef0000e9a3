using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Reads of many entries: all at once, in pages, and step by step.</summary>
internal static partial class TreeAssert
{
    private const int PageSize = 7;

    /// <summary>Ranges are counted from so many keys: counting is not for free.</summary>
    private const int CountedRanges = 6;

    private static void Many<TReads, TKey, TValue>(TReads reads, Expected<TKey, TValue> expected, IReadOnlyCollection<TKey> probes)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        TKey[] keys = [.. probes, .. expected.Keys, .. probes];
        var values = new TValue[keys.Length];
        var found = new bool[keys.Length];
        for (int i = 0; i < keys.Length; i += 2) found[i] = true;
        int count = reads.GetMany(keys, values, found);
        int present = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            int at = expected.IndexOf(keys[i]);
            Found("value", expected, at, found[i], keys[i], values[i]);
            if (at >= 0) present++;
        }

        Assert.Equal(present, count);
    }

    private static void Pages<TReads, TKey, TValue>(TReads reads, Expected<TKey, TValue> expected, IReadOnlyCollection<TKey> probes)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        Same("pages", expected, Paged<TReads, TKey, TValue>(reads, KeyRange<TKey>.All, descending: false));
        var descending = Paged<TReads, TKey, TValue>(reads, KeyRange<TKey>.All, descending: true);
        descending.Reverse();
        Same("descending pages, reversed", expected, descending);
        Assert.Equal(expected.Count, reads.CountRange(KeyRange<TKey>.All));

        TKey[] ends = [.. expected.Keys, .. probes];
        for (int i = 0; i < CountedRanges && i < ends.Length; i++)
        {
            var end = ends[(int)((long)i * ends.Length / CountedRanges)];
            int from = expected.Ceiling(end, strictly: false);
            long above = from < 0 ? 0 : expected.Count - from;
            Assert.Equal(above, reads.CountRange(KeyRange<TKey>.AtLeast(end)));
            Assert.Equal(expected.Count - above, reads.CountRange(KeyRange<TKey>.LessThan(end)));
            Assert.Equal(above, Paged<TReads, TKey, TValue>(reads, KeyRange<TKey>.AtLeast(end), descending: i % 2 == 0).Count);
        }
    }

    private static List<KeyValuePair<TKey, TValue>> Paged<TReads, TKey, TValue>(TReads reads, KeyRange<TKey> range, bool descending)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        var keys = new TKey[PageSize];
        var values = new TValue[PageSize];
        var rest = range;
        while ((descending ? reads.CopyDescending(rest, keys, values, out rest) : reads.CopyRange(rest, keys, values, out rest)) is > 0 and var count)
        {
            for (int i = 0; i < count; i++) seen.Add(new(keys[i], values[i]));
        }

        return seen;
    }

    private static void Cursor<TReads, TKey, TValue>(TReads reads, Expected<TKey, TValue> expected, IReadOnlyCollection<TKey> probes)
        where TReads : IOrderedReads<TKey, TValue>, allows ref struct
        where TKey : notnull
    {
        using var cursor = reads.GetCursor();
        for (int i = 0; i < expected.Count; i++) Stands(cursor.MoveNext(), in cursor, expected, i);
        Stands(cursor.MoveNext(), in cursor, expected, -1);
        for (int i = expected.Count - 1; i >= 0; i--) Stands(cursor.MovePrevious(), in cursor, expected, i);
        Stands(cursor.MovePrevious(), in cursor, expected, -1);
        Stands(cursor.SeekLast(), in cursor, expected, expected.Count - 1);
        Stands(cursor.SeekFirst(), in cursor, expected, expected.Count > 0 ? 0 : -1);

        TKey[] keys = [.. probes, .. expected.Keys];
        for (int i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            int at = expected.Ceiling(key, strictly: false);
            int below = expected.Floor(key, strictly: true);
            int above = expected.Ceiling(key, strictly: true);
            int floor = expected.Floor(key, strictly: false);
            Stands(cursor.Seek(key), in cursor, expected, at);
            Stands(cursor.MovePrevious(), in cursor, expected, below);
            if (i % 2 == 0) Stands(cursor.MoveNext(), in cursor, expected, at);
            Stands(cursor.SeekFloor(key), in cursor, expected, floor);
            Stands(cursor.MoveNext(), in cursor, expected, above);
            if (i % 2 == 0) Stands(cursor.MovePrevious(), in cursor, expected, floor);
        }
    }

    private static void Stands<TKey, TValue>(bool moved, in EntryCursor<TKey, TValue> cursor, Expected<TKey, TValue> expected, int index)
        where TKey : notnull
    {
        Assert.Equal(moved, cursor.IsValid);
        Found("cursor", expected, index, moved, moved ? cursor.Key : default, moved ? cursor.Value : default);
    }
}
