using System;
using Concurrent;

namespace Stress.Trees;

/// <summary>A snapshot of a B+ tree.</summary>
internal sealed class BPlusSnapshotAdapter<TValue, TKind>(BPlusTreeSnapshot<ulong, TValue> snapshot) : BPlusReads<TValue, TKind>
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

    private protected override EntryRange<ulong, TValue> Range(KeyRange<ulong> range, bool descending) =>
        descending ? snapshot.EnumerateDescending(range) : snapshot.EnumerateRange(range);

    private protected override int Copy(KeyRange<ulong> range, Span<ulong> keys, Span<TValue> values, out KeyRange<ulong> rest) => snapshot.CopyRange(range, keys, values, out rest);
}
