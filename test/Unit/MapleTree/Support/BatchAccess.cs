using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Concurrent.Unit.Maples;

/// <summary>Reads and writes through an open batch, which sees its own writes.</summary>
internal readonly ref struct BatchAccess<TKey, TValue>(MapleTree<TKey, TValue>.Batch batch) : IRangeReads<TKey, TValue>, IRangeWrites<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly MapleTree<TKey, TValue>.Batch _batch = batch;

    public int Count => _batch.Count;
    public long LongCount => _batch.LongCount;
    public bool IsEmpty => _batch.IsEmpty;
    public TValue Get(TKey key) => _batch[key];
    public bool ContainsKey(TKey key) => _batch.ContainsKey(key);
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetValue(key, out value);
    public bool TryGetRange(TKey key, out RangeEntry<TKey, TValue> range) => _batch.TryGetRange(key, out range);
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => _batch.GetMany(keys, values, found);
    public bool AnyIn(TKey first, TKey last) => _batch.AnyIn(first, last);

    public List<RangeEntry<TKey, TValue>> All()
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in _batch) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> AllDescending()
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in _batch.EnumerateDescending()) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> Window(TKey first, TKey last, bool gaps)
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in _batch.EnumerateRange(first, last, gaps)) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> WindowDescending(TKey first, TKey last, bool gaps)
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in _batch.EnumerateDescending(first, last, gaps)) seen.Add(entry);
        return seen;
    }

    public bool TryFindGap(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => _batch.TryFindGap(size, out first, windowFirst, windowLast, alignment);

    public bool TryFindGapHighest(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => _batch.TryFindGapHighest(size, out first, windowFirst, windowLast, alignment);

    public bool TryAdd(TKey key, TValue value) => _batch.TryAdd(key, value);
    public bool TryAddRange(TKey first, TKey last, TValue value) => _batch.TryAddRange(first, last, value);
    public void Store(TKey key, TValue value) => _batch.Store(key, value);
    public void StoreRange(TKey first, TKey last, TValue value) => _batch.StoreRange(first, last, value);
    public bool TryRemoveContaining(TKey key, out RangeEntry<TKey, TValue> removed) => _batch.TryRemoveContaining(key, out removed);
    public bool RemoveRange(TKey first, TKey last) => _batch.RemoveRange(first, last);
    public void Clear() => _batch.Clear();

    public bool TryAllocate(TKey size, TValue value, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => _batch.TryAllocate(size, value, out first, windowFirst, windowLast, alignment);

    public bool TryAllocateHighest(TKey size, TValue value, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => _batch.TryAllocateHighest(size, value, out first, windowFirst, windowLast, alignment);

    public bool TryAllocateCyclic(TKey size, TValue value, ref TKey next, out TKey first, TKey? windowFirst, TKey? windowLast)
        => _batch.TryAllocateCyclic(size, value, ref next, out first, windowFirst, windowLast);
}
