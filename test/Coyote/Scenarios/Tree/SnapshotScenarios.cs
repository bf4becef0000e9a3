using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Snapshots against the writer: exact, unchanging, and never pulled away (S1, S2).</summary>
/// <remarks>
/// <code>
/// scenario                     mutants it is meant to catch
/// tree-snapshot-append         snapshot without the lock; frozen node changed in place (append); freeze that is one transaction short
/// tree-snapshot-overwrite      snapshot without the lock; frozen node changed in place (overwrite, child slot)
/// tree-snapshot-split          frozen inner node changed in place
/// tree-snapshot-of-two-writes  snapshot without the lock: count of another moment than the root
/// tree-snapshot-recycled       frozen node recycled
/// tree-snapshot-and-batch      snapshot without the lock during a batch; batch storing in place in a frozen node
/// </code>
/// </remarks>
internal static class SnapshotScenarios
{
    /// <summary>A key is appended in place just when a snapshot is taken: it is in the snapshot and counted, or neither, now and later.</summary>
    [Scenario("tree-snapshot-append")]
    public static void Append(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20);
        world.Thread("writer", () => tree.TryAdd(30, Value.Of(30)));
        world.Thread("taker", () => CheckStandsStill(tree.Snapshot()));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A value is overwritten in place, at first in a leaf that is frozen at that moment, then in its copy.</summary>
    [Scenario("tree-snapshot-overwrite")]
    public static void Overwrite(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            tree[10] = Value.Newer(10);
            tree[50] = Value.Newer(50);
        });
        world.Thread("taker", () =>
        {
            BPlusTreeSnapshot<long, long> snapshot = tree.Snapshot();
            CheckStandsStill(snapshot);
            Check.That(snapshot[50] == Value.Of(50) || snapshot[10] == Value.Newer(10), "10 was overwritten before 50");
        });
        world.Finally(() => Check.Equal(Value.Newer(10), tree[10], "the value in the tree"));
    }

    /// <summary>A leaf below a frozen parent splits.</summary>
    [Scenario("tree-snapshot-split")]
    public static void Split(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            tree.TryAdd(25, Value.Of(25));
            tree.TryRemove(10, out _);
        });
        world.Thread("taker", () =>
        {
            BPlusTreeSnapshot<long, long> snapshot = tree.Snapshot();
            CheckStandsStill(snapshot);
            Check.That(snapshot.ContainsKey(10) || snapshot.ContainsKey(25), "25 came before 10 went");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Two keys come one after the other: no snapshot has the second without the first, and its count is that of its entries.</summary>
    [Scenario("tree-snapshot-of-two-writes")]
    public static void OfTwoWrites(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 20, 40);
        world.Thread("writer", () =>
        {
            tree.TryAdd(30, Value.Of(30));
            tree.TryAdd(10, Value.Of(10));
        });
        world.Thread("taker", () =>
        {
            BPlusTreeSnapshot<long, long> snapshot = tree.Snapshot();
            CheckStandsStill(snapshot);
            Check.That(!snapshot.ContainsKey(10) || snapshot.ContainsKey(30), "30 came before 10");
        });
    }

    /// <summary>The writer replaces what a snapshot shares with the tree, over and over: the collector gets those nodes, not the pool.</summary>
    [Scenario("tree-snapshot-recycled")]
    public static void Recycled(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        world.Thread("writer", () =>
        {
            tree.TryRemove(20, out _);
            tree.TryRemove(60, out _);
            tree.TryAdd(45, Value.Of(45));
        });
        world.Thread("taker", () => CheckStandsStill(tree.Snapshot()));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A snapshot waits for the open batch: it has all of it or none.</summary>
    [Scenario("tree-snapshot-and-batch")]
    public static void AndBatch(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            using BPlusTree<long, long>.Batch batch = tree.BeginBatch();
            batch[10] = Value.Newer(10);
            batch.TryAdd(60, Value.Of(60));
            batch[50] = Value.Newer(50);
            batch.Commit();
        });
        world.Thread("taker", () =>
        {
            BPlusTreeSnapshot<long, long> snapshot = tree.Snapshot();
            CheckStandsStill(snapshot);
            bool committed = snapshot.ContainsKey(60);
            Check.Equal(committed, snapshot[10] == Value.Newer(10), "the first write of the batch is in the snapshot if the second is");
            Check.Equal(committed, snapshot[50] == Value.Newer(50), "the last write of the batch is in the snapshot if the second is");
        });
    }

    /// <summary>Reads the snapshot twice while the writer goes on.</summary>
    private static void CheckStandsStill(BPlusTreeSnapshot<long, long> snapshot)
    {
        List<KeyValuePair<long, long>> first = Entries(snapshot);
        Check.Equal(snapshot.Count, first.Count, "entries of the snapshot, against its count");
        foreach ((long key, long value) in first) Value.CheckIsOf(key, value);
        List<KeyValuePair<long, long>> second = Entries(snapshot);
        Check.That(first.Count == second.Count, "S1: entries came to the snapshot or went");
        for (int i = 0; i < first.Count; i++) Check.Equal(first[i], second[i], "S1: an entry of the snapshot changed");
    }

    private static List<KeyValuePair<long, long>> Entries(BPlusTreeSnapshot<long, long> snapshot)
    {
        var entries = new List<KeyValuePair<long, long>>();
        foreach (KeyValuePair<long, long> entry in snapshot) entries.Add(entry);
        return entries;
    }
}
