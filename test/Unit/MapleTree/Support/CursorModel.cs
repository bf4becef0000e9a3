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
