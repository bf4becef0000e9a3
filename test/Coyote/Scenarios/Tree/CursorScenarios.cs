using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Cursors while the tree changes: each step is right for some moment of its own.</summary>
/// <remarks>
/// <code>
/// scenario               mutants it is meant to catch
/// tree-cursor-split      step within a leaf that is the tree's no more
/// tree-cursor-crossing   step from leaf to leaf that believes both; without the count
/// tree-cursor-merge      the same; node published before it is filled
/// tree-cursor-turns      cursor outside its section; recycled without grace period
/// </code>
/// </remarks>
internal static class CursorScenarios
{
    /// <summary>The leaf that the cursor stands in splits around a new key. A step that begins after that finds the key (P7).</summary>
    [Scenario("tree-cursor-split")]
    public static void Split(World world)
    {
        // 10 20 30 40 | 50
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        var added = new Flag();
        world.Thread("writer", () =>
        {
            tree.TryAdd(25, Value.Of(25));
            added.Raise();
        });
        world.Thread("reader", () =>
        {
            using EntryCursor<long, long> cursor = tree.GetCursor();
            Check.That(cursor.Seek(20) && cursor.Key == 20, "the key 20 is in the tree throughout");
            bool before = added.IsUp;
            Check.That(cursor.MoveNext(), "there are keys above 20 throughout");
            Check.That(cursor.Key == 25 || (cursor.Key == 30 && !before), $"P7: from 20 to {cursor.Key}, with 25 in the tree: {before}");
            Value.CheckIsOf(cursor.Key, cursor.Value);
            before = added.IsUp;
            Check.That(cursor.SeekFloor(30) && cursor.Key == 30, "the key 30 is in the tree throughout");
            before |= added.IsUp;
            Check.That(cursor.MovePrevious(), "there are keys below 30 throughout");
            Check.That(cursor.Key == 25 || (cursor.Key == 20 && !before), $"P7: from 30 back to {cursor.Key}, with 25 in the tree: {before}");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>The cursor goes from one leaf to the next while a key is appended to the first and then one taken from the second: it must not see only the second change (P7).</summary>
    [Scenario("tree-cursor-crossing")]
    public static void Crossing(World world)
    {
        // 10 20 | 50 60 70 80 | 90
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40], 10, 20, 30, 40, 50, 60, 70, 80, 90);
        world.Thread("writer", () =>
        {
            tree.TryAdd(30, Value.Of(30));
            tree.TryRemove(50, out _);
        });
        world.Thread("reader", () =>
        {
            using EntryCursor<long, long> cursor = tree.GetCursor();
            Check.That(cursor.Seek(20) && cursor.Key == 20, "the key 20 is in the tree throughout");
            Check.That(cursor.MoveNext() && cursor.Key is 30 or 50, $"P7: from 20 to {(cursor.IsValid ? cursor.Key : -1)}; until 50 went, 30 had come");
            Value.CheckIsOf(cursor.Key, cursor.Value);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Leaves grow together in front of the cursor and behind it; it turns round on the way.</summary>
    [Scenario("tree-cursor-merge")]
    public static void Merge(World world)
    {
        // 10 20 | 50 60 | 90 100
        BPlusTree<long, long> tree = SmallTree.OfBut(world, [30, 40, 70, 80], 10, 20, 30, 40, 50, 60, 70, 80, 90, 100);
        world.Thread("writer", () =>
        {
            tree.TryRemove(20, out _);
            tree.TryRemove(100, out _);
        });
        world.Thread("reader", () =>
        {
            using EntryCursor<long, long> cursor = tree.GetCursor();
            Check.That(cursor.Seek(30) && cursor.Key == 50, "the first key above 30 is 50 throughout");
            Check.That(cursor.MovePrevious() && cursor.Key is 10 or 20, "below 50 come 20, for a while, and 10");
            if (cursor.Key == 10) Check.That(cursor.MoveNext() && cursor.Key == 50, "20 had gone, and 50 comes next");
            else Check.That(cursor.MoveNext() && cursor.Key == 50, "above 20 comes 50, whether 20 is there or not");
            Check.That(cursor.MoveNext() && cursor.Key == 60 && cursor.MoveNext() && cursor.Key == 90, "above 50 come 60 and 90 throughout");
            Value.CheckIsOf(90, cursor.Value);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>One section covers all steps: the leaves beside the cursor are not recycled under it.</summary>
    [Scenario("tree-cursor-turns")]
    public static void Turns(World world)
    {
        // 10 20 30 40 | 50 60
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        world.Thread("writer", () =>
        {
            tree.TryRemove(20, out _);
            tree.TryRemove(60, out _);
            tree.TryAdd(45, Value.Of(45));
        });
        world.Thread("reader", () =>
        {
            using EntryCursor<long, long> cursor = tree.GetCursor();
            Check.That(cursor.Seek(30) && cursor.Key == 30, "the key 30 is in the tree throughout");
            Check.That(cursor.MoveNext() && cursor.Key == 40, "above 30 comes 40 throughout");
            Value.CheckIsOf(40, cursor.Value);
            Check.That(cursor.MovePrevious() && cursor.Key == 30, "below 40 comes 30 throughout");
            Check.That(cursor.MovePrevious() && cursor.Key is 10 or 20, "below 30 come 20, for a while, and 10");
            Value.CheckIsOf(cursor.Key, cursor.Value);
        });
        world.Finally(tree.CheckInvariants);
    }
}
