using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Trees;

/// <summary>Reads of the live tree.</summary>
internal sealed class TreeReads<TKey, TValue>(BPlusTree<TKey, TValue> tree) : IOrderedReads<TKey, TValue>
    where TKey : notnull
{
    public int Count => tree.Count;
    public long LongCount => tree.LongCount;
    public bool IsEmpty => tree.IsEmpty;
    public TValue Get(TKey key) => tree[key];
    public bool ContainsKey(TKey key) => tree.ContainsKey(key);
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => tree.TryGetValue(key, out value);
    public bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => tree.TryGetFirst(out key, out value);
    public bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => tree.TryGetLast(out key, out value);
    public bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => tree.TryGetFloor(key, out found, out value);
    public bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => tree.TryGetCeiling(key, out found, out value);
    public bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => tree.TryGetLower(key, out found, out value);
    public bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => tree.TryGetHigher(key, out found, out value);

    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => tree.GetMany(keys, values, found);
    public long CountRange(KeyRange<TKey> range) => tree.CountRange(range);
    public int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => tree.CopyRange(range, keys, values, out rest);
    public int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => tree.CopyDescending(range, keys, values, out rest);
    public EntryCursor<TKey, TValue> GetCursor() => tree.GetCursor();

    public List<KeyValuePair<TKey, TValue>> Ascending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in tree) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Ascending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in tree.EnumerateRange(range)) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in tree.EnumerateDescending()) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in tree.EnumerateDescending(range)) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Visited()
    {
        var visits = new Visits<TKey, TValue>();
        visits.Returned(tree.ForEach(visits, Visits<TKey, TValue>.Visit));
        return visits.Seen;
    }
}
