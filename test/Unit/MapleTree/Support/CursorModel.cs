using System.Collections.Generic;
using System.Linq;
using System.Numerics;

namespace Concurrent.Unit.Maples;

/// <summary>Walks a cursor up and down a window and says what the model expects of each step.</summary>
internal static class CursorModel
{
    public static void Walk<TKey, TValue>(MapleCursor<TKey, TValue> cursor, RangeModel<TKey, TValue> model, TKey first, TKey last)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        try
        {
            foreach (bool gaps in new[] { false, true })
            {
                Find(ref cursor, model, first, last, gaps);
                FindReverse(ref cursor, model, first, last, gaps);
                Step(ref cursor, model, first, last, gaps);
            }
        }
        finally
        {
            cursor.Dispose();
        }
    }

    /// <summary>Stores over a window; the cursor then stands there and steps on to what is behind.</summary>
    public static void Store<TKey, TValue>(MapleCursor<TKey, TValue> cursor, RangeModel<TKey, TValue> model, TKey first, TKey last, TValue value)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        using var held = cursor;
        held.SetRange(first, last);
        held.Store(value);
        model.Store(first, last, value);
        var stored = model.At(first); // further than what was stored, where it coalesced
        MapleAssert.Equal("where the cursor is", stored, new(held.First, held.Last, held.Value));
        last = stored.Last;
        bool more = last < TKey.MaxValue;
        MapleAssert.Equal("a range behind what was stored", more, held.NextRange(TKey.MaxValue));
        if (more) MapleAssert.Equal("the range behind what was stored", model.At(last + TKey.One), held.HasValue ? new(held.First, held.Last, held.Value) : new(held.First, held.Last, default!, hasValue: false));
    }

    /// <summary>Erases a range, steps on to the next one, leaves that, and so on.</summary>
    public static void EraseEachSecond<TKey, TValue>(MapleCursor<TKey, TValue> cursor, RangeModel<TKey, TValue> model, TKey first, int times)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        using var held = cursor;
        held.Set(first);
        for (int i = 0; i < times; i++)
        {
            TKey key = held.Key;
            if (i % 2 == 0)
            {
                var there = model.At(key);
                MapleAssert.Equal($"erase at {key}", there.HasValue, held.Erase(out var removed));
                MapleAssert.Equal($"erased at {key}", there, removed);
                model.Erase(there.First, there.Last);
                MapleAssert.Equal("the gap that is left", model.At(key), new(held.First, held.Last, default!, hasValue: false));
            }
            else
            {
                var ahead = model.Overlapping(key, TKey.MaxValue, gaps: false).FirstOrDefault(entry => entry.First > key);
                MapleAssert.Equal($"next behind {key}", ahead.HasValue, held.Next(TKey.MaxValue));
                if (!ahead.HasValue) return;
                MapleAssert.Equal($"next behind {key}", ahead, new(held.First, held.Last, held.Value));
            }
        }
    }

    /// <summary>Finds a gap and fills it.</summary>
    public static void Fill<TKey, TValue>(MapleCursor<TKey, TValue> cursor, RangeModel<TKey, TValue> model, TKey first, TKey last, TKey size, bool highest, TValue value)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        using var held = cursor;
        if (!RangeModel<TKey, TValue>.Fits(size, first, last)) return;
        TKey? expected = highest ? model.HighestGap(size, first, last, TKey.One) : model.LowestGap(size, first, last, TKey.One);
        bool found = highest ? held.FindGapReverse(first, last, size) : held.FindGap(first, last, size);
        MapleAssert.Found("a cursor's gap", expected, found, found ? held.First : default);
        if (expected is not { } at) return;
        MapleAssert.Equal("where it ends", at + (size - TKey.One), held.Last);
        held.Store(value);
        model.Store(at, at + (size - TKey.One), value);
    }

    /// <summary>A search upwards, broken off and resumed half of the time.</summary>
    private static void Find<TKey, TValue>(ref MapleCursor<TKey, TValue> cursor, RangeModel<TKey, TValue> model, TKey first, TKey last, bool gaps)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        cursor.Set(first);
        while (gaps ? cursor.FindRange(last) : cursor.Find(last))
        {
            seen.Add(Here(ref cursor));
            if (seen.Count % 2 == 0) cursor.Resume(cursor.Pause());
        }

        MapleAssert.Same($"cursor's find {first}..{last}", model.Overlapping(first, last, gaps), seen);
    }

    private static void FindReverse<TKey, TValue>(ref MapleCursor<TKey, TValue> cursor, RangeModel<TKey, TValue> model, TKey first, TKey last, bool gaps)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        cursor.Set(last);
        while (gaps ? cursor.FindRangeReverse(first) : cursor.FindReverse(first))
        {
            seen.Add(Here(ref cursor));
            if (seen.Count % 2 == 0) cursor.Resume(cursor.Pause());
        }

        MapleAssert.Same($"cursor's reverse find {last}..{first}", model.Overlapping(first, last, gaps).AsEnumerable().Reverse(), seen);
    }

    /// <summary>Strictly beyond the range at the first key, up to the end, and back again.</summary>
    private static void Step<TKey, TValue>(ref MapleCursor<TKey, TValue> cursor, RangeModel<TKey, TValue> model, TKey first, TKey last, bool gaps)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
    {
        var start = model.At(first);
        MapleAssert.Equal($"walk {first}", start.HasValue, cursor.Walk(first));
        MapleAssert.Equal($"walk {first}", start, Here(ref cursor));
        var seen = new List<RangeEntry<TKey, TValue>>();
        while (gaps ? cursor.NextRange(last) : cursor.Next(last)) seen.Add(Here(ref cursor));
        var expected = model.Overlapping(first, last, gaps).Where(entry => entry.First > first).ToList();
        MapleAssert.Same($"cursor's next {first}..{last}", expected, seen);

        var end = model.At(last);
        cursor.Walk(last);
        MapleAssert.Equal($"walk {last}", end, Here(ref cursor));
        seen.Clear();
        while (gaps ? cursor.PreviousRange(first) : cursor.Previous(first)) seen.Add(Here(ref cursor));
        expected = [.. model.Overlapping(first, last, gaps).Where(entry => entry.Last < last).Reverse()];
        MapleAssert.Same($"cursor's previous {last}..{first}", expected, seen);
    }

    private static RangeEntry<TKey, TValue> Here<TKey, TValue>(ref MapleCursor<TKey, TValue> cursor)
        where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
        => new(cursor.First, cursor.Last, cursor.HasValue ? cursor.Value : default!, cursor.HasValue);
}
