using System;
using System.Collections.Generic;
using Concurrent;

namespace Stress.Trees;

/// <summary>What the adapters of the radix tree and of its snapshots share.</summary>
internal abstract class RadixReads<TValue, TKind> : ITreeReads
    where TKind : IValueKind<TValue>
{
    public abstract long Count { get; }

    private protected abstract bool Find(ulong key, out TValue? value);

    private protected abstract int FindMany(ReadOnlySpan<ulong> keys, Span<TValue> values, Span<bool> found);

    private protected abstract bool FindNear(Near how, ulong key, out ulong found, out TValue? value);

    private protected abstract RadixView<TValue> Range(ulong first, ulong last, bool descending);

    private protected abstract int Copy(ulong first, ulong last, Span<ulong> keys, Span<TValue> values, out ulong resume, out bool more);

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
        switch (scan.Way)
        {
            case ScanWay.Paged:
                IEnumerable<KeyValuePair<ulong, TValue>> pages = Range(scan.First, scan.Last, descending: false);
                foreach ((ulong key, TValue value) in pages) scan.Take(into, key, TKind.Open(key, value));
                break;
            case ScanWay.Copied:
                var keys = new ulong[TreeScan.CopySize];
                var values = new TValue[TreeScan.CopySize];
                ulong first = scan.First;
                for (bool more = true; more;)
                {
                    int count = Copy(first, scan.Last, keys, values, out first, out more);
                    for (int i = 0; i < count; i++) scan.Take(into, keys[i], TKind.Open(keys[i], values[i]));
                }

                break;
            default:
                foreach ((ulong key, TValue value) in Range(scan.First, scan.Last, scan.Descends)) scan.Take(into, key, TKind.Open(key, value));
                break;
        }
    }
}
