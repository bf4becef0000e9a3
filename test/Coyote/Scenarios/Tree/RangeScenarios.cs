using System.Collections.Generic;
using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Enumeration while the tree changes: ascending or descending, nothing twice, and whatever is there throughout is seen.</summary>
/// <remarks>
/// <code>
/// scenario                    mutants it is meant to catch
/// tree-scan-split             node published before it is filled; two publishing stores instead of one
/// tree-scan-split-descending  the same
/// tree-scan-merge             the same; enumeration that leaves its section early (with recycling: tree-scan-recycled)
/// tree-scan-merge-descending  the same
/// tree-scan-range-taken-over  enumerator that trusts the order of leaves of an old path
/// tree-two-scans              end of one enumeration taken for the end of both
/// tree-scan-recycled          enumeration outside its section; recycled without grace period
/// </code>
/// </remarks>
internal static class RangeScenarios
{
    /// <summary>Leaves split in front of the scan and behind it.</summary>
    [Scenario("tree-scan-split")]
    public static void Split(World world) => ScanAgainstSplits(world, descending: false);

    /// <inheritdoc cref="Split"/>
    [Scenario("tree-scan-split-descending")]
    public static void SplitDescending(World world) => ScanAgainstSplits(world, descending: true);

    private static void ScanAgainstSplits(World world, bool descending)
    {
        // 10 20 30 40 | 50 60 70 80 | 90
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        world.Thread("writer", () =>
        {
            tree.TryAdd(65, Value.Of(65));
            tree.TryAdd(25, Value.Of(25));
        });
        world.Thread("scanner", () => CheckScan(tree, descending, 10, 20, 30, 40, 50, 60, 70, 80, 90));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Leaves grow together in front of the scan and behind it.</summary>
    [Scenario("tree-scan-merge")]
    public static void Merge(World world) => ScanAgainstMerges(world, descending: false);

    /// <inheritdoc cref="Merge"/>
    [Scenario("tree-scan-merge-descending")]
    public static void MergeDescending(World world) => ScanAgainstMerges(world, descending: true);

    private static void ScanAgainstMerges(World world, bool descending)
    {
        // 10 20 | 50 60 | 90 100
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40, 70, 80], 10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
        world.Thread("writer", () =>
        {
            tree.TryRemove(20, out _);
            tree.TryRemove(100, out _);
        });
        world.Thread("scanner", () => CheckScan(tree, descending, 10, 50, 60, 90));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The scan comes from 50 downwards. Its leaf is emptied, the left one takes over the range, and a greater key than 50 is appended to it.</summary>
    [Scenario("tree-scan-range-taken-over")]
    public static void RangeTakenOver(World world)
    {
        // 10 20 | 50
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40], 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            tree.TryRemove(50, out _);
            tree.TryAdd(60, Value.Of(60));
        });
        world.Thread("scanner", () => CheckScan(tree, descending: true, 10, 20));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One section covers the whole scan: the leaves ahead of it are not recycled under it.</summary>
    [Scenario("tree-scan-recycled")]
    public static void Recycled(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        world.Thread("writer", () =>
        {
            tree.TryRemove(20, out _);
            tree.TryRemove(60, out _);
            tree.TryAdd(45, Value.Of(45));
        });
        world.Thread("scanner", () => CheckScan(tree, descending: false, 10, 30, 40, 50));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A thread enumerates twice at once; the enumeration that began first is given up first, and the other one goes on in its section.</summary>
    [Scenario("tree-two-scans")]
    public static void TwoScans(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        world.Thread("writer", () =>
        {
            tree.TryRemove(20, out _);
            tree.TryRemove(60, out _);
            tree.TryAdd(45, Value.Of(45));
        });
        world.Thread("scanner", () =>
        {
            EntryEnumerator<long, long> first = tree.GetEnumerator();
            Check.That(first.MoveNext(), "an empty tree");
            EntryEnumerator<long, long> second = tree.GetEnumerator();
            Check.That(second.MoveNext() && second.Current.Key == 10, "the first key is in the tree throughout");
            first.Dispose();
            int seen = 1;
            while (second.MoveNext())
            {
                Value.CheckIsOf(second.Current.Key, second.Current.Value);
                if (second.Current.Key is 30 or 40 or 50) seen++;
            }

            second.Dispose();
            Check.Equal(4, seen, "keys that are in the tree throughout");
        });
        world.Finally(tree.CheckInvariants);
    }

    private static void CheckScan(BPlusTree<long, long> tree, bool descending, params long[] throughout)
    {
        var missing = new HashSet<long>(throughout);
        long? last = null;
        foreach ((long key, long value) in descending ? tree.EnumerateDescending() : tree.EnumerateRange(KeyRange<long>.All))
        {
            Value.CheckIsOf(key, value);
            if (last is { } before) Check.That(descending ? key < before : key > before, $"{key} came after {before}");
            last = key;
            missing.Remove(key);
        }

        Check.Equal(0, missing.Count, "keys that were in the tree throughout and that the scan missed");
    }
}
