using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Trees;

/// <summary>The read members that a tree, a snapshot and a batch share, so that one checker holds for the three.</summary>
internal interface IOrderedReads<TKey, TValue> where TKey : notnull
{
    int Count { get; }
    long LongCount { get; }
    bool IsEmpty { get; }
    TValue Get(TKey key);
    bool ContainsKey(TKey key);
    bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value);
    bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value);
    bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value);
    bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value);
    bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value);
    bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value);
    bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value);
    int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found);
    long CountRange(KeyRange<TKey> range);
    int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest);
    int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest);
    EntryCursor<TKey, TValue> GetCursor();
    List<KeyValuePair<TKey, TValue>> Ascending();
    List<KeyValuePair<TKey, TValue>> Ascending(KeyRange<TKey> range);
    List<KeyValuePair<TKey, TValue>> Descending();
    List<KeyValuePair<TKey, TValue>> Descending(KeyRange<TKey> range);

    /// <summary>What <c>ForEach</c> visits; the ordinals and the count it returns are checked on the way.</summary>
    List<KeyValuePair<TKey, TValue>> Visited();
}
