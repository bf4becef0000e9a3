using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Concurrent.Unit.Maples;

/// <summary>Reads of and writes to the live tree.</summary>
internal sealed class TreeAccess<TKey, TValue>(MapleTree<TKey, TValue> tree) : IRangeReads<TKey, TValue>, IRangeWrites<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    public int Count => tree.Count;
    public long LongCount => tree.LongCount;
    public bool IsEmpty => tree.IsEmpty;
    public TValue Get(TKey key) => tree[key];
    public bool ContainsKey(TKey key) => tree.ContainsKey(key);
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => tree.TryGetValue(key, out value);
    public bool TryGetRange(TKey key, out RangeEntry<TKey, TValue> range) => tree.TryGetRange(key, out range);
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => tree.GetMany(keys, values, found);
    public bool AnyIn(TKey first, TKey last) => tree.AnyIn(first, last);

    public List<RangeEntry<TKey, TValue>> All()
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in tree) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> AllDescending()
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in tree.EnumerateDescending()) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> Window(TKey first, TKey last, bool gaps)
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in tree.EnumerateRange(first, last, gaps)) seen.Add(entry);
        return seen;
    }

    public List<RangeEntry<TKey, TValue>> WindowDescending(TKey first, TKey last, bool gaps)
    {
        var seen = new List<RangeEntry<TKey, TValue>>();
        foreach (var entry in tree.EnumerateDescending(first, last, gaps)) seen.Add(entry);
        return seen;
    }

    public bool TryFindGap(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => tree.TryFindGap(size, out first, windowFirst, windowLast, alignment);

    public bool TryFindGapHighest(TKey size, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => tree.TryFindGapHighest(size, out first, windowFirst, windowLast, alignment);

    public bool TryAdd(TKey key, TValue value) => tree.TryAdd(key, value);
    public bool TryAddRange(TKey first, TKey last, TValue value) => tree.TryAddRange(first, last, value);
    public void Store(TKey key, TValue value) => tree.Store(key, value);
    public void StoreRange(TKey first, TKey last, TValue value) => tree.StoreRange(first, last, value);
    public bool TryRemoveContaining(TKey key, out RangeEntry<TKey, TValue> removed) => tree.TryRemoveContaining(key, out removed);
    public bool RemoveRange(TKey first, TKey last) => tree.RemoveRange(first, last);
    public void Clear() => tree.Clear();

    public bool TryAllocate(TKey size, TValue value, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => tree.TryAllocate(size, value, out first, windowFirst, windowLast, alignment);

    public bool TryAllocateHighest(TKey size, TValue value, out TKey first, TKey? windowFirst, TKey? windowLast, TKey? alignment)
        => tree.TryAllocateHighest(size, value, out first, windowFirst, windowLast, alignment);

    public bool TryAllocateCyclic(TKey size, TValue value, ref TKey next, out TKey first, TKey? windowFirst, TKey? windowLast)
        => tree.TryAllocateCyclic(size, value, ref next, out first, windowFirst, windowLast);
}
