using System;
using System.Collections.Generic;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>How much memory a map of 8-byte keys and values keeps, per entry.</summary>
internal sealed class MemoryWorkload(int entries)
{
    private readonly ulong[] random = Keys.Random(entries);
    private readonly ulong[] ascending = Keys.Ascending(entries);

    public double AfterLoad() => Measure(() =>
    {
        var tree = new BPlusTree<ulong, long>();
        tree.Load(ascending, new long[ascending.Length]);
        return tree;
    });

    public double AfterAscendingInsert() => Measure(() => Filled(ascending));

    public double AfterRandomInsert() => Measure(() => Filled(random));

    public double OfSortedDictionary() => Measure(() =>
    {
        var map = new SortedDictionary<ulong, long>();
        foreach (ulong key in random) map.Add(key, 0);
        return map;
    });

    private static BPlusTree<ulong, long> Filled(ulong[] keys)
    {
        var tree = new BPlusTree<ulong, long>();
        foreach (ulong key in keys) tree.TryAdd(key, 0);
        return tree;
    }

    private double Measure(Func<object> build)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        object map = build();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(map);
        return (double)(after - before) / random.Length;
    }
}
