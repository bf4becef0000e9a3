using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

public class RemoveRangeTests
{
    public static TheoryData<int, int> Sizes => new() { { 4, 1 }, { 4, 5 }, { 4, 23 }, { 4, 90 }, { 5, 60 }, { 8, 90 }, { TreeOf.FullCapacity, 33 }, { TreeOf.FullCapacity, 120 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_stretch_of_entries_can_be_removed_and_the_rest_stays(int capacity, int count)
    {
        int step = Math.Max(1, count / 30);
        for (int from = 0; from <= count; from += step)
        {
            for (int to = from; to <= count; to += step)
            {
                var tree = TreeOf.Tens(capacity, null, TreeOf.Shuffled(TreeOf.Keys(count), from));
                Assert.Equal(to - from, tree.RemoveRange(KeyRange<int>.HalfOpen(from, to)));
                TreeAssert.HoldsTens(tree, TreeOf.Keys(count).Where(key => key < from || key >= to));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Stretch_after_stretch_leaves_a_tree_that_goes_on_working(int capacity)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var tree = TreeOf.Empty<int, int>(capacity);
            var model = new SortedDictionary<int, int>();
            for (int round = 0; round < 40; round++)
            {
                int start = random.Next(2_000), length = random.Next(round % 4 == 0 ? 1_500 : 60);
                foreach (int key in TreeOf.Shuffled(TreeOf.Keys(length / 2, start), seed)) tree[key] = model[key] = round;
                start = random.Next(2_000);
                int[] leaving = [.. model.Keys.Where(key => key > start && key <= start + length)];
                foreach (int key in leaving) model.Remove(key);
                Assert.Equal(leaving.Length, tree.RemoveRange(KeyRange<int>.Between(start, false, start + length, true)));
                tree.CheckInvariants();
            }

            TreeAssert.Matches(tree, model);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Open_ends_take_everything_to_that_side(int capacity)
    {
        int[] keys = TreeOf.Keys(200);
        BPlusTree<int, int> Tree() => TreeOf.Tens(capacity, null, keys);
        var (all, least, above, most, below) = (Tree(), Tree(), Tree(), Tree(), Tree());
        Assert.Equal(200, all.RemoveRange(KeyRange<int>.All));
        Assert.Equal(50, least.RemoveRange(KeyRange<int>.AtLeast(150)));
        Assert.Equal(49, above.RemoveRange(KeyRange<int>.GreaterThan(150)));
        Assert.Equal(151, most.RemoveRange(KeyRange<int>.AtMost(150)));
        Assert.Equal(150, below.RemoveRange(KeyRange<int>.LessThan(150)));
        TreeAssert.HoldsTens(all);
        TreeAssert.HoldsTens(least, TreeOf.Keys(150));
        TreeAssert.HoldsTens(above, TreeOf.Keys(151));
        TreeAssert.HoldsTens(most, TreeOf.Keys(49, first: 151));
        TreeAssert.HoldsTens(below, TreeOf.Keys(50, first: 150));
        foreach (var tree in new[] { all, least, above, most, below })
        {
            tree.Load([]);
            foreach (int key in keys) Assert.True(tree.TryAdd(key, key * 10));
            TreeAssert.HoldsTens(tree, keys);
        }
    }

    [Fact]
    public void A_range_without_entries_changes_nothing_and_makes_no_node()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(4, domain: domain);
        foreach (int key in TreeOf.Keys(50, step: 10)) tree.Add(key, key * 10);
        long made = domain.GetStatistics().AllocatedNodes;
        Assert.Equal(0, tree.RemoveRange(KeyRange<int>.Inclusive(11, 19)));
        Assert.Equal(0, tree.RemoveRange(KeyRange<int>.Between(30, false, 40, false)));
        Assert.Equal(0, tree.RemoveRange(KeyRange<int>.Between(30, false, 30, false)));
        Assert.Equal(0, tree.RemoveRange(KeyRange<int>.HalfOpen(30, 30)));
        Assert.Equal(0, tree.RemoveRange(KeyRange<int>.GreaterThan(490)));
        Assert.Equal(0, tree.RemoveRange(KeyRange<int>.LessThan(0)));
        Assert.Equal(0, TreeOf.Tens().RemoveRange(KeyRange<int>.All));
        Assert.Equal(made, domain.GetStatistics().AllocatedNodes);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(50, step: 10));
    }

    [Fact]
    public void Bounds_the_wrong_way_round_are_refused()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(20));
        var refusal = Assert.Throws<ArgumentException>("range", () => tree.RemoveRange(KeyRange<int>.Inclusive(9, 3)));
        Assert.Contains("[9, 3]", refusal.Message, StringComparison.Ordinal);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(20));
        var reversed = TreeOf.Tens(4, ReverseComparer<int>.Instance, TreeOf.Keys(20));
        Assert.Equal(7, reversed.RemoveRange(KeyRange<int>.Inclusive(9, 3)));
        TreeAssert.HoldsTens(reversed, TreeOf.Keys(20).Where(key => key is < 3 or > 9));
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Snapshots_and_readers_inside_keep_the_range_and_its_nodes_are_not_recycled(int capacity)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(capacity, domain: domain);
        for (int key = 0; key < 2_000; key++) tree.Add(key, Twin.Of(key));
        var snapshot = tree.Snapshot();
        for (int key = 0; key < 2_000; key += 3) tree[key] = Twin.Of(-key);
        using (var reading = tree.EnumerateRange(KeyRange<int>.AtLeast(100)).GetEnumerator())
        {
            Assert.True(reading.MoveNext());
            Assert.Equal(1_800, tree.RemoveRange(KeyRange<int>.HalfOpen(100, 1_900)));
            for (int key = 100; key < 1_900; key++) tree[key] = Twin.Of(7);
            int last = 100;
            while (reading.MoveNext())
            {
                Assert.True(reading.Current.Key > last && reading.Current.Value.IsWhole);
                last = reading.Current.Key;
            }

            Assert.Equal(1_999, last);
        }

        int next = 0;
        foreach (var (key, value) in snapshot)
        {
            Assert.Equal(next, key);
            Assert.Equal(Twin.Of(next++), value);
        }

        Assert.Equal(2_000, next);
        tree.CheckInvariants();
    }

    [Fact]
    public void The_subtrees_between_the_edges_are_not_visited()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(4, domain: domain);
        for (int key = 0; key < 20_000; key++) tree.Add(key, key);
        long made = domain.GetStatistics().AllocatedNodes;
        Assert.Equal(19_000, tree.RemoveRange(KeyRange<int>.HalfOpen(500, 19_500)));
        Assert.InRange(domain.GetStatistics().AllocatedNodes - made, 0, 120); // a few for each of about 10 levels, of more than 6,000
        tree.CheckInvariants();
        Assert.Equal(1_000, tree.Count);
    }

    [Fact]
    public void A_comparer_without_an_order_gets_an_exception_or_an_answer_but_no_damage()
    {
        var random = new Random(5);
        bool confused = false;
        var comparer = Comparer<int>.Create((x, y) => confused ? random.Next(3) - 1 : x.CompareTo(y));
        var tree = TreeOf.Tens(4, comparer, TreeOf.Keys(200));
        for (int i = 0; i < 300; i++)
        {
            confused = true;
            long removed = 0;
            int before = tree.Count;
            try
            {
                removed = tree.RemoveRange(KeyRange<int>.Inclusive(90, 110));
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                removed = 0;
            }

            confused = false;
            Assert.Equal(before - removed, tree.Count);
            tree.CheckInvariants();
            for (int key = 0; key < 200; key++) tree[key] = key * 10;
        }
    }
}
