using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Radix;

/// <summary>Reads of a snapshot.</summary>
internal sealed class SnapshotReads<TValue>(RadixTreeSnapshot<TValue> snapshot) : IRadixReads<TValue>
{
    public int Count => snapshot.Count;
    public long LongCount => snapshot.LongCount;
    public bool IsEmpty => snapshot.IsEmpty;
    public TValue Get(ulong index) => snapshot[index];
    public bool ContainsKey(ulong index) => snapshot.ContainsKey(index);
    public bool TryGetValue(ulong index, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetValue(index, out value);
    public bool TryGetRange(ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetRange(index, out first, out last, out value);
    public int GetMany(ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found) => snapshot.GetMany(indices, values, found);
    public bool TryGetFirst(out ulong index, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetFirst(out index, out value);
    public bool TryGetLast(out ulong index, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetLast(out index, out value);
    public bool TryGetFloor(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetFloor(index, out found, out value);
    public bool TryGetCeiling(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetCeiling(index, out found, out value);
    public bool TryGetLower(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetLower(index, out found, out value);
    public bool TryGetHigher(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) => snapshot.TryGetHigher(index, out found, out value);
    public List<RadixItem<TValue>> All() => RadixWalk.All(snapshot.GetEnumerator());
    public List<RadixItem<TValue>> AllDescending() => RadixWalk.All(snapshot.EnumerateDescending().GetEnumerator());
    public List<RadixItem<TValue>> Window(ulong first, ulong last) => RadixWalk.All(snapshot.EnumerateRange(first, last).GetEnumerator());
    public List<RadixItem<TValue>> WindowDescending(ulong first, ulong last) => RadixWalk.All(snapshot.EnumerateDescending(first, last).GetEnumerator());
    public List<RadixItem<TValue>> Tagged(int tag) => RadixWalk.All(snapshot.EnumerateTagged(tag).GetEnumerator());
    public List<RadixItem<TValue>> Tagged(int tag, ulong first, ulong last) => RadixWalk.All(snapshot.EnumerateTagged(tag, first, last).GetEnumerator());
    public bool GetTag(ulong index, int tag) => snapshot.GetTag(index, tag);
    public bool IsAnyTagged(int tag) => snapshot.IsAnyTagged(tag);
    public long CountTagged(int tag) => snapshot.CountTagged(tag);
    public bool TryGetNextFree(ulong from, out ulong index) => snapshot.TryGetNextFree(from, out index);
    public bool TryGetPreviousFree(ulong from, out ulong index) => snapshot.TryGetPreviousFree(from, out index);
    public int CopyRange(ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) => snapshot.CopyRange(first, indices, values, out resume, out more);
    public int CopyTagged(int tag, ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) => snapshot.CopyTagged(tag, first, indices, values, out resume, out more);
}
