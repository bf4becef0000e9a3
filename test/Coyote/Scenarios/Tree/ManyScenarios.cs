using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Look-ups of many keys at once, counting and paging, while the tree changes.</summary>
/// <remarks>
/// <code>
/// scenario                    mutants it is meant to catch
/// tree-many-split             look-ups outside a section; recycled without grace period
/// tree-many-root-grows        two loads of the root for one group
/// tree-pages                  node published before it is filled
/// tree-copy-range-taken-over  page that trusts the order of leaves of an old path
/// tree-count                  two publishing stores instead of one
/// </code>
/// </remarks>
internal static class ManyScenarios
{
    /// <summary>The leaves that the lanes have arrived at split, and are not recycled before they were read (R1).</summary>
    [Scenario("tree-many-split")]
    public static void Split(World world)
    {
        // 10 20 30 40 | 50 60
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        world.Thread("writer", () =>
        {
            tree.TryAdd(25, Value.Of(25));
            tree.TryRemove(60, out _);
            tree.TryAdd(55, Value.Of(55));
        });
        world.Thread("reader", () => CheckMany(tree, [10, 30, 50], [25, 60]));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The root is loaded once for all lanes: one that is a leaf for some and an inner node for others would be taken for the wrong type.</summary>
    [Scenario("tree-many-root-grows")]
    public static void RootGrows(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40);
        world.Thread("writer", () => tree.TryAdd(50, Value.Of(50)));
        world.Thread("reader", () => CheckMany(tree, [10, 20, 30, 40], [50, 60]));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Pages of two entries, between and in which leaves split and grow together.</summary>
    [Scenario("tree-pages")]
    public static void Pages(World world)
    {
        // 10 20 30 40 | 50 60 | 90
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [70, 80], 10, 20, 30, 40, 50, 60, 70, 80, 90);
        world.Thread("writer", () =>
        {
            tree.TryAdd(25, Value.Of(25));
            tree.TryRemove(60, out _);
        });
        world.Thread("reader", () =>
        {
            var keys = new long[2];
            var values = new long[2];
            KeyRange<long> rest = KeyRange<long>.All;
            var missing = new HashSet<long> { 10, 20, 30, 40, 50, 90 };
            long last = 0;
            while (tree.CopyRange(rest, keys, values, out rest) is > 0 and var count)
            {
                for (int i = 0; i < count; i++) CheckNext(keys[i], values[i], ref last, missing, direction: 1);
            }

            Check.Equal(0, missing.Count, "keys that were in the tree throughout and that the pages missed");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A page comes from 50 downwards. Its leaf is emptied, the left one takes over the range, and a greater key than 50 is appended to it.</summary>
    [Scenario("tree-copy-range-taken-over")]
    public static void RangeTakenOver(World world)
    {
        // 10 20 | 50
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40], 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            tree.TryRemove(50, out _);
            tree.TryAdd(60, Value.Of(60));
        });
        world.Thread("reader", () =>
        {
            var keys = new long[8];
            var values = new long[8];
            var missing = new HashSet<long> { 10, 20 };
            long last = long.MaxValue;
            int count = tree.CopyDescending(KeyRange<long>.All, keys, values, out _);
            for (int i = 0; i < count; i++) CheckNext(keys[i], values[i], ref last, missing, direction: -1);
            Check.Equal(0, missing.Count, "keys that were in the tree throughout and that the page missed");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>What is there throughout is counted once, in one leaf and in several.</summary>
    [Scenario("tree-count")]
    public static void Count(World world)
    {
        // 10 20 30 40 | 50 60 70 80 | 90
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        world.Thread("writer", () =>
        {
            tree.TryAdd(25, Value.Of(25));
            tree.TryRemove(60, out _);
        });
        world.Thread("reader", () =>
        {
            long inner = tree.CountRange(KeyRange<long>.Inclusive(20, 80));
            Check.That(inner is >= 6 and <= 8, $"6 to 8 keys from 20 to 80, not {inner}");
            long one = tree.CountRange(KeyRange<long>.Inclusive(70, 80));
            Check.Equal(2L, one, "keys of one leaf that are there throughout");
        });
        world.Finally(tree.CheckInvariants);
    }

    private static void CheckMany(BPlusTree<long, long> tree, long[] throughout, long[] others)
    {
        long[] keys = [.. throughout, .. others];
        var values = new long[keys.Length];
        var found = new bool[keys.Length];
        int count = tree.GetMany(keys, values, found);
        for (int i = 0; i < keys.Length; i++)
        {
            Check.That(found[i] || i >= throughout.Length, $"the key {keys[i]} is in the tree throughout and was not found");
            if (found[i]) Value.CheckIsOf(keys[i], values[i]);
            if (found[i]) count--;
        }

        Check.Equal(0, count, "keys said to be found, less those marked as found");
    }

    private static void CheckNext(long key, long value, ref long last, HashSet<long> missing, int direction)
    {
        Value.CheckIsOf(key, value);
        Check.That(direction > 0 ? key > last : key < last, $"{key} came after {last}");
        last = key;
        missing.Remove(key);
    }
}
