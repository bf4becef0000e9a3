using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Concurrent.Bench.Data;
using Concurrent.Bench.Peers;

namespace Concurrent.Bench.Workloads;

/// <summary>Look-ups in a prefix tree, and writes to it, beside three maps of strings. Each method returns how many operations came out right.</summary>
internal sealed class PrefixWorkload
{
    private const int MostAtOnce = 64;

    private readonly string[] stored;
    private readonly string[] texts;
    private readonly byte[][] bytes;
    private readonly ReadOnlyMemory<byte>[] memories;
    private readonly string[] absentTexts;
    private readonly byte[][] absentBytes;
    private readonly KeyValuePair<ReadOnlyMemory<byte>, long>[] sorted;
    private readonly byte[][] storedBytes;
    private readonly PrefixTree<long> tree = new();
    private readonly ConcurrentDictionary<string, long> concurrent = new(StringComparer.Ordinal);
    private readonly LockedSortedDictionary<string, long> locked = new(StringComparer.Ordinal);
    private readonly BPlusTree<string, long> bPlus = NewBPlusTree();
    private readonly long[] values = new long[MostAtOnce];
    private readonly bool[] found = new bool[MostAtOnce];
    private int next;

    public PrefixWorkload(PrefixShape shape, int entries)
    {
        stored = PrefixKeys.Of(shape, entries);
        HasTexts = shape != PrefixShape.RandomBytes;

        // Other objects than those in the maps, in another order, as in life.
        texts = Array.ConvertAll(stored, key => new string(key.AsSpan()));
        new Random(1).Shuffle(texts);
        bytes = Array.ConvertAll(texts, key => PrefixKeys.Bytes(shape, key));
        memories = Array.ConvertAll(bytes, key => (ReadOnlyMemory<byte>)key);
        absentTexts = PrefixKeys.Absent(texts);
        absentBytes = Array.ConvertAll(absentTexts, key => PrefixKeys.Bytes(shape, key));
        storedBytes = Array.ConvertAll(stored, key => PrefixKeys.Bytes(shape, key));
        sorted = Array.ConvertAll(storedBytes, key => KeyValuePair.Create((ReadOnlyMemory<byte>)key, 1L));
        Array.Sort(sorted, static (left, right) => left.Key.Span.SequenceCompareTo(right.Key.Span));
        for (int i = 0; i < stored.Length; i++)
        {
            tree[storedBytes[i]] = 1;
            concurrent[stored[i]] = 1;
            locked.Set(stored[i], 1);
            bPlus[stored[i]] = 1;
        }
    }

    /// <summary>How many keys there are.</summary>
    public int Entries => stored.Length;

    /// <summary>Whether the keys are texts for the prefix tree, too.</summary>
    public bool HasTexts { get; }

    public static BPlusTree<string, long> NewBPlusTree() => new(new BPlusTreeOptions<string, long> { Comparer = StringComparer.Ordinal });

    public long Lookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (tree.TryGetValue(bytes[Next()], out long value)) right += value;
        return right;
    }

    public long LookupText(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (tree.TryGetValue(texts[Next()], out long value)) right += value;
        return right;
    }

    public long Many(int lookups)
    {
        long right = 0;
        for (int left = lookups; left > 0;)
        {
            int count = Math.Min(Math.Min(left, MostAtOnce), memories.Length - next);
            right += tree.GetMany(memories.AsSpan(next, count), values, found);
            next = next + count == memories.Length ? 0 : next + count;
            left -= count;
        }

        return right;
    }

    public long ConcurrentLookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (concurrent.TryGetValue(texts[Next()], out long value)) right += value;
        return right;
    }

    public long LockedLookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (locked.TryGetValue(texts[Next()], out long value)) right += value;
        return right;
    }

    public long BPlusLookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (bPlus.TryGetValue(texts[Next()], out long value)) right += value;
        return right;
    }

    public long Miss(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (!tree.TryGetValue(absentBytes[Next()], out _)) right++;
        return right;
    }

    public long MissText(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (!tree.TryGetValue(absentTexts[Next()], out _)) right++;
        return right;
    }

    public long ConcurrentMiss(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (!concurrent.TryGetValue(absentTexts[Next()], out _)) right++;
        return right;
    }

    public long LockedMiss(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (!locked.TryGetValue(absentTexts[Next()], out _)) right++;
        return right;
    }

    public long BPlusMiss(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (!bPlus.TryGetValue(absentTexts[Next()], out _)) right++;
        return right;
    }

    public long Insert(int entries)
    {
        var filled = new PrefixTree<long>();
        foreach (byte[] key in storedBytes.AsSpan(0, entries)) filled.TryAdd(key, 1);
        return filled.Count;
    }

    public long Load(int entries)
    {
        var loaded = new PrefixTree<long>();
        loaded.Load(new ArraySegment<KeyValuePair<ReadOnlyMemory<byte>, long>>(sorted, 0, entries));
        return loaded.Count;
    }

    public long ConcurrentInsert(int entries)
    {
        var filled = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        foreach (string key in stored.AsSpan(0, entries)) filled.TryAdd(key, 1);
        return filled.Count;
    }

    public long LockedInsert(int entries)
    {
        long right = 0;
        var filled = new LockedSortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (string key in stored.AsSpan(0, entries)) if (filled.TryAdd(key, 1)) right++;
        return right;
    }

    public long BPlusInsert(int entries)
    {
        BPlusTree<string, long> filled = NewBPlusTree();
        foreach (string key in stored.AsSpan(0, entries)) filled.TryAdd(key, 1);
        return filled.Count;
    }

    /// <summary>Removes an entry and adds it again: two writes, counted as one operation.</summary>
    public long RemoveInsert(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            byte[] key = bytes[Next()];
            if (tree.TryRemove(key, out long value) && tree.TryAdd(key, value)) right++;
        }

        return right;
    }

    public long ConcurrentRemoveInsert(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            string key = texts[Next()];
            if (concurrent.TryRemove(key, out long value) && concurrent.TryAdd(key, value)) right++;
        }

        return right;
    }

    public long LockedRemoveInsert(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            string key = texts[Next()];
            if (locked.Remove(key) && locked.TryAdd(key, 1)) right++;
        }

        return right;
    }

    public long BPlusRemoveInsert(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            string key = texts[Next()];
            if (bPlus.TryRemove(key, out long value) && bPlus.TryAdd(key, value)) right++;
        }

        return right;
    }

    private int Next()
    {
        int at = next;
        if (++next == stored.Length) next = 0;
        return at;
    }
}
