using System;
using System.Collections.Generic;
using Concurrent;

namespace Stress.Trees;

/// <summary>What the adapters of the B+ tree and of its snapshots share.</summary>
internal abstract class BPlusReads<TValue, TKind> : ITreeReads
    where TKind : IValueKind<TValue>
{
    public abstract long Count { get; }

    private protected abstract bool Find(ulong key, out TValue? value);

    private protected abstract int FindMany(ReadOnlySpan<ulong> keys, Span<TValue> values, Span<bool> found);

    private protected abstract bool FindNear(Near how, ulong key, out ulong found, out TValue? value);

    private protected abstract EntryRange<ulong, TValue> Range(KeyRange<ulong> range, bool descending);

    private protected abstract int Copy(KeyRange<ulong> range, Span<ulong> keys, Span<TValue> values, out KeyRange<ulong> rest);

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
        bool isThere = FindNear(how, key, out ulong found, out TValue? value);
        entry = isThere ? new TreeEntry(found, TKind.Open(found, value!)) : default;
        return isThere;
    }

    public void Scan(in TreeScan scan, List<TreeEntry> into)
    {
        KeyRange<ulong> range = KeyRange<ulong>.Inclusive(scan.First, scan.Last);
        switch (scan.Way)
        {
            case ScanWay.Paged:
                IEnumerable<KeyValuePair<ulong, TValue>> pages = Range(range, descending: false);
                foreach ((ulong key, TValue value) in pages) scan.Take(into, key, TKind.Open(key, value));
                break;
            case ScanWay.Copied:
                var keys = new ulong[TreeScan.CopySize];
                var values = new TValue[TreeScan.CopySize];
                for (int count; (count = Copy(range, keys, values, out range)) > 0;)
                {
                    for (int i = 0; i < count; i++) scan.Take(into, keys[i], TKind.Open(keys[i], values[i]));
                    if (count < keys.Length) break;
                }

                break;
            default:
                foreach ((ulong key, TValue value) in Range(range, scan.Descends)) scan.Take(into, key, TKind.Open(key, value));
                break;
        }
    }
}
