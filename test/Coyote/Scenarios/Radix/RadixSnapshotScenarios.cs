using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Snapshots of a radix tree against the writer (S1, S2).</summary>
/// <remarks>
/// <code>
/// scenario                   mutants it is meant to catch
/// radix-snapshot             snapshot that freezes nothing; frozen node recycled
/// radix-snapshot-add         value or child added to a frozen node in place
/// radix-snapshot-overwrite   value of a frozen node overwritten in place
/// radix-snapshot-tags        tag set in a frozen node
/// </code>
/// </remarks>
internal static class RadixSnapshotScenarios
{
    /// <summary>Entries go from what a snapshot shares with the tree, and nodes are used again at once.</summary>
    [Scenario("radix-snapshot")]
    public static void Snapshot(World world)
    {
        RadixTree<long> tree = SmallRadix.Recycling(world, 0, 1, 64, 65, 4096);
        world.Thread("writer", () =>
        {
            tree.Remove(1);
            tree.StoreRange(60, 70, SmallRadix.New);
            tree[8192] = SmallRadix.Old(8192);
        });
        world.Thread("taker", () => CheckStandsStill(tree.Snapshot()));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Values and children come where there is room.</summary>
    [Scenario("radix-snapshot-add")]
    public static void Add(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 64);
        world.Thread("writer", () =>
        {
            tree.Add(1, SmallRadix.Old(1));
            tree.Add(128, SmallRadix.Old(128));
        });
        world.Thread("taker", () => CheckStandsStill(tree.Snapshot()));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Values are replaced.</summary>
    [Scenario("radix-snapshot-overwrite")]
    public static void Overwrite(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 64);
        tree.StoreRange(128, 191, SmallRadix.Old(128));
        world.Thread("writer", () =>
        {
            tree[0] = SmallRadix.New;
            tree.StoreRange(128, 191, SmallRadix.New);
        });
        world.Thread("taker", () =>
        {
            RadixTreeSnapshot<long> snapshot = tree.Snapshot();
            CheckStandsStill(snapshot);
            Check.That(snapshot[150] != SmallRadix.New || snapshot[0] == SmallRadix.New, "0 was replaced before 150");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Tags come and go: a snapshot has exactly those of its moment.</summary>
    [Scenario("radix-snapshot-tags")]
    public static void Tags(World world)
    {
        RadixTree<long> tree = SmallRadix.Of(world, 0, 64, 4096);
        tree.SetTag(64, 0);
        world.Thread("writer", () =>
        {
            tree.SetTag(4096, 0);
            tree.ClearTag(64, 0);
        });
        world.Thread("taker", () =>
        {
            RadixTreeSnapshot<long> snapshot = tree.Snapshot();
            bool first = snapshot.GetTag(64, 0), second = snapshot.GetTag(4096, 0);
            Check.That(first || second, "4096 was tagged before 64 was not");
            Check.Equal((first ? 1L : 0) + (second ? 1 : 0), snapshot.CountTagged(0), "S1: tags of the snapshot, by a scan and one by one");
            Check.That(snapshot.GetTag(64, 0) == first && snapshot.GetTag(4096, 0) == second, "S1: a tag of the snapshot changed");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Reads the snapshot twice while the writer goes on.</summary>
    private static void CheckStandsStill(RadixTreeSnapshot<long> snapshot)
    {
        List<KeyValuePair<ulong, long>> first = Entries(snapshot), second = Entries(snapshot);
        Check.Equal(snapshot.Count, first.Count, "entries of the snapshot, against its count");
        Check.Equal(first.Count, second.Count, "S1: entries of the snapshot, once and again");
        for (int i = 0; i < first.Count; i++) Check.Equal(first[i], second[i], "S1: an entry of the snapshot changed");
    }

    private static List<KeyValuePair<ulong, long>> Entries(RadixTreeSnapshot<long> snapshot)
    {
        var entries = new List<KeyValuePair<ulong, long>>();
        foreach (KeyValuePair<ulong, long> entry in snapshot) entries.Add(entry);
        return entries;
    }
}
