using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Concurrent.Unit.Maples;

/// <summary>Reads of a snapshot.</summary>
internal sealed class SnapshotReads<TKey, TValue>(MapleTreeSnapshot<TKey, TValue> snapshot) : IRangeReads<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    public int Count => snapshot.Count;
    public long LongCount => snapshot.LongCount;
    public bool IsEmpty => snapshot.IsEmpty;
    public TValue Get(TKey key) => snapshot[key];
    public bool ContainsKey(TKey key) => snapshot.ContainsKey(key);
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetValue(key, out value);
    public bool TryGetRange(TKey key, out RangeEntry<TKey, TValue> range) => snapshot.TryGetRange(key, out range);
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => snapshot.GetMany(keys, values, found);
    public bool AnyIn(TKey first, TKey last) => snapshot.AnyIn(first, last);

    public List<RangeEntry<TKey, TValue>> All()
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in snapshot) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> AllDescending()
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in snapshot.EnumerateDescending()) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> Window(TKey first, TKey last, bool gaps)
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in snapshot.EnumerateRange(first, last, gaps)) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> WindowDescending(TKey first, TKey last, bool gaps)
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in snapshot.EnumerateDescending(first, last, gaps)) seen.Add(entry);
        return seen;
    }

    public bool TryFindGap(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => snapshot.TryFindGap(size, out first, windowFirst, windowLast, alignment);

    public bool TryFindGapHighest(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => snapshot.TryFindGapHighest(size, out first, windowFirst, windowLast, alignment);
}
