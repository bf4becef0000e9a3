using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Comparers of alternates that throw, lie or call back, and writes through an alternate look-up where no write may be.</summary>
public class AlternateFailureTests
{
    private static readonly Dictionary<string, Action<BPlusTree<int, int>.AlternateLookup<string>>> Writes = new()
    {
        ["set absent"] = lookup => lookup["51"] = 510,
        ["set present"] = lookup => lookup["50"] = 501,
        ["TryAdd absent"] = lookup => lookup.TryAdd("51", 510),
        ["TryAdd present"] = lookup => lookup.TryAdd("50", 510),
        ["TryUpdate absent"] = lookup => lookup.TryUpdate("51", 510),
        ["TryUpdate present"] = lookup => lookup.TryUpdate("50", 501),
        ["TryRemove absent"] = lookup => lookup.TryRemove("51", out _),
        ["TryRemove present"] = lookup => lookup.TryRemove("50", out _),
        ["Remove"] = lookup => lookup.Remove("50"),
    };

    private static readonly Dictionary<string, Action<BPlusTree<int, int>.AlternateLookup<string>>> Reads = new()
    {
        ["TryGetValue"] = lookup => lookup.TryGetValue("50", out _),
        ["ContainsKey"] = lookup => lookup.ContainsKey("50"),
        ["TryGetFloor"] = lookup => lookup.TryGetFloor("51", out _, out _),
        ["TryGetCeiling"] = lookup => lookup.TryGetCeiling("51", out _, out _),
        ["TryGetLower"] = lookup => lookup.TryGetLower("50", out _, out _),
        ["TryGetHigher"] = lookup => lookup.TryGetHigher("50", out _, out _),
    };

    /// <summary>Writes of the tree's dictionary interfaces, for a comparer to call.</summary>
    private static readonly Dictionary<string, Action<BPlusTree<int, int>>> InterfaceWrites = new()
    {
        ["ICollection.Add"] = tree => ((ICollection<KeyValuePair<int, int>>)tree).Add(new(1000, 0)),
        ["ICollection.Remove"] = tree => ((ICollection<KeyValuePair<int, int>>)tree).Remove(new(10, 100)),
        ["ICollection.Clear"] = tree => ((ICollection<KeyValuePair<int, int>>)tree).Clear(),
        ["IDictionary.Add"] = tree => ((IDictionary<int, int>)tree).Add(1000, 0),
        ["IDictionary.set"] = tree => ((IDictionary<int, int>)tree)[1000] = 0,
        ["IDictionary.Remove"] = tree => ((IDictionary<int, int>)tree).Remove(1000),
    };

    public static TheoryData<string> EveryWrite => [.. Writes.Keys];

    public static TheoryData<string> EveryRead => [.. Reads.Keys];

    public static TheoryData<string> EveryCall => [.. Writes.Keys, .. Reads.Keys];

    public static TheoryData<string> EveryInterfaceWrite => [.. InterfaceWrites.Keys];

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void A_write_inside_a_batch_is_refused_whether_or_not_there_is_something_to_do(string write)
        => Crew.OnAnotherThread(() =>
        {
            var tree = Tens(null);
            var lookup = tree.GetAlternateLookup<string>(new DigitsComparer());
            using (var batch = tree.BeginBatch())
            {
                Assert.Throws<InvalidOperationException>(() => Writes[write](lookup));
                batch.TryAdd(51, 510);
                batch.Commit();
            }

            TreeAssert.HoldsTens(tree, [.. TreeOf.Keys(60, step: 2), 51]);
        });

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void A_key_comparer_that_writes_through_a_lookup_under_the_lock_gets_an_exception(string write)
        => RefusedUnderTheLock(tree => Writes[write](tree.GetAlternateLookup<string>(new DigitsComparer())));

    [Theory]
    [MemberData(nameof(EveryInterfaceWrite))]
    public void A_key_comparer_that_writes_through_an_interface_under_the_lock_gets_an_exception(string write) => RefusedUnderTheLock(InterfaceWrites[write]);

    [Theory]
    [MemberData(nameof(EveryCall))]
    public void A_comparer_of_alternates_that_throws_leaves_the_tree_as_it_was_and_no_section_open(string call)
    {
        using var domain = new RcuDomain();
        var tree = Tens(null, domain);
        var digits = new DigitsComparer { Call = () => throw new PlantedException() };
        var lookup = tree.GetAlternateLookup<string>(digits);
        Assert.Throws<PlantedException>(() => (Writes.TryGetValue(call, out var write) ? write : Reads[call])(lookup));
        Assert.Equal(0, digits.Created);
        domain.Synchronize(); // would throw inside a section
        TreeAssert.HoldsTens(tree, TreeOf.Keys(60, step: 2));
    }

    [Theory]
    [MemberData(nameof(EveryCall))]
    public void A_comparer_of_alternates_runs_outside_the_lock_and_may_write(string call)
        => Crew.OnAnotherThread(() =>
        {
            var tree = Tens(null);
            int written = 0;
            var digits = new DigitsComparer { Call = () => tree[1_000 + written] = written++ };
            (Writes.TryGetValue(call, out var write) ? write : Reads[call])(tree.GetAlternateLookup<string>(digits));
            Assert.True(written > 0);
            Assert.Equal(written, tree.Keys.Count(key => key >= 1_000));
            tree.CheckInvariants();
        });

    [Theory]
    [MemberData(nameof(EveryRead))]
    public void Every_read_of_a_live_tree_compares_inside_a_section_and_of_a_snapshot_outside(string read)
    {
        using var domain = new RcuDomain();
        var tree = Tens(null, domain);
        int compares = 0;
        var digits = new DigitsComparer
        {
            Call = () =>
            {
                compares++;
                Assert.Throws<InvalidOperationException>(domain.Synchronize); // R1
            },
        };
        Reads[read](tree.GetAlternateLookup<string>(digits));
        Assert.True(compares > 2);
        digits.Call = domain.Synchronize;
        var frozen = tree.Snapshot().GetAlternateLookup<string>(digits);
        Assert.Equal(500, frozen["50"]);
        Assert.True(frozen.TryGetFloor("51", out int floor, out _));
        Assert.Equal(50, floor);
    }

    [Fact]
    public void A_key_that_differs_from_what_it_was_made_of_is_not_added()
    {
        var tree = Tens(null);
        var lookup = tree.GetAlternateLookup<string>(new DigitsComparer { Error = 2 });
        Assert.Throws<InvalidOperationException>(() => lookup["51"] = 1);
        Assert.Throws<InvalidOperationException>(() => lookup.TryAdd("51", 1));
        Assert.False(lookup.TryAdd("50", 1));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(60, step: 2));
    }

    private static void RefusedUnderTheLock(Action<BPlusTree<int, int>> call)
        => Crew.OnAnotherThread(() =>
        {
            var comparer = new CallingComparer();
            var tree = Tens(comparer);
            int refused = 0;
            comparer.Call = () =>
            {
                Assert.Throws<InvalidOperationException>(() => call(tree));
                refused++;
            };
            using (var batch = tree.BeginBatch())
            {
                Assert.True(batch.TryAdd(51, 510));
                batch.Commit();
            }

            comparer.Call = null;
            Assert.True(refused > 0, "the comparer was never asked");
            TreeAssert.HoldsTens(tree, [.. TreeOf.Keys(60, step: 2), 51]);
        });

    private static BPlusTree<int, int> Tens(IComparer<int>? comparer, RcuDomain? domain = null)
    {
        var tree = TreeOf.Empty<int, int>(4, comparer, domain);
        foreach (int key in TreeOf.Keys(60, step: 2)) tree.Add(key, key * 10);
        return tree;
    }
}
