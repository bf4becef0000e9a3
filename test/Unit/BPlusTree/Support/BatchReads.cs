using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Trees;

/// <summary>Reads through an open batch, which sees its own writes.</summary>
internal readonly ref struct BatchReads<TKey, TValue>(BPlusTree<TKey, TValue>.Batch batch) : IOrderedReads<TKey, TValue>
    where TKey : notnull
{
    private readonly BPlusTree<TKey, TValue>.Batch _batch = batch;

    public int Count => _batch.Count;
    public long LongCount => _batch.LongCount;
    public bool IsEmpty => _batch.IsEmpty;
    public TValue Get(TKey key) => _batch[key];
    public bool ContainsKey(TKey key) => _batch.ContainsKey(key);
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetValue(key, out value);
    public bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => _batch.TryGetFirst(out key, out value);
    public bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => _batch.TryGetLast(out key, out value);
    public bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _batch.TryGetFloor(key, out found, out value);
    public bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _batch.TryGetCeiling(key, out found, out value);
    public bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _batch.TryGetLower(key, out found, out value);
    public bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _batch.TryGetHigher(key, out found, out value);

    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => _batch.GetMany(keys, values, found);
    public long CountRange(KeyRange<TKey> range) => _batch.CountRange(range);
    public int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => _batch.CopyRange(range, keys, values, out rest);
    public int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => _batch.CopyDescending(range, keys, values, out rest);
    public EntryCursor<TKey, TValue> GetCursor() => _batch.GetCursor();

    public List<KeyValuePair<TKey, TValue>> Ascending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _batch) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Ascending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _batch.EnumerateRange(range)) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _batch.EnumerateDescending()) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _batch.EnumerateDescending(range)) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Visited()
    {
        var visits = new Visits<TKey, TValue>();
        visits.Returned(_batch.ForEach(visits, Visits<TKey, TValue>.Visit));
        return visits.Seen;
    }
}
