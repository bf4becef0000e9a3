using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Radix;

/// <summary>Reads of and writes to the live tree.</summary>
internal sealed class TreeAccess<TValue>(RadixTree<TValue> tree) : IRadixReads<TValue>, IRadixWrites<TValue>
{
    public int Count => tree.Count;
    public long LongCount => tree.LongCount;
    public bool IsEmpty => tree.IsEmpty;
    public TValue Get(ulong index) => tree[index];
    public bool ContainsKey(ulong index) => tree.ContainsKey(index);
    public bool TryGetValue(ulong index, [MaybeNullWhen(false)] out TValue value) => tree.TryGetValue(index, out value);
    public bool TryGetRange(ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value) => tree.TryGetRange(index, out first, out last, out value);
    public int GetMany(ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found) => tree.GetMany(indices, values, found);
    public bool TryGetFirst(out ulong index, [MaybeNullWhen(false)] out TValue value) => tree.TryGetFirst(out index, out value);
    public bool TryGetLast(out ulong index, [MaybeNullWhen(false)] out TValue value) => tree.TryGetLast(out index, out value);
    public bool TryGetFloor(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => tree.TryGetFloor(index, out found, out value);
    public bool TryGetCeiling(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => tree.TryGetCeiling(index, out found, out value);
    public bool TryGetLower(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => tree.TryGetLower(index, out found, out value);
    public bool TryGetHigher(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => tree.TryGetHigher(index, out found, out value);
    public List<RadixItem<TValue>> All() => RadixWalk.All(tree.GetEnumerator());
    public List<RadixItem<TValue>> AllDescending() => RadixWalk.All(tree.EnumerateDescending().GetEnumerator());
    public List<RadixItem<TValue>> Window(ulong first, ulong last) => RadixWalk.All(tree.EnumerateRange(first, last).GetEnumerator());
    public List<RadixItem<TValue>> WindowDescending(ulong first, ulong last) => RadixWalk.All(tree.EnumerateDescending(first, last).GetEnumerator());
    public List<RadixItem<TValue>> Tagged(int tag) => RadixWalk.All(tree.EnumerateTagged(tag).GetEnumerator());
    public List<RadixItem<TValue>> Tagged(int tag, ulong first, ulong last) => RadixWalk.All(tree.EnumerateTagged(tag, first, last).GetEnumerator());
    public bool GetTag(ulong index, int tag) => tree.GetTag(index, tag);
    public bool IsAnyTagged(int tag) => tree.IsAnyTagged(tag);
    public long CountTagged(int tag) => tree.CountTagged(tag);
    public bool TryGetNextFree(ulong from, out ulong index) => tree.TryGetNextFree(from, out index);
    public bool TryGetPreviousFree(ulong from, out ulong index) => tree.TryGetPreviousFree(from, out index);
    public int CopyRange(ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) => tree.CopyRange(first, indices, values, out resume, out more);
    public int CopyTagged(int tag, ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) => tree.CopyTagged(tag, first, indices, values, out resume, out more);

    public bool TryAdd(ulong index, TValue value) => tree.TryAdd(index, value);
    public void Set(ulong index, TValue value) => tree[index] = value;
    public bool Store(ulong index, TValue value, [MaybeNullWhen(false)] out TValue old) => tree.Store(index, value, out old);
    public void StoreRange(ulong first, ulong last, TValue value) => tree.StoreRange(first, last, value);
    public bool TryUpdate(ulong index, TValue value) => tree.TryUpdate(index, value);
    public bool TryUpdate(ulong index, TValue value, TValue comparand) => tree.TryUpdate(index, value, comparand);
    public bool TryRemove(ulong index, [MaybeNullWhen(false)] out TValue value) => tree.TryRemove(index, out value);
    public bool TryRemove(KeyValuePair<ulong, TValue> pair) => tree.TryRemove(pair);
    public bool Remove(ulong index) => tree.Remove(index);
    public long RemoveRange(ulong first, ulong last) => tree.RemoveRange(first, last);
    public bool SetTag(ulong index, int tag) => tree.SetTag(index, tag);
    public bool ClearTag(ulong index, int tag) => tree.ClearTag(index, tag);
    public long RetagRange(ulong first, ulong last, int from, int to, long limit, out ulong next) => tree.RetagRange(first, last, from, to, limit, out next);
    public void Clear() => tree.Clear();
}
