using Concurrent;

namespace Exploration.Scenarios;

/// <summary>Look-ups by something that is no key. Neighbours are found by the same code as by key, and explored there.</summary>
/// <remarks>
/// <code>
/// scenario                    mutants it is meant to catch
/// tree-alternate-slow-reader  look-up without a section, or with one that ends early
/// tree-alternate-append       look-up that goes beyond the count
/// tree-alternate-writers      write by an alternate that trusts its look-up
/// </code>
/// </remarks>
internal static class AlternateScenarios
{
    /// <summary>As tree-slow-reader, by alternates.</summary>
    [Scenario("tree-alternate-slow-reader")]
    public static void SlowReader(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        BPlusTree<long, long>.AlternateLookup<int> lookup = ByTens(tree);
        world.Thread("reader", () =>
        {
            CheckFinds(lookup, 2);
            CheckFinds(lookup, 6);
        });
        world.Thread("writer", () =>
        {
            tree.TryRemove(30, out _);
            tree.TryAdd(55, Value.Of(55));
            tree.TryAdd(35, Value.Of(35));
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>An entry is appended in place: who has found it finds it again.</summary>
    [Scenario("tree-alternate-append")]
    public static void Append(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20);
        BPlusTree<long, long>.AlternateLookup<int> lookup = ByTens(tree);
        world.Thread("reader", () =>
        {
            if (!lookup.TryGetValue(3, out long key, out long value)) return;
            Check.Equal(30, key, "key");
            Value.CheckIsOf(30, value);
            Check.That(tree.ContainsKey(30), "what was found is not there any more");
            CheckFinds(lookup, 3);
        });
        world.Thread("writer", () => tree.TryAdd(30, Value.Of(30)));
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Two writers add the same entry by an alternate, a third removes it: as many were added as were removed or are left.</summary>
    [Scenario("tree-alternate-writers")]
    public static void Writers(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 40);
        BPlusTree<long, long>.AlternateLookup<int> lookup = ByTens(tree);
        int added = 0, removed = 0; // one thread runs at a time, and the counters are no part of what is explored
        world.Thread("first", () =>
        {
            if (lookup.TryAdd(2, Value.Of(20))) added++;
        });
        world.Thread("second", () =>
        {
            if (lookup.TryAdd(2, Value.Newer(20))) added++;
        });
        world.Thread("remover", () =>
        {
            if (lookup.TryRemove(2, out _)) removed++;
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal(added - removed, tree.Count - 2, "entries");
        });
    }

    private static BPlusTree<long, long>.AlternateLookup<int> ByTens(BPlusTree<long, long> tree) => tree.GetAlternateLookup<int>(new Tens());

    private static void CheckFinds(BPlusTree<long, long>.AlternateLookup<int> lookup, int tens)
    {
        Check.That(lookup.TryGetValue(tens, out long key, out long value), $"{tens} tens are not there");
        Check.Equal(10 * tens, key, "key");
        Value.CheckIsOf(key, value);
    }

    /// <summary>Finds keys by how many tens they are.</summary>
    private sealed class Tens : IAlternateComparer<int, long>
    {
        public int Compare(int alternate, long key) => (10L * alternate).CompareTo(key);

        public long Create(int alternate) => 10L * alternate;
    }
}
