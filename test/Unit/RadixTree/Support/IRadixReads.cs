using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Unit.Radix;

/// <summary>The reads that a tree, a snapshot and an open batch have in common; enumerations come as lists.</summary>
internal interface IRadixReads<TValue>
{
    int Count { get; }
    long LongCount { get; }
    bool IsEmpty { get; }
    TValue Get(ulong index);
    bool ContainsKey(ulong index);
    bool TryGetValue(ulong index, [MaybeNullWhen(false)] out TValue value);
    bool TryGetRange(ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value);
    int GetMany(ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found);
    bool TryGetFirst(out ulong index, [MaybeNullWhen(false)] out TValue value);
    bool TryGetLast(out ulong index, [MaybeNullWhen(false)] out TValue value);
    bool TryGetFloor(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value);
    bool TryGetCeiling(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value);
    bool TryGetLower(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value);
    bool TryGetHigher(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value);
    List<RadixItem<TValue>> All();
    List<RadixItem<TValue>> AllDescending();
    List<RadixItem<TValue>> Window(ulong first, ulong last);
    List<RadixItem<TValue>> WindowDescending(ulong first, ulong last);
    List<RadixItem<TValue>> Tagged(int tag);
    List<RadixItem<TValue>> Tagged(int tag, ulong first, ulong last);
    bool GetTag(ulong index, int tag);
    bool IsAnyTagged(int tag);
    long CountTagged(int tag);
    bool TryGetNextFree(ulong from, out ulong index);
    bool TryGetPreviousFree(ulong from, out ulong index);
    int CopyRange(ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more);
    int CopyTagged(int tag, ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more);
}
