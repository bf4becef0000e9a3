using Concurrent;
using Exploration.Linearizability;

namespace Exploration.Scenarios;

/// <summary>Single look-ups while the structure around them changes (P1, P2, P4).</summary>
/// <remarks>
/// <code>
/// scenario            mutants it is meant to catch
/// tree-leaf-split     node published before it is filled; two publishing stores instead of one; wrong separator
/// tree-inner-split    the same in inner nodes; parent slot stored before the child is complete
/// tree-root-split     root published before it is complete; level read beside the root
/// tree-merge          two publishing stores (old leaf unlinked before the merged one is linked); merged leaf published before it is filled
/// tree-root-shrink    root shrunk to the wrong child
/// tree-leaf-emptied   range of an emptied leaf that belongs to nobody
/// tree-append         count published before key, and before value; two appends under one count
/// tree-remove-last    removal of a leaf's last entry in place: the next append shows half
/// tree-lookup-history single calls that no order explains
/// </code>
/// </remarks>
internal static class LookupScenarios
{
    /// <summary>A leaf splits under a reader: the keys on both sides are found throughout.</summary>
    [Scenario("tree-leaf-split")]
    public static void LeafSplit(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50, 60);
        world.Thread("writer", () => tree.TryAdd(25, Value.Of(25)));
        world.Thread("reader", () =>
        {
            tree.CheckFinds(10);
            tree.CheckFinds(40);
            bool seen = tree.Finds(25);
            tree.CheckFinds(20);
            Check.That(!seen || tree.Finds(25), "a key that was seen is gone");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A leaf splits whose parent is full: the parent splits too, and the tree gets a new root.</summary>
    [Scenario("tree-inner-split")]
    public static void InnerSplit(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140);
        world.Thread("writer", () => tree.TryAdd(25, Value.Of(25)));
        world.Thread("reader", () =>
        {
            tree.CheckFinds(30);
            tree.CheckFinds(130);
            tree.CheckFinds(60);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The root is a leaf and splits: the tree grows by a level under a reader.</summary>
    [Scenario("tree-root-split")]
    public static void RootSplit(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40);
        world.Thread("writer", () =>
        {
            tree.TryAdd(25, Value.Of(25));
            tree.TryAdd(50, Value.Of(50));
        });
        world.Thread("reader", () =>
        {
            tree.CheckFinds(40);
            tree.CheckFinds(10);
            bool seen = tree.Finds(50);
            Check.That(!seen || (tree.Finds(25) && tree.Finds(50)), "keys that came before one that was seen are missing");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Two leaves become one under a reader; those who stay are found throughout.</summary>
    [Scenario("tree-merge")]
    public static void Merge(World world)
    {
        // 10 20 | 50 60 | 90: without 20 the first two leaves fit into one.
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40, 70, 80], 10, 20, 30, 40, 50, 60, 70, 80, 90);
        world.Thread("writer", () => tree.TryRemove(20, out _));
        world.Thread("reader", () =>
        {
            tree.CheckFinds(10);
            bool gone = !tree.Finds(20);
            tree.CheckFinds(50);
            tree.CheckFinds(60);
            Check.That(!gone || !tree.Finds(20), "a key that was gone is back");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The last two leaves become one, and that is the root now: the tree shrinks by a level under a reader.</summary>
    [Scenario("tree-root-shrink")]
    public static void RootShrink(World world)
    {
        // 10 20 | 50
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40], 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            tree.TryRemove(20, out _);
            tree.TryRemove(10, out _);
        });
        world.Thread("reader", () =>
        {
            tree.CheckFinds(50);
            bool gone = !tree.Finds(10);
            Check.That(!gone || !tree.Finds(20), "20 went before 10");
            tree.CheckFinds(50);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A leaf loses its last entry: its range belongs to a neighbour now, who takes a key of it at once.</summary>
    [Scenario("tree-leaf-emptied")]
    public static void LeafEmptied(World world)
    {
        // 10 20 30 40 | 50 60 70 80 | 90
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        var map = new RecordedMap(tree);
        world.Thread("writer", () =>
        {
            map.TryRemove(90);
            map.TryAdd(85, Value.Of(85));
        });
        world.Thread("reader", () =>
        {
            map.Get(85);
            map.Get(90);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>Entries are appended in place: a reader that counts one finds its key and its value (P1e).</summary>
    [Scenario("tree-append")]
    public static void Append(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10);
        world.Thread("writer", () =>
        {
            tree.TryAdd(20, Value.Of(20));
            tree.TryAdd(30, Value.Of(30));
        });
        world.Thread("reader", () =>
        {
            Check.That(tree.TryGetLast(out long last, out long value), "an empty tree");
            Check.That(last is 10 or 20 or 30, $"the key {last} was never added");
            Value.CheckIsOf(last, value);
            bool seen = tree.Finds(30);
            Check.That(!seen || tree.Finds(20), "20 came before 30");
        });
    }

    /// <summary>The last entry goes and another comes in its place: no reader sees the key of one with the value of the other.</summary>
    [Scenario("tree-remove-last")]
    public static void RemoveLast(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30);
        world.Thread("writer", () =>
        {
            tree.TryRemove(30, out _);
            tree.TryAdd(25, Value.Of(25));
        });
        world.Thread("reader", () =>
        {
            tree.Finds(30);
            tree.Finds(25);
            if (tree.TryGetLast(out long last, out long value)) Value.CheckIsOf(last, value);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A key is removed and comes back with another value, next to one that splits the leaf: every look-up has its place in one order.</summary>
    [Scenario("tree-lookup-history")]
    public static void LookupHistory(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20, 30, 40));
        world.Thread("writer", () =>
        {
            map.TryRemove(20);
            map.TryAdd(25, Value.Of(25));
            map.TryAdd(20, Value.Newer(20));
        });
        world.Thread("reader", () =>
        {
            map.Get(20);
            map.Get(25);
            map.Get(20);
        });
        world.Finally(map.CheckLinearizable);
    }
}
