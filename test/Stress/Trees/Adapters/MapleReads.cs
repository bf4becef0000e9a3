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
        try
        {
            if (!Move(ref cursor, how, key)) return false;
            entry = Entry(cursor.First, cursor.Last, cursor.Value);
            return true;
        }
        finally
        {
            cursor.Dispose();
        }
    }

    /// <summary>A search from a key goes to what is around it, and then, by another step, to the neighbour. From an entry that stays, the second step alone is the answer.</summary>
    private static bool Move(ref MapleCursor<ulong, TValue> cursor, Near how, ulong key)
    {
        switch (how)
        {
            case Near.Higher:
                cursor.Walk(key);
                return cursor.Next(ulong.MaxValue);
            case Near.Lower:
                cursor.Walk(key);
                return cursor.Previous(0);
            case Near.First or Near.Ceiling:
                cursor.Set(how == Near.First ? 0 : key);
                return cursor.Find(ulong.MaxValue);
            default:
                cursor.Set(how == Near.Last ? ulong.MaxValue : key);
                return cursor.FindReverse(0);
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
