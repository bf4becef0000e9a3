using System;
using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Operations on the whole tree (R4, P6).</summary>
/// <remarks>
/// <code>
/// scenario             mutants it is meant to catch
/// tree-clear           cleared nodes recycled under a reader; count not reset
/// tree-take-all        taking without the lock: a key is in neither part, or in both
/// tree-merge-visible   victim emptied first; merged root published before it is complete
/// tree-merge-crossed   locks taken in the order of the arguments: deadlock
/// tree-merge-writer    lock of the victim not taken: a key is lost
/// </code>
/// </remarks>
internal static class WholeTreeScenarios
{
    /// <summary>The tree is cleared and filled again under a reader: it finds the old entries or the new ones.</summary>
    [Scenario("tree-clear")]
    public static void Clear(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            tree.Clear();
            tree.TryAdd(60, Value.Of(60));
            tree.TryAdd(20, Value.Newer(20));
        });
        world.Thread("reader", () =>
        {
            bool found = tree.TryGetValue(20, out long value);
            if (found) Value.CheckIsOf(20, value);
            Check.That(!(found && value == Value.Newer(20)) || tree.Finds(60), "60 came before 20 came back");
            if (tree.TryGetLast(out long last, out value)) Value.CheckIsOf(last, value);
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(2, tree.Count, "entries");
        });
    }

    /// <summary>Somebody adds while all is taken: each key is in what was taken or still in the tree, and in one of them only.</summary>
    [Scenario("tree-take-all")]
    public static void TakeAll(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20);
        BPlusTreeSnapshot<long, long>? taken = null;
        world.Thread("taker", () => taken = tree.TakeAll());
        world.Thread("writer", () =>
        {
            tree.TryAdd(30, Value.Of(30));
            tree.TryAdd(15, Value.Of(15));
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            var keys = new List<long>();
            foreach ((long key, _) in taken!) keys.Add(key);
            Check.Equal(keys.Count, taken.Count, "entries taken, against their count");
            foreach ((long key, _) in tree) keys.Add(key);
            keys.Sort();
            Check.Equal("10 15 20 30", string.Join(' ', keys), "keys of both");
        });
    }

    /// <summary>Entries move from one tree to the other. Who no longer finds a key in the one finds it in the other.</summary>
    [Scenario("tree-merge-visible")]
    public static void MergeVisible(World world)
    {
        RcuDomain domain = Given.Domain(world);
        BPlusTree<long, long> target = SmallTree.Recycling(domain, bagSize: 1, out _, 10, 30, 50);
        BPlusTree<long, long> victim = SmallTree.Recycling(domain, bagSize: 1, out _, 20, 40);
        world.Thread("merger", () => target.MergeFrom(victim));
        world.Thread("reader", () =>
        {
            bool still = victim.Finds(40);
            Check.That(still || target.Finds(40), "a key on its way from one tree to the other is in neither");
            target.CheckFinds(50);
        });
        world.Finally(() =>
        {
            target.CheckInvariants();
            victim.CheckInvariants();
            Check.Equal(5, target.Count, "entries");
            Check.Equal(0, victim.Count, "entries of the victim");
        });
    }

    /// <summary>Two trees are merged into each other at once: nobody waits for ever, and everything is in one of them.</summary>
    [Scenario("tree-merge-crossed")]
    public static void MergeCrossed(World world)
    {
        BPlusTree<long, long> left = SmallTree.Of(world, 10, 30);
        BPlusTree<long, long> right = SmallTree.Of(world, 20, 40);
        world.Thread("leftwards", () => left.MergeFrom(right));
        world.Thread("rightwards", () => right.MergeFrom(left));
        world.Finally(() =>
        {
            left.CheckInvariants();
            right.CheckInvariants();
            Check.Equal(4, left.Count + right.Count, "entries of both");
            Check.Equal(0, Math.Min(left.Count, right.Count), "entries of the one merged last");
        });
    }

    /// <summary>Somebody writes to the victim: the key moves along or stays, but is not lost.</summary>
    [Scenario("tree-merge-writer")]
    public static void MergeWriter(World world)
    {
        BPlusTree<long, long> target = SmallTree.Of(world, 10, 30);
        BPlusTree<long, long> victim = SmallTree.Of(world, 20, 40);
        world.Thread("merger", () => target.MergeFrom(victim));
        world.Thread("writer", () =>
        {
            victim.TryAdd(25, Value.Of(25));
            victim.TryAdd(50, Value.Of(50));
        });
        world.Finally(() =>
        {
            target.CheckInvariants();
            victim.CheckInvariants();
            foreach (long key in (ReadOnlySpan<long>)[20, 25, 40, 50]) Check.That(target.Finds(key) != victim.Finds(key), $"the key {key} is in none of the trees or in both");
        });
    }
}
