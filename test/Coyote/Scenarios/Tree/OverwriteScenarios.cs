using Concurrent;
using Exploration.Linearizability;

namespace Exploration.Scenarios;

/// <summary>One entry and several who change it, in place or by copy, in one step or with user code in between (P1b, W1).</summary>
/// <remarks>
/// <code>
/// scenario                     mutants it is meant to catch
/// tree-overwrite-history       overwrite lost; look-up of a value that was never current
/// tree-wide-overwrite          16-byte value overwritten in place; copy published before it is filled
/// tree-try-update              entry not re-validated under the lock
/// tree-try-update-wide         the same for values that are not stored atomically
/// tree-try-update-recycled     re-validation by the leaf without its stamp: the leaf came back from the pool
/// tree-add-or-update           the same: an addition is lost
/// tree-add-or-update-wide      the same for values that are not stored atomically
/// tree-get-or-add              two threads go home with different values
/// </code>
/// </remarks>
internal static class OverwriteScenarios
{
    /// <summary>A value is overwritten in place, read, compared and exchanged: all in one order.</summary>
    [Scenario("tree-overwrite-history")]
    public static void History(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20));
        world.Thread("writer", () =>
        {
            map.Set(20, 1);
            map.Set(20, 2);
        });
        world.Thread("reader", () =>
        {
            map.Get(20);
            map.TryUpdate(20, 3, comparand: 1);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>A value of 16 bytes is overwritten: no reader ever sees half of it.</summary>
    [Scenario("tree-wide-overwrite")]
    public static void Wide(World world)
    {
        BPlusTree<long, Wide> tree = SmallTree.OfWide(world, recycle: false, 10, 20);
        world.Thread("writer", () =>
        {
            tree[20] = Scenarios.Wide.Of(1);
            tree.TryUpdate(20, Scenarios.Wide.Of(2));
        });
        world.Thread("reader", () =>
        {
            long before = tree[20].Whole();
            long after = tree[20].Whole();
            Check.That(before != 2 || after == 2, "an older value came back");
            Check.That(before != 1 || after is 1 or 2, "an older value came back");
        });
        world.Finally(() => Check.Equal(2, tree[20].Whole(), "the last value"));
    }

    /// <summary>A value is exchanged if it equals another, while somebody overwrites it.</summary>
    [Scenario("tree-try-update")]
    public static void TryUpdate(World world)
    {
        var map = new RecordedMap(SmallTree.Of(world, 10, 20));
        world.Thread("exchanger", () => map.TryUpdate(20, 1, comparand: Value.Of(20)));
        world.Thread("writer", () =>
        {
            map.Set(20, 2);
            map.Get(20);
        });
        world.Finally(map.CheckLinearizable);
    }

    /// <summary>Two threads exchange the same value of 16 bytes: one of them does.</summary>
    [Scenario("tree-try-update-wide")]
    public static void TryUpdateWide(World world) => OneOfTwoExchanges(world, recycle: false);

    /// <summary>The same, with leaves that come back at once: the leaf that was compared may be a leaf of the tree again, with another value.</summary>
    [Scenario("tree-try-update-recycled")]
    public static void TryUpdateRecycled(World world) => OneOfTwoExchanges(world, recycle: true);

    private static void OneOfTwoExchanges(World world, bool recycle)
    {
        BPlusTree<long, Wide> tree = SmallTree.OfWide(world, recycle, 10, 20);
        int won = 0;
        world.Thread("first", () =>
        {
            if (tree.TryUpdate(20, Scenarios.Wide.Of(1), Scenarios.Wide.Of(Value.Of(20)))) won++;
        });
        world.Thread("second", () =>
        {
            if (tree.TryUpdate(20, Scenarios.Wide.Of(2), Scenarios.Wide.Of(Value.Of(20)))) won++;
            tree[10] = Scenarios.Wide.Of(3); // takes the leaf that the exchange replaced
        });
        world.Finally(() => Check.Equal(1, won, "exchanges of the same value that succeeded"));
    }

    /// <summary>Two threads count in one entry, and nobody's addition is lost.</summary>
    [Scenario("tree-add-or-update")]
    public static void AddOrUpdate(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 30);
        for (int i = 0; i < 2; i++) world.Thread($"counter {i}", () => tree.AddOrUpdate(20, 1, static (_, old) => old + 1));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(2, tree[20], "additions");
        });
    }

    /// <summary>The same with a value of 16 bytes, beside a neighbour that copies the leaf.</summary>
    [Scenario("tree-add-or-update-wide")]
    public static void AddOrUpdateWide(World world)
    {
        BPlusTree<long, Wide> tree = SmallTree.OfWide(world, recycle: true, 10, 30);
        for (int i = 0; i < 2; i++)
        {
            world.Thread($"counter {i}", () => tree.AddOrUpdate(20, Scenarios.Wide.Of(1), static (_, old) => Scenarios.Wide.Of(old.Whole() + 1)));
        }

        world.Finally(() => Check.Equal(2, tree[20].Whole(), "additions"));
    }

    /// <summary>Two threads ask for the same absent key: both get the value of one of them, and that is in the tree.</summary>
    [Scenario("tree-get-or-add")]
    public static void GetOrAdd(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 30);
        long[] got = new long[2];
        for (int i = 0; i < 2; i++)
        {
            int me = i;
            world.Thread($"asker {i}", () => got[me] = tree.GetOrAdd(20, static (_, arg) => arg, 100 + me));
        }

        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(got[0], got[1], "what the two were given");
            Check.Equal(got[0], tree[20], "what they were given, and what the tree holds");
        });
    }
}
