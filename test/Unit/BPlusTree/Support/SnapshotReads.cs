using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Trees;

/// <summary>Reads of a snapshot.</summary>
internal sealed class SnapshotReads<TKey, TValue>(BPlusTreeSnapshot<TKey, TValue> snapshot) : IOrderedReads<TKey, TValue>
    where TKey : notnull
{
    public int Count => snapshot.Count;
    public long LongCount => snapshot.LongCount;
    public bool IsEmpty => snapshot.IsEmpty;
    public TValue Get(TKey key) => snapshot[key];
    public bool ContainsKey(TKey key) => snapshot.ContainsKey(key);
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetValue(key, out value);
    public bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => snapshot.TryGetFirst(out key, out value);
    public bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => snapshot.TryGetLast(out key, out value);
    public bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => snapshot.TryGetFloor(key, out found, out value);
    public bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => snapshot.TryGetCeiling(key, out found, out value);
    public bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => snapshot.TryGetLower(key, out found, out value);
    public bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => snapshot.TryGetHigher(key, out found, out value);

    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => snapshot.GetMany(keys, values, found);
    public long CountRange(KeyRange<TKey> range) => snapshot.CountRange(range);
    public int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => snapshot.CopyRange(range, keys, values, out rest);
    public int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => snapshot.CopyDescending(range, keys, values, out rest);
    public EntryCursor<TKey, TValue> GetCursor() => snapshot.GetCursor();

    public List<KeyValuePair<TKey, TValue>> Ascending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in snapshot) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Ascending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in snapshot.EnumerateRange(range)) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in snapshot.EnumerateDescending()) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in snapshot.EnumerateDescending(range)) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Visited()
    {
        var visits = new Visits<TKey, TValue>();
        visits.Returned(snapshot.ForEach(visits, Visits<TKey, TValue>.Visit));
        return visits.Seen;
    }
}
