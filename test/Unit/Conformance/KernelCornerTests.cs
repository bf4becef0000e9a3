using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>The corners in which lib/btree.c goes wrong, at every size up to several levels, for both widths of key, through every way: section 1.5 of the kernel map.</summary>
public class KernelCornerTests
{
    private const int Most = 150;

    public static TheoryData<int, BTreeWay> Ways => BTreeQuirkTests.Ways;

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_absent_key_0_is_neither_updated_nor_removed(int capacity, BTreeWay way)
    {
        OfAnySize<ulong>(capacity, way, AbsentZero);
        OfAnySize<UInt128>(capacity, way, AbsentZero);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Removing_an_absent_key_makes_not_one_store(int capacity, BTreeWay way)
    {
        OfAnySize<ulong>(capacity, way, static (tree, calls, keys) =>
        {
            var before = Nodes(tree);
            foreach (ulong absent in keys.Select(key => key - 1).Append(keys.LastOrDefault() + 1).Append(ulong.MaxValue))
            {
                Assert.False(calls.Remove(tree, absent, out long value));
                Assert.Equal(0, value);
            }

            Assert.Equal(before, Nodes(tree));
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_walk_down_by_key_ends_below_the_least_key_also_after_key_0_came_and_went(int capacity, BTreeWay way)
    {
        OfAnySize<ulong>(capacity, way, WalkDown);
        OfAnySize<UInt128>(capacity, way, WalkDown);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void The_least_and_the_greatest_key_are_ordinary_keys(int capacity, BTreeWay way)
    {
        OfAnySize<ulong>(capacity, way, Ends);
        OfAnySize<UInt128>(capacity, way, Ends);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void An_emptied_tree_takes_entries_again(int capacity, BTreeWay way)
    {
        OfAnySize<ulong>(capacity, way, static (tree, calls, keys) =>
        {
            foreach (ulong key in keys) Assert.True(calls.Remove(tree, key, out _));
            Assert.False(calls.Last(tree, out _, out _));
            Assert.Empty(calls.Grim(tree));
            Assert.True(calls.Insert(tree, 5, 6));
            Assert.True(calls.Lookup(tree, 5, out long value));
            Assert.Equal(6, value);
            Assert.Equal([KeyValuePair.Create(5UL, 6L)], calls.Grim(tree));
        });
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void A_merge_is_all_or_nothing_and_refuses_the_tree_itself(int capacity, BTreeWay way)
    {
        var calls = BTreeCalls<ulong>.Of(way);
        OfAnySize<ulong>(capacity, way, (tree, _, keys) =>
        {
            Assert.Throws<ArgumentException>(() => calls.Merge(tree, tree));
            var victim = TreeOf.Empty<ulong, long>(capacity);
            for (int i = 0; i < 40; i++) victim.Add((ulong)i * 3, i);
            if (keys.Contains(3UL * 39)) victim.Remove(117);
            var (ours, theirs) = (tree.ToArray(), victim.ToArray());
            if (victim.Keys.Any(tree.ContainsKey))
            {
                Assert.Throws<ArgumentException>(() => calls.Merge(tree, victim));
                Assert.Equal(ours, tree.ToArray());
                Assert.Equal(theirs, victim.ToArray());
                foreach (ulong key in keys) victim.Remove(key);
                theirs = victim.ToArray();
            }

            calls.Merge(tree, victim);
            Assert.Empty(victim);
            Assert.Equal(ours.Concat(theirs).OrderBy(entry => entry.Key), tree.ToArray());
            victim.CheckInvariants();
        });
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Ascending_inserts_leave_full_leaves_and_a_walk_may_remove_what_it_stands_on(int capacity)
    {
        var tree = TreeOf.Empty<ulong, long>(capacity);
        int full = capacity == TreeOf.FullCapacity ? NodeLayout.LeafCapacity : capacity;
        for (int i = 0; i < 40 * full; i++) tree.Add((ulong)i, i);
        Assert.InRange(Nodes(tree).Count(node => node.Level == 0), 40, 41);
        int seen = 0;
        foreach (var (key, _) in tree.EnumerateDescending())
        {
            Assert.Equal((ulong)((40 * full) - ++seen), key);
            Assert.True(tree.Remove(key));
        }

        Assert.Equal((40 * full, 0), (seen, tree.Count));
    }

    private static void OfAnySize<TKey>(int capacity, BTreeWay way, Action<BPlusTree<TKey, long>, BTreeCalls<TKey>, TKey[]> check)
        where TKey : struct, IBinaryInteger<TKey>, IUnsignedNumber<TKey>
    {
        for (int size = 0; size <= Most; size += size < 40 ? 1 : 37)
        {
            var tree = TreeOf.Empty<TKey, long>(capacity);
            var keys = new TKey[size];
            for (int i = 0; i < size; i++) keys[i] = TKey.CreateChecked((i + 1) * 3);
            foreach (var key in TreeOf.Shuffled(keys, size)) tree.Add(key, long.CreateChecked(key));
            check(tree, BTreeCalls<TKey>.Of(way), keys);
            tree.CheckInvariants();
        }
    }

    private static void AbsentZero<TKey>(BPlusTree<TKey, long> tree, BTreeCalls<TKey> calls, TKey[] keys)
        where TKey : struct, IBinaryInteger<TKey>
    {
        Assert.False(calls.Update(tree, TKey.Zero, 99));
        Assert.False(calls.Remove(tree, TKey.Zero, out _));
        Assert.False(calls.Lookup(tree, TKey.Zero, out _));
        Assert.Equal(keys.Reverse(), calls.Descending(tree).Select(entry => entry.Key));
    }

    private static void WalkDown<TKey>(BPlusTree<TKey, long> tree, BTreeCalls<TKey> calls, TKey[] keys)
        where TKey : struct, IBinaryInteger<TKey>
    {
        Assert.True(calls.Insert(tree, TKey.Zero, 1));
        Assert.True(calls.Remove(tree, TKey.Zero, out _));
        Assert.False(calls.Remove(tree, TKey.Zero, out _));
        var met = new List<TKey>();
        bool any = calls.Last(tree, out var at, out _);
        while (any && met.Count <= keys.Length)
        {
            met.Add(at);
            any = calls.Previous(tree, at, out at, out _);
        }

        Assert.Equal(keys.Reverse(), met);
        foreach (var low in new[] { TKey.Zero, TKey.One, TKey.CreateChecked(3) }) Assert.False(calls.Previous(tree, low, out _, out _));
    }

    private static void Ends<TKey>(BPlusTree<TKey, long> tree, BTreeCalls<TKey> calls, TKey[] keys)
        where TKey : struct, IBinaryInteger<TKey>
    {
        var greatest = TKey.CreateTruncating(UInt128.MaxValue);
        Assert.True(calls.Insert(tree, TKey.Zero, 7));
        Assert.True(calls.Insert(tree, greatest, 8));
        Assert.False(calls.Insert(tree, TKey.Zero, 9));
        Assert.True(calls.Last(tree, out var last, out long value));
        Assert.Equal((greatest, 8L), (last, value));
        Assert.True(calls.Previous(tree, greatest, out var previous, out _));
        Assert.Equal(keys.Length == 0 ? TKey.Zero : keys[^1], previous);
        Assert.True(calls.Previous(tree, keys.Length == 0 ? TKey.One : keys[0], out var least, out value));
        Assert.Equal((TKey.Zero, 7L), (least, value));
        Assert.True(calls.Remove(tree, greatest, out _));
        Assert.True(calls.Remove(tree, TKey.Zero, out _));
        Assert.Equal(keys.Reverse(), calls.Descending(tree).Select(entry => entry.Key));
    }

    /// <summary>The nodes of the live tree, parents first.</summary>
    private static List<Node> Nodes(BPlusTree<ulong, long> tree)
    {
        var nodes = new List<Node> { ((IEntrySource<ulong>)tree).Root! };
        for (int i = 0; i < nodes.Count; i++)
        {
            if (nodes[i] is not InnerNode<ulong> inner) continue;
            for (int child = 0; child < inner.Count; child++) nodes.Add(inner.Child(child));
        }

        return nodes;
    }
}
