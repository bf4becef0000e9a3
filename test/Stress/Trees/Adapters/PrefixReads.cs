using System;
using System.Collections.Generic;
using Concurrent;

namespace Stress.Trees;

/// <summary>What the adapters of the prefix tree and of its snapshots share.</summary>
internal abstract class PrefixReads<TValue, TKind> : ITreeReads
    where TKind : IValueKind<TValue>
{
    public abstract long Count { get; }

    private protected abstract bool Find(ReadOnlySpan<byte> key, out TValue? value);

    private protected abstract int FindMany(ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<TValue> values, Span<bool> found);

    private protected abstract bool FindNear(Near how, ReadOnlySpan<byte> key, out ReadOnlyMemory<byte> found, out TValue? value);

    private protected abstract PrefixView<TValue> Range(ReadOnlySpan<byte> first, ReadOnlySpan<byte> last, bool descending);

    private protected abstract int Copy(ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<TValue> values, out ReadOnlyMemory<byte> resume, out bool more);

    public bool TryGet(ulong key, out long version)
    {
        bool found = Find(PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), out TValue? value);
        version = found ? TKind.Open(key, value!) : 0;
        return found;
    }

    public int GetMany(ReadOnlySpan<ulong> keys, Span<long> versions, Span<bool> found)
    {
        var texts = new ReadOnlyMemory<byte>[keys.Length];
        for (int i = 0; i < keys.Length; i++) texts[i] = PrefixKey.Of(keys[i]);
        var values = new TValue[keys.Length];
        int count = FindMany(texts, values, found);
        for (int i = 0; i < keys.Length; i++) versions[i] = found[i] ? TKind.Open(keys[i], values[i]) : 0;
        return count;
    }

    public bool TryGetNear(Near how, ulong key, out TreeEntry entry)
    {
        bool isThere = FindNear(how, PrefixKey.Write(stackalloc byte[PrefixKey.MaxLength], key), out ReadOnlyMemory<byte> found, out TValue? value);
        entry = isThere ? Entry(found, value!) : default;
        return isThere;
    }

    public void Scan(in TreeScan scan, List<TreeEntry> into)
    {
        byte[] first = PrefixKey.Of(scan.First), last = PrefixKey.Of(scan.Last);
        switch (scan.Way)
        {
            case ScanWay.Paged:
                IEnumerable<PrefixEntry<TValue>> pages = Range(first, last, descending: false);
                foreach (PrefixEntry<TValue> found in pages) Take(scan, into, Entry(found.Key, found.Value));
                break;
            case ScanWay.Copied:
                CopyAll(scan, first, into);
                break;
            default:
                foreach (PrefixEntry<TValue> found in Range(first, last, scan.Descends)) Take(scan, into, Entry(found.Key, found.Value));
                break;
        }
    }

    private void CopyAll(in TreeScan scan, ReadOnlyMemory<byte> first, List<TreeEntry> into)
    {
        var keys = new ReadOnlyMemory<byte>[TreeScan.CopySize];
        var values = new TValue[TreeScan.CopySize];
        for (bool more = true; more;)
        {
            int count = Copy(first.Span, keys, values, out first, out more);
            for (int i = 0; i < count; i++)
            {
                TreeEntry entry = Entry(keys[i], values[i]);
                if (entry.Key > scan.Last) return;
                Take(scan, into, entry);
            }
        }
    }

    private static void Take(in TreeScan scan, List<TreeEntry> into, TreeEntry entry) => scan.Take(into, entry.Key, entry.Version);

    private protected static TreeEntry Entry(ReadOnlyMemory<byte> found, TValue value)
    {
        ulong key = PrefixKey.Read(found.Span);
        return new TreeEntry(key, TKind.Open(key, value));
    }
}
