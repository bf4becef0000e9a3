using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Trees;

/// <summary>Reads of the live tree in one read section.</summary>
internal readonly ref struct ReaderReads<TKey, TValue>(BPlusTree<TKey, TValue>.Reader reader) : IOrderedReads<TKey, TValue>
    where TKey : notnull
{
    private readonly BPlusTree<TKey, TValue>.Reader _reader = reader;

    public int Count => checked((int)_reader.LongCount);
    public long LongCount => _reader.LongCount;
    public bool IsEmpty => !_reader.TryGetFirst(out _, out _);
    public TValue Get(TKey key) => _reader[key];
    public bool ContainsKey(TKey key) => _reader.ContainsKey(key);
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => _reader.TryGetValue(key, out value);
    public bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => _reader.TryGetFirst(out key, out value);
    public bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        => _reader.TryGetLast(out key, out value);
    public bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _reader.TryGetFloor(key, out found, out value);
    public bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _reader.TryGetCeiling(key, out found, out value);
    public bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _reader.TryGetLower(key, out found, out value);
    public bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        => _reader.TryGetHigher(key, out found, out value);

    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => _reader.GetMany(keys, values, found);
    public long CountRange(KeyRange<TKey> range) => _reader.CountRange(range);
    public int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => _reader.CopyRange(range, keys, values, out rest);
    public int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        => _reader.CopyDescending(range, keys, values, out rest);
    public EntryCursor<TKey, TValue> GetCursor() => _reader.GetCursor();

    public List<KeyValuePair<TKey, TValue>> Ascending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _reader) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Ascending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _reader.EnumerateRange(range)) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending()
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _reader.EnumerateDescending()) seen.Add(entry);
        return seen;
    }

    public List<KeyValuePair<TKey, TValue>> Descending(KeyRange<TKey> range)
    {
        var seen = new List<KeyValuePair<TKey, TValue>>();
        foreach (var entry in _reader.EnumerateDescending(range)) seen.Add(entry);
        return seen;
    }

    /// <summary>A reader has no visits: they run outside of sections.</summary>
    public List<KeyValuePair<TKey, TValue>> Visited() => Ascending();
}
