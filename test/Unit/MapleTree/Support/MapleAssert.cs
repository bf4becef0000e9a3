using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Compares everything that can be read with a model.</summary>
internal static class MapleAssert
{
    /// <summary>The tree's own invariants, then all its reads.</summary>
    public static void Matches<TKey, TValue>(MapleTree<TKey, TValue> tree, RangeModel<TKey, TValue> model, bool gaps)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        tree.CheckInvariants();
        Matches(new TreeAccess<TKey, TValue>(tree), model, gaps);
    }

    /// <summary>Whole enumerations, and every read at and beside every boundary.</summary>
    public static void Matches<TReads, TKey, TValue>(TReads reads, RangeModel<TKey, TValue> model, bool gaps)
        where TReads : IRangeReads<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        Whole(reads, model);
        TKey[] keys = Boundaries(model);
        Points(reads, model, keys);
        for (int i = 0; i < keys.Length; i++) Window(reads, model, keys[i], keys[Math.Min(keys.Length - 1, i + (i * 7 % 11))]);
        if (gaps) Gaps(reads, model, keys);
    }

    public static void Whole<TReads, TKey, TValue>(TReads reads, RangeModel<TKey, TValue> model)
        where TReads : IRangeReads<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        Same("ascending", model.Ranges, reads.All());
        Same("ascending with gaps", model.Entries, reads.Window(TKey.MinValue, TKey.MaxValue, gaps: true));
        Same("descending", model.Ranges.AsEnumerable().Reverse(), reads.AllDescending());
        Same("descending with gaps", model.Entries.Reverse(), reads.WindowDescending(TKey.MinValue, TKey.MaxValue, gaps: true));
        Equal("Count", model.Count, reads.Count);
        Equal("LongCount", model.Count, reads.LongCount);
        Equal("IsEmpty", model.Count == 0, reads.IsEmpty);
    }

    public static void Window<TReads, TKey, TValue>(TReads reads, RangeModel<TKey, TValue> model, TKey first, TKey last)
        where TReads : IRangeReads<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        string window = $"window {first}..{last}";
        Equal(window, model.AnyIn(first, last), reads.AnyIn(first, last));
        foreach (bool gaps in new[] { false, true })
        {
            var expected = model.Overlapping(first, last, gaps);
            Same(window, expected, reads.Window(first, last, gaps));
            expected.Reverse();
            Same($"{window} descending", expected, reads.WindowDescending(first, last, gaps));
        }
    }

    /// <summary>A search for a gap, from both ends.</summary>
    public static void Gap<TReads, TKey, TValue>(TReads reads, RangeModel<TKey, TValue> model, TKey size, TKey first, TKey last, TKey alignment)
        where TReads : IRangeReads<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        if (!RangeModel<TKey, TValue>.Fits(size, first, last)) return;
        string what = $"gap of {size} in {first}..{last} aligned to {alignment}";
        Found(what, model.LowestGap(size, first, last, alignment), reads.TryFindGap(size, out TKey lowest, first, last, alignment), lowest);
        Found(what + " from above", model.HighestGap(size, first, last, alignment), reads.TryFindGapHighest(size, out TKey highest, first, last, alignment), highest);
    }

    public static void Same<T>(string what, IEnumerable<T> expected, IReadOnlyList<T> actual)
    {
        int i = 0;
        foreach (T entry in expected)
        {
            if (i >= actual.Count) Assert.Fail($"{what}: ended before {entry}, after {i}");
            if (!EqualityComparer<T>.Default.Equals(entry, actual[i])) Assert.Fail($"{what}: {actual[i]} at position {i}, expected {entry}");
            i++;
        }

        if (i < actual.Count) Assert.Fail($"{what}: went on with {actual[i]} after the last one");
    }

    public static void Equal<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) Assert.Fail($"{what}: {actual}, expected {expected}");
    }

    /// <summary>Every first and last key of a range or gap, and the keys beside them.</summary>
    public static TKey[] Boundaries<TKey, TValue>(RangeModel<TKey, TValue> model)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
        => [.. model.Entries.SelectMany(entry => Beside(entry.First).Concat(Beside(entry.Last))).Distinct().Order()];

    public static void Found<TKey>(string what, TKey? expected, bool found, TKey first)
        where TKey : struct
    {
        Equal(what, expected.HasValue, found);
        Equal(what, expected ?? default, first);
    }

    private static IEnumerable<TKey> Beside<TKey>(TKey key)
        where TKey : unmanaged, IBinaryInteger<TKey>, IMinMaxValue<TKey>
    {
        if (key > TKey.MinValue) yield return key - TKey.One;
        yield return key;
        if (key < TKey.MaxValue) yield return key + TKey.One;
    }

    private static void Points<TReads, TKey, TValue>(TReads reads, RangeModel<TKey, TValue> model, TKey[] keys)
        where TReads : IRangeReads<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        var values = new TValue[keys.Length];
        var found = new bool[keys.Length];
        int count = reads.GetMany(keys, values, found);
        int expectedCount = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            var expected = model.At(keys[i]);
            Equal($"TryGetRange({keys[i]})", expected.HasValue, reads.TryGetRange(keys[i], out var range));
            Equal($"range of {keys[i]}", expected, range);
            Equal($"TryGetValue({keys[i]})", expected.HasValue, reads.TryGetValue(keys[i], out TValue? value));
            Equal($"value of {keys[i]}", expected.Value, value);
            Equal($"ContainsKey({keys[i]})", expected.HasValue, reads.ContainsKey(keys[i]));
            Equal($"GetMany, found {keys[i]}", expected.HasValue, found[i]);
            if (expected.HasValue) Equal($"GetMany, value of {keys[i]}", expected.Value, values[i]);
            Equal($"[{keys[i]}]", expected.HasValue ? expected.Value : default, Indexed<TReads, TKey, TValue>(reads, keys[i], expected.HasValue));
            if (expected.HasValue) expectedCount++;
        }

        Equal("GetMany", expectedCount, count);
    }

    private static TValue? Indexed<TReads, TKey, TValue>(TReads reads, TKey key, bool present)
        where TReads : IRangeReads<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
        => present ? reads.Get(key) : default;

    private static void Gaps<TReads, TKey, TValue>(TReads reads, RangeModel<TKey, TValue> model, TKey[] keys)
        where TReads : IRangeReads<TKey, TValue>, allows ref struct
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        TKey two = TKey.One + TKey.One;
        Gap(reads, model, TKey.One, TKey.MinValue, TKey.MaxValue, TKey.One);
        Gap(reads, model, TKey.MaxValue, TKey.MinValue, TKey.MaxValue, TKey.One);
        Gap(reads, model, two + TKey.One, TKey.MinValue, TKey.MaxValue, two + two);
        foreach (var gap in model.Entries.Where(entry => !entry.HasValue))
        {
            TKey reach = gap.Last - gap.First;
            // Exactly as large as the gap, and one larger: the off-by-one cases of every search.
            if (reach < TKey.MaxValue) Gap(reads, model, reach + TKey.One, TKey.MinValue, TKey.MaxValue, TKey.One);
            if (reach < TKey.MaxValue - TKey.One) Gap(reads, model, reach + two, TKey.MinValue, TKey.MaxValue, TKey.One);
        }

        for (int i = 0; i < keys.Length; i += 3)
        {
            TKey first = keys[i];
            TKey last = keys[Math.Min(keys.Length - 1, i + (i * 5 % 17))];
            Gap(reads, model, TKey.One, first, last, TKey.One);
            Gap(reads, model, two, first, last, two + TKey.One);
            if (last > first) Gap(reads, model, last - first, first, last, TKey.One);
        }
    }
}
