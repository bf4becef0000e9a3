using Concurrent;
using Concurrent.Rcu;
using Exploration.Linearizability;

namespace Exploration.Scenarios;

/// <summary>Writers among themselves, and nodes that come back to them (W1, P3, R2).</summary>
/// <remarks>
/// <code>
/// scenario              mutants it is meant to catch
/// tree-two-writers      lock released before publish; lock that lets two in
/// tree-writers-history  the same, with removals and splits
/// tree-slow-reader      recycled without grace period; section that ends early or begins late; every mutant of the epochs that frees too early
/// tree-slow-reader-inner  the same for inner nodes
/// tree-idle-tick        the reclaimer at work on a tree without its lock
/// </code>
/// </remarks>
internal static class WriterScenarios
{
    /// <summary>Two writers in one leaf: both keys are there in the end.</summary>
    [Scenario("tree-two-writers")]
    public static void TwoWriters(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 40);
        world.Thread("first", () => tree.TryAdd(20, Value.Of(20)));
        world.Thread("second", () => tree.TryAdd(30, Value.Of(30)));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(4, tree.Count, "entries");
            tree.CheckFinds(20);
            tree.CheckFinds(30);
        });
    }

    /// <summary>Two writers split and merge in the same place; one order explains what each was told.</summary>
    [Scenario("tree-writers-history")]
    public static void History(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20, 30, 40));
        world.Thread("first", () =>
        {
            map.TryAdd(25, 1);
            map.TryRemove(20);
        });
        world.Thread("second", () =>
        {
            map.TryAdd(25, 2);
            map.TryRemove(25);
            map.TryAdd(20, 3);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>A reader is slow, the writer is not: leaves it has replaced come back as other leaves, but not the one the reader is in.</summary>
    [Scenario("tree-slow-reader")]
    public static void SlowReader(World world)
    {
        // 10 20 30 40 | 50 60: the leaf of 20 is replaced, then the one of 60, by the node that the first was if it has come back.
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        world.Thread("reader", () =>
        {
            tree.CheckFinds(20);
            tree.CheckFinds(60);
        });
        world.Thread("writer", () =>
        {
            tree.TryRemove(30, out _);
            tree.TryAdd(55, Value.Of(55));
            tree.TryAdd(35, Value.Of(35));
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The same for inner nodes: a parent is replaced by each split and comes back as another one.</summary>
    [Scenario("tree-slow-reader-inner")]
    public static void SlowReaderInner(World world)
    {
        // 10 20 30 40 | 50 60 70 80: both split, so the parent is copied twice.
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60, 70, 80);
        world.Thread("reader", () =>
        {
            tree.CheckFinds(20);
            tree.CheckFinds(80);
        });
        world.Thread("writer", () =>
        {
            tree.TryAdd(15, Value.Of(15));
            tree.TryAdd(65, Value.Of(65));
            tree.TryRemove(10, out _);
            tree.TryRemove(15, out _);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The reclaimer seals the bag of a tree that looks idle while its writer begins again.</summary>
    [Scenario("tree-idle-tick")]
    public static void IdleTick(World world)
    {
        RcuDomain domain = Given.Domain(world);
        BPlusTree<long, long> tree = SmallTree.Recycling(domain, bagSize: 2, out BPlusTreePool<long, long> pool, 10, 20, 30);
        world.Thread("writer", () =>
        {
            tree.TryAdd(15, Value.Of(15));
            var spinner = new SpinWait();
            while (pool.PooledNodes == 0) spinner.SpinOnce();
            tree.TryRemove(15, out _);
            tree.TryAdd(25, Value.Of(25));
        });
        world.Thread("reader", () => tree.CheckFinds(20));
        world.Finally(tree.CheckInvariants);
    }
}
