using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Maples;

/// <summary>The reads that a tree, a snapshot and an open batch have in common; enumerations come as lists.</summary>
internal interface IRangeReads<TKey, TValue>
    where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>, System.Numerics.IUnsignedNumber<TKey>, System.Numerics.IMinMaxValue<TKey>
{
    int Count { get; }
    long LongCount { get; }
    bool IsEmpty { get; }
    TValue Get(TKey key);
    bool ContainsKey(TKey key);
    bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value);
    bool TryGetRange(TKey key, out RangeEntry<TKey, TValue> range);
    int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found);
    bool AnyIn(TKey first, TKey last);
    List<RangeEntry<TKey, TValue>> All();
    List<RangeEntry<TKey, TValue>> AllDescending();
    List<RangeEntry<TKey, TValue>> Window(TKey first, TKey last, bool gaps);
    List<RangeEntry<TKey, TValue>> WindowDescending(TKey first, TKey last, bool gaps);
    bool TryFindGap(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment);
    bool TryFindGapHighest(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment);
}
