using System;
using System.Collections.Generic;

namespace Concurrent.Bench.Workloads;

/// <summary>Filling an empty tree, all at once and key by key, from ascending keys and from random ones. Each method returns how many keys went in.</summary>
internal sealed class BulkWorkload<TKey>
    where TKey : notnull
{
    private readonly TKey[] random;
    private readonly TKey[] ascending;
    private readonly long[] values;
    private readonly KeyValuePair<TKey, long>[] pairs;

    public BulkWorkload(TKey[] random, TKey[] ascending)
    {
        this.random = random;
        this.ascending = ascending;
        values = new long[random.Length];
        pairs = Array.ConvertAll(random, static key => new KeyValuePair<TKey, long>(key, 1));
    }

    public long Load(int count)
    {
        var tree = new BPlusTree<TKey, long>();
        tree.Load(ascending.AsSpan(0, count), values.AsSpan(0, count));
        return tree.Count;
    }

    public long AddRange(int count)
    {
        var tree = new BPlusTree<TKey, long>();
        tree.AddRange(new ArraySegment<KeyValuePair<TKey, long>>(pairs, 0, count));
        return tree.Count;
    }

    public long InsertAscending(int count) => Insert(ascending, count);

    public long InsertRandom(int count) => Insert(random, count);

    private static long Insert(TKey[] keys, int count)
    {
        var tree = new BPlusTree<TKey, long>();
        long added = 0;
        for (int i = 0; i < count; i++)
        {
            if (tree.TryAdd(keys[i], i)) added++;
        }

        return added;
    }
}
