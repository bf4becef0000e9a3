using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Maple trees whose nodes hold 4 entries: the ranges 10 to 19, 20 to 29 and so on, in full leaves. Up to 70 these are: a gap 10 20 30 | 40 50 60 70 | a gap.</summary>
internal static class SmallMaple
{
    /// <summary>What writers store; no range has it to begin with.</summary>
    internal const long New = 1;

    private const int Capacity = 4;

    /// <summary>A tree that leaves replaced nodes to the collector: no reclaimer runs, and all steps are those of readers and writers.</summary>
    internal static MapleTree<ulong, long> Of(World world, ulong last, bool trackGaps = true)
    {
        var tree = new MapleTree<ulong, long>(new MapleTreeOptions<ulong, long> { Domain = Given.Domain(world), NodeCapacity = Capacity, RecycleNodes = false, TrackGaps = trackGaps });
        tree.Load(Tens(last));
        return tree;
    }

    /// <summary>A tree that recycles its nodes one by one: what comes back too early comes back at once.</summary>
    internal static MapleTree<ulong, long> Recycling(World world, ulong last)
    {
        var pool = new MapleTreePool<ulong, long>(Given.Domain(world), new NodePoolOptions { BagSize = 1 });
        var tree = new MapleTree<ulong, long>(new MapleTreeOptions<ulong, long> { Pool = pool, NodeCapacity = Capacity, TrackGaps = true });
        tree.Load(Tens(last));
        return tree;
    }

    /// <summary>The value of the range that holds a key to begin with.</summary>
    internal static long Old(ulong key) => Value.Of((long)(key / 10 * 10));

    /// <summary>Looks up a key whose value nobody changes.</summary>
    internal static void CheckHolds(this MapleTree<ulong, long> tree, ulong key)
    {
        Check.That(tree.TryGetValue(key, out long value), $"the key {key} holds a value throughout, and none was found");
        Check.Equal(Old(key), value, $"the value at {key}, which nobody changes");
    }

    /// <summary>Looks up a key that gets a new value.</summary>
    internal static bool IsNew(this MapleTree<ulong, long> tree, ulong key)
    {
        Check.That(tree.TryGetValue(key, out long value), $"the key {key} holds a value throughout, and none was found");
        if (value != New) Check.Equal(Old(key), value, $"the value at {key}, when it is not the new one");
        return value == New;
    }

    /// <summary>Looks up a key that is emptied.</summary>
    internal static bool IsGone(this MapleTree<ulong, long> tree, ulong key)
    {
        if (!tree.TryGetValue(key, out long value)) return true;
        Check.Equal(Old(key), value, $"the value at {key}, as long as there is one");
        return false;
    }

    /// <summary>Enumerates and checks what the contract promises: ranges ascend and do not overlap, and those that nobody touches are seen once.</summary>
    internal static void CheckScan(this MapleTree<ulong, long> tree, params ulong[] untouched)
    {
        var missing = new HashSet<ulong>(untouched);
        bool any = false;
        ulong before = 0;
        foreach (RangeEntry<ulong, long> range in tree)
        {
            Check.That(range.First <= range.Last && (!any || range.First > before), $"{range} came after {before}");
            any = true;
            before = range.Last;
            if (range.Value != New) Check.Equal(Old(range.First), range.Value, $"the value of {range}");
            if (range.First % 10 == 0 && range.Last == range.First + 9) missing.Remove(range.First);
        }

        Check.Equal(0, missing.Count, "ranges that nobody touches and that the scan missed");
    }

    private static IEnumerable<RangeEntry<ulong, long>> Tens(ulong last)
    {
        for (ulong first = 10; first <= last; first += 10) yield return new RangeEntry<ulong, long>(first, first + 9, Old(first));
    }
}
