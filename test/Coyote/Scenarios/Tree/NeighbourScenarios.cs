using Concurrent;
using Exploration.Linearizability;

namespace Exploration.Scenarios;

/// <summary>Reads that rest on two leaves, or on the end of one, while both change (P7). Each is a single call and has its place in one order.</summary>
/// <remarks>
/// <code>
/// scenario                  mutants it is meant to catch
/// tree-floor-two-leaves     floor without re-validation
/// tree-floor-copied-parent  re-validation up to the common ancestor only
/// tree-floor-last-entry     re-validation without the count
/// tree-ceiling-append       re-validation without the count
/// tree-ceiling-nothing      "nothing above" answered without re-validation
/// tree-last-append          last without re-validation; append that publishes count first
/// tree-last-split           last without re-validation across a split
/// tree-first-and-last       ends that no order explains
/// </code>
/// </remarks>
internal static class NeighbourScenarios
{
    /// <summary>The floor of 45 is looked for in the right leaf, then in the left one. In between a better one comes on the right, and then the old one goes on the left.</summary>
    [Scenario("tree-floor-two-leaves")]
    public static void FloorTwoLeaves(World world)
    {
        // 10 20 30 | 50 60: 45 belongs to the right leaf.
        var map = new RecordedMap(SmallTree.OfBut(world, [40], 10, 20, 30, 40, 50, 60));
        world.Thread("reader", () => map.Floor(45));
        world.Thread("writer", () =>
        {
            map.TryAdd(42, Value.Of(42));
            map.TryRemove(30);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>The same, but first the parent of both leaves is copied: its old slots then stand still for ever, and only a slot above it tells.</summary>
    [Scenario("tree-floor-copied-parent")]
    public static void FloorCopiedParent(World world)
    {
        // 10 20 30 | 50 60 | 90: the split of the last leaf copies the parent, the others are shared by copy and original.
        var map = new RecordedMap(SmallTree.OfBut(world, [40, 70, 80], 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120));
        world.Thread("reader", () => map.Floor(45));
        world.Thread("writer", () =>
        {
            map.TryAdd(95, Value.Of(95));
            map.TryAdd(42, Value.Of(42));
            map.Set(30, Value.Newer(30));
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>The floor is the last entry of its leaf. A greater one is appended, then the value of the old one is overwritten: both in place, no slot changes.</summary>
    [Scenario("tree-floor-last-entry")]
    public static void FloorLastEntry(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20));
        world.Thread("reader", () => map.Floor(45));
        world.Thread("writer", () =>
        {
            map.TryAdd(30, Value.Of(30));
            map.Set(20, Value.Newer(20));
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>The ceiling of 25 is not in the left leaf, so the right one is asked. In between it is appended to the left one, and the right one's first key goes.</summary>
    [Scenario("tree-ceiling-append")]
    public static void CeilingAppend(World world)
    {
        // 10 20 | 50 60 70
        var map = new RecordedMap(SmallTree.OfBut(world, [30, 40], 10, 20, 30, 40, 50, 60, 70));
        world.Thread("reader", () => map.Ceiling(25));
        world.Thread("writer", () =>
        {
            map.TryAdd(30, Value.Of(30));
            map.TryRemove(50);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>There is nothing above 25, until something comes; and then nothing below it is there any more.</summary>
    [Scenario("tree-ceiling-nothing")]
    public static void CeilingNothing(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20));
        world.Thread("reader", () =>
        {
            map.Ceiling(25);
            map.Floor(35);
        });
        world.Thread("writer", () =>
        {
            map.TryAdd(30, Value.Of(30));
            map.TryRemove(20);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>The last entry is read while a later one is appended and the old one is overwritten, all in place.</summary>
    [Scenario("tree-last-append")]
    public static void LastAppend(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20));
        world.Thread("reader", map.Last);
        world.Thread("writer", () =>
        {
            map.TryAdd(30, Value.Of(30));
            map.Set(20, Value.Newer(20));
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>The same across an append that splits: the full leaf stays in the tree, and another one is the last.</summary>
    [Scenario("tree-last-split")]
    public static void LastSplit(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20, 30, 40));
        world.Thread("reader", map.Last);
        world.Thread("writer", () =>
        {
            map.TryAdd(50, Value.Of(50));
            map.Set(40, Value.Newer(40));
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>A window moves up: a key comes at the end, one goes at the beginning. First and last are those of some moment.</summary>
    [Scenario("tree-first-and-last")]
    public static void FirstAndLast(World world)
    {
        var map = new RecordedMap(SmallTree.OfBut(world, [20, 30], 10, 20, 30, 40, 50));
        world.Thread("reader", () =>
        {
            map.First();
            map.Last();
        });
        world.Thread("writer", () =>
        {
            map.TryAdd(60, Value.Of(60));
            map.TryRemove(10);
            map.TryRemove(60);
        });
        world.Finally(map.CheckLinearizable);
    }
}
