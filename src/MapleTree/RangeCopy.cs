using System;
using System.Collections.Generic;
using System.Numerics;

namespace Concurrent;

/// <summary>Visits and copies the ranges of a tree, a snapshot or a batch.</summary>
internal static class RangeCopy<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Ranges that are copied in one read section, so that a long list does not keep grace periods waiting.</summary>
    private const int Stretch = 1024;

    internal static long Visit<TState>(IRangeSource source, TState state, Action<TState, RangeEntry<TKey, TValue>, long> visitor, long batchNumber = 0)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long ordinal = 0;
        using var ranges = new PagingRangeEnumerator<TKey, TValue>(source, RangeWindow<TKey>.All(gaps: false, descending: false), batchNumber);
        while (ranges.MoveNext()) visitor(state, ranges.Current, ordinal++);
        return ordinal;
    }

    /// <summary>A list of exactly what was met on the way.</summary>
    /// <param name="source">Whose ranges.</param>
    /// <param name="expected">How many there may be; writers may be at work.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    internal static List<RangeEntry<TKey, TValue>> ToList(IRangeSource source, int expected, long batchNumber = 0)
    {
        var list = new List<RangeEntry<TKey, TValue>>(expected);
        RangeWindow<TKey> rest = RangeWindow<TKey>.All(gaps: false, descending: false);
        while (true)
        {
            int room = Stretch;
            using var ranges = new RangeEnumerator<TKey, TValue>(source, rest, batchNumber);
            while (room > 0 && ranges.MoveNext())
            {
                list.Add(ranges.Current);
                room--;
            }

            if (room > 0 || !rest.TryGetRest(list[^1], out rest)) return list;
        }
    }
}
