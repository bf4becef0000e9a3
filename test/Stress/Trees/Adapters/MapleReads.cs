using System;
using System.Collections.Generic;
using Concurrent;

namespace Stress.Trees;

/// <summary>What the adapters of the maple tree and of its snapshots share. Each key is a range of one.</summary>
internal abstract class MapleReads<TValue, TKind> : ITreeReads
    where TKind : IValueKind<TValue>
{
    public abstract long Count { get; }

    private protected abstract bool Find(ulong key, out TValue? value);

    private protected abstract int FindMany(ReadOnlySpan<ulong> keys, Span<TValue> values, Span<bool> found);

    private protected abstract RangeView<ulong, TValue> Range(ulong first, ulong last, bool descending);

    private protected abstract MapleCursor<ulong, TValue> Cursor();

    public bool TryGet(ulong key, out long version)
    {
        bool found = Find(key, out TValue? value);
        version = found ? TKind.Open(key, value!) : 0;
        return found;
    }

    public int GetMany(ReadOnlySpan<ulong> keys, Span<long> versions, Span<bool> found)
    {
        var values = new TValue[keys.Length];
        int count = FindMany(keys, values, found);
        for (int i = 0; i < keys.Length; i++) versions[i] = found[i] ? TKind.Open(keys[i], values[i]) : 0;
        return count;
    }

    public bool TryGetNear(Near how, ulong key, out TreeEntry entry)
    {
        entry = default;
        if ((how == Near.Lower && key == 0) || (how == Near.Higher && key == ulong.MaxValue)) return false;
        MapleCursor<ulong, TValue> cursor = Cursor();
        bool up = how is Near.Ceiling or Near.Higher or Near.First;
        cursor.Set(how switch { Near.First => 0, Near.Last => ulong.MaxValue, Near.Lower => key - 1, Near.Higher => key + 1, _ => key });
        try
        {
            if (!(up ? cursor.Find(ulong.MaxValue) : cursor.FindReverse(0))) return false;
            entry = Entry(cursor.First, cursor.Last, cursor.Value);
            return true;
        }
        finally
        {
            cursor.Dispose();
        }
    }

    public void Scan(in TreeScan scan, List<TreeEntry> into)
    {
        switch (scan.Way)
        {
            case ScanWay.Paged:
                IEnumerable<RangeEntry<ulong, TValue>> pages = Range(scan.First, scan.Last, descending: false);
                foreach (RangeEntry<ulong, TValue> range in pages) Take(scan, into, range);
                break;
            case ScanWay.Copied:
                MapleCursor<ulong, TValue> cursor = Cursor();
                try
                {
                    cursor.Set(scan.First);
                    while (cursor.Find(scan.Last)) Take(scan, into, new RangeEntry<ulong, TValue>(cursor.First, cursor.Last, cursor.Value));
                }
                finally
                {
                    cursor.Dispose();
                }

                break;
            default:
                foreach (RangeEntry<ulong, TValue> range in Range(scan.First, scan.Last, scan.Descends)) Take(scan, into, range);
                break;
        }
    }

    private static void Take(in TreeScan scan, List<TreeEntry> into, RangeEntry<ulong, TValue> range)
    {
        TreeEntry entry = Entry(range.First, range.Last, range.Value);
        scan.Take(into, entry.Key, entry.Version);
    }

    private protected static TreeEntry Entry(ulong first, ulong last, TValue value)
    {
        if (first != last) throw new CorruptValueException(first, $"a range of more than one key, to {last}");
        return new TreeEntry(first, TKind.Open(first, value));
    }
}
