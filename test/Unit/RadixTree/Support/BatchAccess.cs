using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Radix;

/// <summary>Reads and writes through an open batch, which sees its own writes.</summary>
internal readonly ref struct BatchAccess<TValue>(RadixTree<TValue>.Batch batch) : IRadixReads<TValue>, IRadixWrites<TValue>
{
    private readonly RadixTree<TValue>.Batch _batch = batch;

    public int Count => _batch.Count;
    public long LongCount => _batch.LongCount;
    public bool IsEmpty => _batch.IsEmpty;
    public TValue Get(ulong index) => _batch[index];
    public bool ContainsKey(ulong index) => _batch.ContainsKey(index);
    public bool TryGetValue(ulong index, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetValue(index, out value);
    public bool TryGetRange(ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetRange(index, out first, out last, out value);
    public int GetMany(ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found) => _batch.GetMany(indices, values, found);
    public bool TryGetFirst(out ulong index, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetFirst(out index, out value);
    public bool TryGetLast(out ulong index, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetLast(out index, out value);
    public bool TryGetFloor(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetFloor(index, out found, out value);
    public bool TryGetCeiling(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetCeiling(index, out found, out value);
    public bool TryGetLower(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetLower(index, out found, out value);
    public bool TryGetHigher(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => _batch.TryGetHigher(index, out found, out value);
    public List<RadixItem<TValue>> All() => RadixWalk.All(_batch.GetEnumerator());
    public List<RadixItem<TValue>> AllDescending() => RadixWalk.All(_batch.EnumerateDescending().GetEnumerator());
    public List<RadixItem<TValue>> Window(ulong first, ulong last) => RadixWalk.All(_batch.EnumerateRange(first, last).GetEnumerator());
    public List<RadixItem<TValue>> WindowDescending(ulong first, ulong last) => RadixWalk.All(_batch.EnumerateDescending(first, last).GetEnumerator());
    public List<RadixItem<TValue>> Tagged(int tag) => RadixWalk.All(_batch.EnumerateTagged(tag).GetEnumerator());
    public List<RadixItem<TValue>> Tagged(int tag, ulong first, ulong last) => RadixWalk.All(_batch.EnumerateTagged(tag, first, last).GetEnumerator());
    public bool GetTag(ulong index, int tag) => _batch.GetTag(index, tag);
    public bool IsAnyTagged(int tag) => _batch.IsAnyTagged(tag);
    public long CountTagged(int tag) => _batch.CountTagged(tag);
    public bool TryGetNextFree(ulong from, out ulong index) => _batch.TryGetNextFree(from, out index);
    public bool TryGetPreviousFree(ulong from, out ulong index) => _batch.TryGetPreviousFree(from, out index);
    public int CopyRange(ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) => _batch.CopyRange(first, indices, values, out resume, out more);
    public int CopyTagged(int tag, ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) => _batch.CopyTagged(tag, first, indices, values, out resume, out more);

    public bool TryAdd(ulong index, TValue value) => _batch.TryAdd(index, value);
    public void Set(ulong index, TValue value) => _batch[index] = value;
    public bool Store(ulong index, TValue value, [MaybeNullWhen(false)] out TValue old) => _batch.Store(index, value, out old);
    public void StoreRange(ulong first, ulong last, TValue value) => _batch.StoreRange(first, last, value);
    public bool TryUpdate(ulong index, TValue value) => _batch.TryUpdate(index, value);
    public bool TryUpdate(ulong index, TValue value, TValue comparand) => _batch.TryUpdate(index, value, comparand);
    public bool TryRemove(ulong index, [MaybeNullWhen(false)] out TValue value) => _batch.TryRemove(index, out value);
    public bool TryRemove(KeyValuePair<ulong, TValue> pair) => _batch.TryRemove(pair);
    public bool Remove(ulong index) => _batch.Remove(index);
    public long RemoveRange(ulong first, ulong last) => _batch.RemoveRange(first, last);
    public bool SetTag(ulong index, int tag) => _batch.SetTag(index, tag);
    public bool ClearTag(ulong index, int tag) => _batch.ClearTag(index, tag);
    public long RetagRange(ulong first, ulong last, int from, int to, long limit, out ulong next) => _batch.RetagRange(first, last, from, to, limit, out next);
    public void Clear() => _batch.Clear();
}
