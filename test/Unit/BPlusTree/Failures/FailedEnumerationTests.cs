using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A comparer that throws once, at every compare an enumeration gets to: who goes on sees each key exactly once, in order.</summary>
public class FailedEnumerationTests
{
    private static readonly Dictionary<string, KeyRange<int>> Ranges = new()
    {
        ["all"] = KeyRange<int>.All,
        ["at least"] = KeyRange<int>.AtLeast(31),
        ["at most"] = KeyRange<int>.AtMost(170),
        ["inside"] = KeyRange<int>.Between(10, false, 150, false),
        ["beyond both ends"] = KeyRange<int>.Inclusive(-5, 5_000),
    };

    public static TheoryData<string, bool, int> Everything
    {
        get
        {
            var every = new TheoryData<string, bool, int>();
            foreach (string range in Ranges.Keys)
            {
                foreach (bool descending in new[] { false, true })
                {
                    every.Add(range, descending, 4);
                    every.Add(range, descending, TreeOf.FullCapacity);
                }
            }

            return every;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_loop_that_goes_on_after_the_comparer_has_thrown_misses_nothing(string range, bool descending, int capacity)
        => AtEveryCompare(range, descending, capacity, static (wanted, seen) =>
        {
            var entries = wanted.GetEnumerator();
            bool thrown = false;
            while (true)
            {
                try
                {
                    while (entries.MoveNext()) seen.Add(entries.Current.Key);
                    break;
                }
                catch (PlantedException)
                {
                    Assert.False(thrown);
                    thrown = true;
                }
            }

            entries.Dispose();
            return thrown;
        });

    [Theory]
    [MemberData(nameof(Everything))]
    public void A_paged_enumeration_that_goes_on_after_the_comparer_has_thrown_misses_nothing(string range, bool descending, int capacity)
        => AtEveryCompare(range, descending, capacity, static (wanted, seen) => Continue(wanted, seen));

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void So_it_is_with_the_tree_itself_and_with_a_snapshot(int capacity)
    {
        var comparer = new FailingComparer();
        var tree = Filled(capacity, comparer);
        AtEveryCompare(comparer, seen => Continue(tree, seen));
        var snapshot = tree.Snapshot();
        AtEveryCompare(comparer, seen => Continue(snapshot, seen));
        AtEveryCompare(comparer, seen => Continue(snapshot.EnumerateDescending(), seen));
    }

    private static bool Continue(IEnumerable<KeyValuePair<int, int>> source, List<int> seen)
    {
        using var entries = source.GetEnumerator();
        bool thrown = false;
        while (true)
        {
            try
            {
                while (entries.MoveNext()) seen.Add(entries.Current.Key);
                return thrown;
            }
            catch (PlantedException)
            {
                Assert.False(thrown);
                thrown = true;
            }
        }
    }

    private static BPlusTree<int, int> Filled(int capacity, IComparer<int> comparer)
    {
        var tree = TreeOf.Empty<int, int>(capacity, comparer);
        foreach (int key in TreeOf.Keys(200)) tree.Add(key, key * 10);
        return tree;
    }

    private static void AtEveryCompare(string range, bool descending, int capacity, Func<EntryRange<int, int>, List<int>, bool> enumerate)
    {
        var comparer = new FailingComparer();
        var tree = Filled(capacity, comparer);
        EntryRange<int, int> wanted = descending ? tree.EnumerateDescending(Ranges[range]) : tree.EnumerateRange(Ranges[range]);
        AtEveryCompare(comparer, seen => enumerate(wanted, seen));
        Assert.False(tree.Domain.IsInReadSection);
    }

    private static void AtEveryCompare(FailingComparer comparer, Func<List<int>, bool> enumerate)
    {
        var expected = new List<int>();
        Assert.False(enumerate(expected));
        Assert.InRange(expected.Count, 100, 200);
        for (int compare = 1; ; compare++)
        {
            Assert.True(compare < 100_000, "never succeeds");
            comparer.ArmAt(compare);
            var seen = new List<int>();
            bool thrown = enumerate(seen);
            comparer.Disarm();
            if (!expected.SequenceEqual(seen)) Assert.Fail($"thrown at compare {compare}: saw {string.Join(' ', seen)}");
            if (thrown) continue;
            Assert.True(compare > 1, "never asked the comparer");
            return;
        }
    }
}
