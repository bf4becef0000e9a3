using System;
using Concurrent;

namespace Stress.Trees;

/// <summary>A snapshot of a maple tree.</summary>
internal sealed class MapleSnapshotAdapter<TValue, TKind>(MapleTreeSnapshot<ulong, TValue> snapshot) : MapleReads<TValue, TKind>
    where TKind : IValueKind<TValue>
{
    public override long Count => snapshot.LongCount;

    private protected override bool Find(ulong key, out TValue? value) => snapshot.TryGetValue(key, out value);

    private protected override int FindMany(ReadOnlySpan<ulong> keys, Span<TValue> values, Span<bool> found) => snapshot.GetMany(keys, values, found);

    private protected override RangeView<ulong, TValue> Range(ulong first, ulong last, bool descending) =>
        descending ? snapshot.EnumerateDescending(first, last) : snapshot.EnumerateRange(first, last);

    private protected override MapleCursor<ulong, TValue> Cursor() => snapshot.GetCursor();
}
