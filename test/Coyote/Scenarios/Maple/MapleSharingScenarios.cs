using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>A maple tree under two writers, and its snapshots against the writer (S1, S2, W1).</summary>
/// <remarks>
/// <code>
/// scenario                    mutants it is meant to catch
/// maple-two-writers           lock not held
/// maple-two-adders            room looked for before the lock
/// maple-two-allocators        gap looked for before the lock
/// maple-snapshot              snapshot that freezes nothing; frozen node recycled
/// maple-snapshot-overwrite    frozen leaf overwritten in place
/// maple-snapshot-gaps         gaps of a frozen node changed
/// </code>
/// </remarks>
internal static class MapleSharingScenarios
{
    /// <summary>Two ranges that overlap: the one that came second is whole.</summary>
    [Scenario("maple-two-writers")]
    public static void TwoWriters(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        world.Thread("low", () => tree.StoreRange(25, 64, 1));
        world.Thread("high", () => tree.StoreRange(45, 84, 2));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            tree.TryGetRange(50, out RangeEntry<ulong, long> both);
            Check.That(both is { Value: 1, First: 25, Last: 64 } or { Value: 2, First: 45, Last: 84 }, $"what holds 50 is {both}");
            Check.That(tree.TryGetValue(30, out long low) && low == 1 && tree.TryGetValue(80, out long high) && high == 2, "a write is lost");
        });
    }

    /// <summary>Two ranges that overlap, each to be added where nothing is: one of them is.</summary>
    [Scenario("maple-two-adders")]
    public static void TwoAdders(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        tree.RemoveRange(25, 84);
        bool low = false, high = false;
        world.Thread("low", () => low = tree.TryAddRange(30, 59, SmallMaple.New));
        world.Thread("high", () => high = tree.TryAddRange(50, 79, SmallMaple.New));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(low != high, "W1: of two ranges that overlap one was to be added");
        });
    }

    /// <summary>Two writers ask for the same room.</summary>
    [Scenario("maple-two-allocators")]
    public static void TwoAllocators(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        tree.RemoveRange(40, 49);
        tree.RemoveRange(80, 89);
        ulong one = 0, other = 0;
        world.Thread("one", () => Check.That(tree.TryAllocate(10, 1, out one, windowFirst: 15), "there is room for both"));
        world.Thread("other", () => Check.That(tree.TryAllocate(10, 2, out other, windowFirst: 15), "there is room for both"));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(one + other == 120 && one != other, $"W1: {one} and {other} were allocated instead of 40 and 80");
            Check.That(tree.TryGetValue(one, out long first) && first == 1 && tree.TryGetValue(other, out long second) && second == 2, "what was allocated is another's");
        });
    }

    /// <summary>Ranges are stored over what a snapshot shares with the tree, and nodes are used again at once.</summary>
    [Scenario("maple-snapshot")]
    public static void Snapshot(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Recycling(world, 110);
        tree.Store(12, SmallMaple.New); // nodes that are not frozen by having been loaded
        world.Thread("writer", () =>
        {
            tree.StoreRange(25, 84, SmallMaple.New);
            tree.RemoveRange(13, 15);
            tree.StoreRange(100, 103, SmallMaple.New);
        });
        world.Thread("taker", () => CheckStandsStill(tree.Snapshot()));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The value of a range is replaced, at first in a leaf that is frozen at that moment, then in its copy.</summary>
    [Scenario("maple-snapshot-overwrite")]
    public static void SnapshotOverwrite(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        tree.StoreRange(10, 14, SmallMaple.New);
        tree.StoreRange(10, 19, SmallMaple.Old(10));
        world.Thread("writer", () =>
        {
            tree.StoreRange(10, 19, SmallMaple.New);
            tree.StoreRange(100, 109, SmallMaple.New);
        });
        world.Thread("taker", () =>
        {
            MapleTreeSnapshot<ulong, long> snapshot = tree.Snapshot();
            CheckStandsStill(snapshot);
            Check.That(snapshot[100] != SmallMaple.New || snapshot[10] == SmallMaple.New, "10 was replaced before 100");
        });
    }

    /// <summary>Room is taken that a snapshot has: its search goes on finding it.</summary>
    [Scenario("maple-snapshot-gaps")]
    public static void SnapshotGaps(World world)
    {
        MapleTree<ulong, long> tree = SmallMaple.Of(world, 110);
        tree.RemoveRange(45, 64);
        world.Thread("writer", () => tree.StoreRange(45, 64, SmallMaple.New));
        world.Thread("taker", () =>
        {
            MapleTreeSnapshot<ulong, long> snapshot = tree.Snapshot();
            bool free = !snapshot.ContainsKey(55);
            Check.Equal(free, snapshot.TryFindGap(20, out _, windowLast: 100), "S1: whether the snapshot finds the room that it has");
            Check.Equal(free, snapshot.TryFindGapHighest(20, out _, windowLast: 100), "S1: whether the snapshot finds it from above");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Reads the snapshot twice while the writer goes on.</summary>
    private static void CheckStandsStill(MapleTreeSnapshot<ulong, long> snapshot)
    {
        List<RangeEntry<ulong, long>> first = Ranges(snapshot);
        Check.Equal(snapshot.Count, first.Count, "ranges of the snapshot, against its count");
        List<RangeEntry<ulong, long>> second = Ranges(snapshot);
        Check.That(first.Count == second.Count, "S1: ranges came to the snapshot or went");
        for (int i = 0; i < first.Count; i++) Check.Equal(first[i], second[i], "S1: a range of the snapshot changed");
    }

    private static List<RangeEntry<ulong, long>> Ranges(MapleTreeSnapshot<ulong, long> snapshot)
    {
        var ranges = new List<RangeEntry<ulong, long>>();
        foreach (RangeEntry<ulong, long> range in snapshot) ranges.Add(range);
        return ranges;
    }
}
