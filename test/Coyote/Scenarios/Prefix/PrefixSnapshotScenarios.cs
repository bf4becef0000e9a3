using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Snapshots of a prefix tree against the writer (S1, S2).</summary>
/// <remarks>
/// <code>
/// scenario                   mutants it is meant to catch
/// prefix-snapshot            snapshot that freezes nothing; frozen node recycled
/// prefix-snapshot-add        entry appended to a frozen leaf
/// prefix-snapshot-overwrite  value of a frozen leaf overwritten in place
/// </code>
/// </remarks>
internal static class PrefixSnapshotScenarios
{
    /// <summary>Entries go from what a snapshot shares with the tree, and nodes are used again at once.</summary>
    [Scenario("prefix-snapshot")]
    public static void Snapshot(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Recycling(world, "a", "b", "c", "d");
        world.Thread("writer", () =>
        {
            tree.Drop("b");
            tree.Drop("d");
            tree.Put("e");
            tree.Put("f");
        });
        world.Thread("taker", () => CheckStandsStill(tree.Snapshot()));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Entries come where there is room, and a leaf bursts.</summary>
    [Scenario("prefix-snapshot-add")]
    public static void Add(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world).Fill("a", 31);
        world.Thread("writer", () =>
        {
            tree.Put("a37");
            tree.Put("a40");
            tree.Put("a41");
        });
        world.Thread("taker", () => CheckStandsStill(tree.Snapshot()));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Values are replaced.</summary>
    [Scenario("prefix-snapshot-overwrite")]
    public static void Overwrite(World world)
    {
        PrefixTree<long> tree = SmallPrefix.Of(world, "a", "b");
        world.Thread("writer", () =>
        {
            tree[SmallPrefix.Bytes("a")] = SmallPrefix.New;
            tree[SmallPrefix.Bytes("b")] = SmallPrefix.New;
        });
        world.Thread("taker", () =>
        {
            PrefixTreeSnapshot<long> snapshot = tree.Snapshot();
            CheckStandsStill(snapshot);
            Check.That(snapshot[SmallPrefix.Bytes("b")] != SmallPrefix.New || snapshot[SmallPrefix.Bytes("a")] == SmallPrefix.New, "'a' was replaced before 'b'");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Reads the snapshot twice while the writer goes on.</summary>
    private static void CheckStandsStill(PrefixTreeSnapshot<long> snapshot)
    {
        List<(string Key, long Value)> first = Entries(snapshot), second = Entries(snapshot);
        Check.Equal(snapshot.Count, first.Count, "entries of the snapshot, against its count");
        Check.Equal(first.Count, second.Count, "S1: entries of the snapshot, once and again");
        for (int i = 0; i < first.Count; i++) Check.Equal(first[i], second[i], "S1: an entry of the snapshot changed");
    }

    private static List<(string Key, long Value)> Entries(PrefixTreeSnapshot<long> snapshot)
    {
        var entries = new List<(string Key, long Value)>();
        foreach (PrefixEntry<long> entry in snapshot) entries.Add((SmallPrefix.Text(entry.Key), entry.Value));
        return entries;
    }
}
