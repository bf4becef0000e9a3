using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

public class ComparerTests
{
    [Fact]
    public void Without_a_comparer_keys_have_their_natural_order()
    {
        Assert.Equal(Comparer<int>.Default, new BPlusTree<int, int>().Comparer);
        Assert.Equal(Comparer<int>.Default, new BPlusTree<int, int>((IComparer<int>?)null).Comparer);
    }

    [Fact]
    public void Without_a_comparer_the_order_of_strings_is_ordinal()
    {
        var comparer = new BPlusTree<string, int>().Comparer;
        Assert.True(comparer.Compare("B", "a") < 0);
        Assert.True(comparer.Compare("a", "ä") < 0);
    }

    [Fact]
    public void The_comparer_given_is_the_comparer_reported()
    {
        var comparer = ReverseComparer<int>.Instance;
        Assert.Same(comparer, new BPlusTree<int, int>(comparer).Comparer);
        Assert.Same(comparer, new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Comparer = comparer }).Comparer);
    }

    [Fact]
    public void A_reverse_comparer_turns_the_whole_order_around()
    {
        var tree = TreeOf.Tens(4, ReverseComparer<int>.Instance, TreeOf.Keys(50));
        Assert.True(tree.TryGetFirst(out int key, out _));
        Assert.Equal(49, key);
        Assert.True(tree.TryGetHigher(20, out key, out _));
        Assert.Equal(19, key);
        Assert.True(tree.TryGetCeiling(100, out key, out _));
        Assert.Equal(49, key);
        Assert.Equal(TreeOf.Keys(50).Reverse(), new TreeReads<int, int>(tree).Ascending().Select(e => e.Key));
        Assert.Equal([7, 6, 5], new TreeReads<int, int>(tree).Ascending(KeyRange<int>.Inclusive(7, 5)).Select(e => e.Key));
    }

    [Fact]
    public void A_case_insensitive_comparer_makes_one_key_of_two_spellings()
    {
        var tree = TreeOf.Empty<string, int>(comparer: StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < 60; i++) Assert.True(tree.TryAdd($"Key {i}", i));
        for (int i = 0; i < 60; i++)
        {
            Assert.Equal(i, tree[$"KEY {i}"]);
            Assert.False(tree.TryAdd($"key {i}", -1));
            Assert.True(tree.TryUpdate($"key {i}", i + 100, i));
        }

        for (int i = 0; i < 60; i++)
        {
            Assert.True(tree.TryRemove($"kEY {i}", out int value));
            Assert.Equal(i + 100, value);
        }

        Assert.True(tree.IsEmpty);
        tree.CheckInvariants();
    }

    [Fact]
    public void A_comparer_may_answer_with_any_positive_or_negative_number()
    {
        Exercise.Run(TreeOf.Keys(200, first: -100), i => i, comparer: ExtremeComparer.Instance, absent: [int.MinValue, int.MaxValue]);
        Exercise.Run(TreeOf.Keys(200, first: -100), i => i, TreeOf.FullCapacity, ExtremeComparer.Instance);
    }

    [Fact]
    public void A_comparer_may_find_more_keys_equal_than_equality_does()
    {
        var byLength = Comparer<string>.Create((x, y) => x!.Length.CompareTo(y!.Length));
        var tree = TreeOf.Empty<string, int>(comparer: byLength);
        for (int length = 0; length < 40; length++) Assert.True(tree.TryAdd(new string('a', length), length));
        for (int length = 0; length < 40; length++)
        {
            Assert.False(tree.TryAdd(new string('b', length), -1));
            Assert.Equal(length, tree[new string('c', length)]);
        }
    }

    [Fact]
    public void A_comparer_sees_only_keys_of_the_tree_and_keys_asked_for()
    {
        var known = new HashSet<int>();
        var strict = Comparer<int>.Create((x, y) =>
        {
            Assert.Contains(x, known);
            Assert.Contains(y, known);
            return x.CompareTo(y);
        });
        var tree = TreeOf.Empty<int, int>(TreeOf.FullCapacity, strict);
        for (int i = 1; i <= 200; i++)
        {
            int key = i * 7919 % 1009 + 1;
            known.Add(key);
            tree[key] = i;
            Assert.Equal(i, tree[key]);
        }

        tree.CheckInvariants();
    }
}
