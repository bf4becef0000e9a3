using System;
using Concurrent;

namespace Stress.Trees;

/// <summary>A snapshot of a radix tree.</summary>
internal sealed class RadixSnapshotAdapter<TValue, TKind>(RadixTreeSnapshot<TValue> snapshot) : RadixReads<TValue, TKind>
    where TKind : IValueKind<TValue>
{
    public override long Count => snapshot.LongCount;

    private protected override bool Find(ulong key, out TValue? value) => snapshot.TryGetValue(key, out value);

    private protected override int FindMany(ReadOnlySpan<ulong> keys, Span<TValue> values, Span<bool> found) => snapshot.GetMany(keys, values, found);

    private protected override bool FindNear(Near how, ulong key, out ulong found, out TValue? value) => how switch
    {
        Near.Floor => snapshot.TryGetFloor(key, out found, out value),
        Near.Ceiling => snapshot.TryGetCeiling(key, out found, out value),
        Near.Lower => snapshot.TryGetLower(key, out found, out value),
        Near.Higher => snapshot.TryGetHigher(key, out found, out value),
        Near.First => snapshot.TryGetFirst(out found, out value),
        _ => snapshot.TryGetLast(out found, out value),
    };

    private protected override RadixView<TValue> Range(ulong first, ulong last, bool descending) =>
        descending ? snapshot.EnumerateDescending(first, last) : snapshot.EnumerateRange(first, last);

    private protected override int Copy(ulong first, ulong last, Span<ulong> keys, Span<TValue> values, out ulong resume, out bool more) =>
        snapshot.CopyRange(first, last, keys, values, out resume, out more);
}
