using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>A sparse array of 8-byte values beside two dictionaries, and beside a plain array where the indices are dense. Each method returns how many operations came out right.</summary>
internal sealed class RadixWorkload
{
    private readonly ulong[] stored;
    private readonly ulong[] order;
    private readonly KeyValuePair<ulong, long>[] sorted;
    private readonly RadixTree<long> tree = new();
    private readonly Dictionary<ulong, long> dictionary = [];
    private readonly ConcurrentDictionary<ulong, long> concurrent = [];
    private readonly long[]? array;
    private readonly ulong[] indices = new ulong[64];
    private readonly long[] values = new long[64];
    private readonly bool[] found = new bool[64];
    private int next;

    public RadixWorkload(RadixShape shape, int entries)
    {
        stored = RadixShapes.Indices(shape, entries);
        order = shape == RadixShape.Dense ? stored : Keys.Shuffled(stored);
        sorted = Array.ConvertAll(stored, index => KeyValuePair.Create(index, 1L));
        Array.Sort(sorted, static (left, right) => left.Key.CompareTo(right.Key));
        foreach (ulong index in stored)
        {
            tree[index] = 1;
            dictionary[index] = 1;
            concurrent[index] = 1;
        }

        if (shape is RadixShape.Dense or RadixShape.DenseRandom)
        {
            array = new long[entries];
            Array.Fill(array, 1);
        }
    }

    /// <summary>Whether there is a plain array to compare with.</summary>
    public bool HasArray => array is not null;

    public long Lookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (tree.TryGetValue(Next(), out long value)) right += value;
        return right;
    }

    public long DictionaryLookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (dictionary.TryGetValue(Next(), out long value)) right += value;
        return right;
    }

    public long ConcurrentLookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (concurrent.TryGetValue(Next(), out long value)) right += value;
        return right;
    }

    public long ArrayLookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) right += array![Next()];
        return right;
    }

    public long Many(int lookups)
    {
        long right = 0;
        for (int left = lookups; left > 0;)
        {
            int count = Math.Min(Math.Min(left, values.Length), order.Length - next);
            right += tree.GetMany(order.AsSpan(next, count), values, found);
            next = next + count == order.Length ? 0 : next + count;
            left -= count;
        }

        return right;
    }

    public long Load(int entries)
    {
        var loaded = new RadixTree<long>();
        loaded.Load(new ArraySegment<KeyValuePair<ulong, long>>(sorted, 0, entries));
        return loaded.Count;
    }

    public long Store(int entries)
    {
        var filled = new RadixTree<long>();
        foreach (ulong index in stored.AsSpan(0, entries)) filled[index] = 1;
        return filled.Count;
    }

    public long DictionaryStore(int entries)
    {
        var filled = new Dictionary<ulong, long>();
        foreach (ulong index in stored.AsSpan(0, entries)) filled[index] = 1;
        return filled.Count;
    }

    public long ConcurrentStore(int entries)
    {
        var filled = new ConcurrentDictionary<ulong, long>();
        foreach (ulong index in stored.AsSpan(0, entries)) filled[index] = 1;
        return filled.Count;
    }

    public long Overwrite(int writes)
    {
        for (int i = 0; i < writes; i++) tree[Next()] = 1;
        return writes;
    }

    public long ConcurrentOverwrite(int writes)
    {
        for (int i = 0; i < writes; i++) concurrent[Next()] = 1;
        return writes;
    }

    /// <summary>Removes an entry and stores it again: two writes, counted as one operation.</summary>
    public long RemoveStore(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong index = Next();
            if (tree.TryRemove(index, out long value) && tree.TryAdd(index, value)) right++;
        }

        return right;
    }

    public long DictionaryRemoveStore(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong index = Next();
            if (dictionary.Remove(index, out long value) && dictionary.TryAdd(index, value)) right++;
        }

        return right;
    }

    public long ConcurrentRemoveStore(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong index = Next();
            if (concurrent.TryRemove(index, out long value) && concurrent.TryAdd(index, value)) right++;
        }

        return right;
    }

    /// <summary>64 entries at a time from somewhere on; counted by entry.</summary>
    public long Gang(int entries)
    {
        long right = 0;
        while (right < entries)
        {
            int wanted = (int)Math.Min(indices.Length, entries - right);
            int copied = tree.CopyRange(Next(), indices.AsSpan(0, wanted), values.AsSpan(0, wanted), out _, out _);
            right += copied; // fewer at the end of the tree: the next call makes up for it
        }

        return right;
    }

    /// <summary>The same by 64 look-ups of neighbours, as a dictionary would have to be asked.</summary>
    public long GangOneByOne(int entries)
    {
        long right = 0;
        for (int i = 0; i < entries; i += 64)
        {
            int from = (int)(Next() % (ulong)(sorted.Length - 64));
            for (int at = from; at < from + Math.Min(64, entries - i); at++) if (dictionary.TryGetValue(sorted[at].Key, out long value)) right += value;
        }

        return right;
    }

    /// <summary>How much memory is kept by what a function makes, per entry.</summary>
    public static double Measure(int entries, Func<object> build)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        object map = build();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(map);
        return (double)(after - before) / entries;
    }

    private ulong Next()
    {
        ulong index = order[next];
        if (++next == order.Length) next = 0;
        return index;
    }
}
