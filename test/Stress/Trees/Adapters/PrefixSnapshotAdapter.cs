using System;
using Concurrent;

namespace Stress.Trees;

/// <summary>A snapshot of a prefix tree.</summary>
internal sealed class PrefixSnapshotAdapter<TValue, TKind>(PrefixTreeSnapshot<TValue> snapshot) : PrefixReads<TValue, TKind>
    where TKind : IValueKind<TValue>
{
    public override long Count => snapshot.LongCount;

    private protected override bool Find(ReadOnlySpan<byte> key, out TValue? value) => snapshot.TryGetValue(key, out value);

    private protected override int FindMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<TValue> values, Span<bool> found) => snapshot.GetMany(keys, values, found);

    private protected override bool FindNear(Near how, ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out TValue? value) => how switch
    {
        Near.Floor => snapshot.TryGetFloor(key, out found, out value),
        Near.Ceiling => snapshot.TryGetCeiling(key, out found, out value),
        Near.Lower => snapshot.TryGetLower(key, out found, out value),
        Near.Higher => snapshot.TryGetHigher(key, out found, out value),
        Near.First => snapshot.TryGetFirst(out found, out value),
        _ => snapshot.TryGetLast(out found, out value),
    };

    private protected override PrefixView<TValue> Range(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last, bool descending) =>
        descending ? snapshot.EnumerateDescending(first, last) : snapshot.EnumerateRange(first, last);

    private protected override int Copy(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<TValue> values, out ReadOnlyMemory<byte> resume, out bool more) =>
        snapshot.CopyRange(first, keys, values, out resume, out more);
}
