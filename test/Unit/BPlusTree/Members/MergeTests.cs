using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

public class MergeTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Interleaved_and_neighbouring_trees_merge_whole_and_the_victim_ends_empty(int capacity)
    {
        foreach (var (mine, theirs) in new (int[], int[])[]
        {
            (TreeOf.Keys(50, step: 2), TreeOf.Keys(50, first: 1, step: 2)),
            (TreeOf.Keys(50), TreeOf.Keys(50, first: 50)),
            (TreeOf.Keys(50, first: 50), TreeOf.Keys(50)),
            (TreeOf.Keys(3), TreeOf.Keys(400, first: 10)),
            (TreeOf.Keys(400, first: 10), TreeOf.Keys(3)),
            ([], TreeOf.Keys(70)),
            (TreeOf.Keys(70), []),
            ([], []),
            ([5], [4]),
        })
        {
            var tree = TreeOf.Tens(capacity, null, mine);
            var victim = TreeOf.Tens(capacity, null, theirs);
            tree.MergeFrom(victim);
            TreeAssert.HoldsTens(tree, mine.Concat(theirs));
            TreeAssert.HoldsTens(victim);
            Assert.True(victim.TryAdd(1, 10));
            TreeAssert.HoldsTens(victim, 1);
            Assert.True(tree.TryAdd(-1, -10));
            TreeAssert.HoldsTens(tree, [-1, .. mine, .. theirs]);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void One_common_key_anywhere_refuses_the_merge_and_changes_neither_tree(int capacity)
    {
        int[] mine = TreeOf.Keys(60, step: 2);
        foreach (int common in mine)
        {
            var tree = TreeOf.Tens(capacity, null, mine);
            int[] theirs = [.. TreeOf.Keys(60, first: 1, step: 2), common];
            var victim = TreeOf.Tens(capacity, null, theirs);
            Assert.Throws<ArgumentException>(() => tree.MergeFrom(victim));
            TreeAssert.HoldsTens(tree, mine);
            TreeAssert.HoldsTens(victim, theirs);
            Assert.True(victim.Remove(common));
            tree.MergeFrom(victim);
            TreeAssert.HoldsTens(tree, TreeOf.Keys(120));
        }
    }

    [Fact]
    public void A_tree_does_not_merge_with_itself()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        Assert.Throws<ArgumentException>(() => tree.MergeFrom(tree));
        var empty = TreeOf.Empty<int, int>();
        Assert.Throws<ArgumentException>(() => empty.MergeFrom(empty));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(10));
    }

    [Fact]
    public void Merged_trees_change_independently_afterwards()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        var victim = TreeOf.Tens(TreeOf.Keys(50, first: 50));
        tree.MergeFrom(victim);
        for (int key = 0; key < 100; key++) Assert.True(victim.TryAdd(key, key * 10));
        for (int key = 0; key < 100; key++) tree[key] = -1;
        for (int key = 0; key < 100; key += 2) tree.Remove(key);
        TreeAssert.HoldsTens(victim, TreeOf.Keys(100));
        tree.CheckInvariants();
        Assert.Equal(50, tree.Count);
    }

    [Fact]
    public void Snapshots_of_both_trees_keep_their_moment()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        var victim = TreeOf.Tens(TreeOf.Keys(50, first: 50));
        var ofTree = tree.Snapshot();
        var ofVictim = victim.Snapshot();
        tree.MergeFrom(victim);
        for (int key = 0; key < 100; key++) tree[key] = -1;
        Assert.Equal(TreeOf.Keys(50).Select(key => KeyValuePair.Create(key, key * 10)), ofTree);
        Assert.Equal(TreeOf.Keys(50, first: 50).Select(key => KeyValuePair.Create(key, key * 10)), ofVictim);
    }

    [Fact]
    public void Trees_of_different_domains_and_capacities_merge()
    {
        using var mine = new RcuDomain();
        using var theirs = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(4, domain: mine);
        var victim = TreeOf.Empty<int, int>(TreeOf.FullCapacity, domain: theirs);
        for (int key = 0; key < 200; key++) (key % 3 == 0 ? tree : victim).Add(key, key * 10);
        tree.MergeFrom(victim);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(200));
        for (int round = 0; round < 50; round++)
        {
            for (int key = 0; key < 200; key++) victim[key] = round;
            for (int key = 0; key < 200; key++) tree[key] = key * 10;
            victim.Clear();
        }

        TreeAssert.HoldsTens(tree, TreeOf.Keys(200));
        TreeAssert.HoldsTens(victim);
    }

    [Fact]
    public void A_victim_of_another_order_is_refused_or_sorted_anew_but_loses_nothing()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        var victim = TreeOf.Tens(4, ReverseComparer<int>.Instance, TreeOf.Keys(50, first: 50));
        bool refused = false;
        try
        {
            tree.MergeFrom(victim);
        }
        catch (ArgumentException)
        {
            refused = true;
        }

        TreeAssert.HoldsTens(tree, TreeOf.Keys(refused ? 50 : 100));
        TreeAssert.HoldsTens(victim, refused ? TreeOf.Keys(50, first: 50) : []);
    }

    [Fact]
    public void Crosswise_merges_of_two_threads_do_not_deadlock()
    {
        var left = TreeOf.Empty<int, int>();
        var right = TreeOf.Empty<int, int>();
        for (int key = 0; key < 64; key++) (key % 2 == 0 ? left : right).Add(key, key * 10);
        using var crew = new Crew();
        crew.Add("right into left", () =>
        {
            for (int i = 0; i < 2_000; i++) left.MergeFrom(right);
        });
        crew.Add("left into right", () =>
        {
            for (int i = 0; i < 2_000; i++) right.MergeFrom(left);
        });
        crew.Join();
        left.CheckInvariants();
        right.CheckInvariants();
        Assert.Equal(TreeOf.Keys(64).Select(key => KeyValuePair.Create(key, key * 10)), left.Concat(right).OrderBy(entry => entry.Key));
    }

    [Fact]
    public void Zeros_and_NaNs_of_a_victim_with_its_own_comparer_are_found_under_either_sign()
    {
        foreach (double nan in new[] { double.NaN, -double.NaN, BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0001) })
        {
            var victim = new BPlusTree<double, int>(Comparer<double>.Create((x, y) => x.CompareTo(y))) { { -0.0, 1 }, { nan, 2 }, { 5, 3 } };
            var tree = new BPlusTree<double, int> { { 1, 0 } };
            tree.MergeFrom(victim);
            Assert.Equal((1, 1, 2, 2), (tree[0.0], tree[-0.0], tree[double.NaN], tree[-double.NaN]));
            Assert.False(tree.TryAdd(0.0, 9));
            Assert.False(tree.TryAdd(double.NaN, 9));
            Assert.Equal([double.NaN, 0.0, 1, 5], tree.Select(entry => entry.Key));
            Assert.True(tree.Remove(0.0) && tree.Remove(double.NaN));
            tree.CheckInvariants();
        }
    }

    [Fact]
    public void So_it_is_with_single_precision()
    {
        foreach (float nan in new[] { float.NaN, -float.NaN, BitConverter.UInt32BitsToSingle(0x7FC0_0001) })
        {
            var victim = new BPlusTree<float, int>(Comparer<float>.Create((x, y) => x.CompareTo(y))) { { -0.0f, 1 }, { nan, 2 } };
            var tree = new BPlusTree<float, int> { { 1, 0 } };
            tree.MergeFrom(victim);
            Assert.Equal((1, 1, 2, 2), (tree[0.0f], tree[-0.0f], tree[float.NaN], tree[-float.NaN]));
            tree.CheckInvariants();
        }
    }

    [Fact]
    public void Zeros_that_only_the_victim_tells_apart_are_one_common_key()
    {
        var byBits = Comparer<double>.Create((x, y) => BitConverter.DoubleToInt64Bits(x).CompareTo(BitConverter.DoubleToInt64Bits(y)));
        var both = new BPlusTree<double, int>(byBits) { { -0.0, 1 }, { 0.0, 2 } };
        var negative = new BPlusTree<double, int>(byBits) { { -0.0, 1 } };
        var tree = new BPlusTree<double, int> { { 7, 7 } };
        Assert.Throws<ArgumentException>(() => tree.MergeFrom(both));
        Assert.Equal((1, 2), (tree.Count, both.Count));
        tree.Add(0.0, 5);
        Assert.Throws<ArgumentException>(() => tree.MergeFrom(negative));
        Assert.Equal((2, 1, 5), (tree.Count, negative.Count, tree[0.0]));
        tree.CheckInvariants();
    }
}
