using System;
using System.Collections.Generic;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>Random single-key ranges in a maple tree, beside a B+ tree of the same keys. Each method returns how many operations came out right.</summary>
internal sealed class MapleWorkload
{
    private readonly ulong[] order;
    private readonly MapleTree<ulong, long> maple = new();
    private readonly BPlusTree<ulong, long> tree = new();
    private readonly RangeEntry<ulong, long>[] sorted;
    private readonly long[] values = new long[100];
    private readonly bool[] found = new bool[100];
    private int next;

    public MapleWorkload(int entries)
    {
        ulong[] keys = Keys.Random(entries);
        order = Keys.Shuffled(keys);
        foreach (ulong key in keys)
        {
            maple.Store(key, 1);
            tree.TryAdd(key, 1);
        }

        sorted = Array.ConvertAll(Keys.Ascending(entries), key => new RangeEntry<ulong, long>(key, key, 1));
    }

    public long Lookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (maple.TryGetValue(NextKey(), out long value)) right += value;
        return right;
    }

    public long BPlusLookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (tree.TryGetValue(NextKey(), out long value)) right += value;
        return right;
    }

    public long Many(int lookups)
    {
        long right = 0;
        for (int left = lookups; left > 0;)
        {
            int count = Math.Min(Math.Min(left, values.Length), order.Length - next);
            right += maple.GetMany(order.AsSpan(next, count), values, found);
            next = next + count == order.Length ? 0 : next + count;
            left -= count;
        }

        return right;
    }

    /// <summary>All entries, as often as they come up.</summary>
    public long Iterate(int entries)
    {
        _ = entries;
        long read = 0;
        foreach (RangeEntry<ulong, long> range in maple) read += range.Value;
        return read;
    }

    public long BPlusIterate(int entries)
    {
        _ = entries;
        long read = 0;
        foreach (KeyValuePair<ulong, long> entry in tree) read += entry.Value;
        return read;
    }

    public long Load(int entries)
    {
        var loaded = new MapleTree<ulong, long>();
        loaded.Load(new ArraySegment<RangeEntry<ulong, long>>(sorted, 0, entries));
        return loaded.Count;
    }

    public long StoreAscending(int entries)
    {
        var stored = new MapleTree<ulong, long>();
        foreach (RangeEntry<ulong, long> range in sorted.AsSpan(0, entries)) stored.Store(range.First, range.Value);
        return stored.Count;
    }

    public long Snapshot(int snapshots)
    {
        long right = 0;
        for (int i = 0; i < snapshots; i++) if (maple.Snapshot().LongCount == order.Length) right++;
        return right;
    }

    /// <summary>Bytes per entry after inserts in random order. An entry is a range or a gap: single keys far apart are two entries each, ranges side by side one.</summary>
    public static double Memory(int ranges, bool sideBySide, bool trackGaps)
    {
        ulong[] keys = Keys.Random(ranges);
        ulong pitch = ulong.MaxValue / (ulong)ranges;
        ulong[] places = new ulong[ranges];
        for (int i = 0; i < ranges; i++) places[i] = (ulong)i * pitch;
        Array.Sort([.. keys], places); // in an order that has nothing to do with their own
        long before = GC.GetTotalMemory(forceFullCollection: true);
        var tree = new MapleTree<ulong, long>(new MapleTreeOptions<ulong, long> { TrackGaps = trackGaps });
        foreach (ulong place in places) tree.StoreRange(place, sideBySide ? place + pitch - 1 : place, 1);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(tree);
        return (double)(after - before) / (sideBySide ? ranges : 2L * ranges);
    }

    private ulong NextKey()
    {
        ulong key = order[next];
        if (++next == order.Length) next = 0;
        return key;
    }
}
