using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

public class RemoveTests
{
    [Fact]
    public void TryRemove_hands_out_the_value_of_a_present_key()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.True(tree.TryRemove(2, out int removed));
        Assert.Equal(20, removed);
        Assert.False(tree.TryRemove(2, out removed));
        Assert.Equal(0, removed);
        TreeAssert.HoldsTens(tree, 1, 3);
    }

    [Fact]
    public void Remove_says_whether_the_key_was_there()
    {
        var tree = TreeOf.Tens(1, 2);
        Assert.True(tree.Remove(1));
        Assert.False(tree.Remove(1));
        TreeAssert.HoldsTens(tree, 2);
    }

    [Fact]
    public void Nothing_can_be_removed_from_an_empty_tree()
    {
        var tree = TreeOf.Empty<int, string>();
        Assert.False(tree.TryRemove(1, out string? removed));
        Assert.Null(removed);
        Assert.False(tree.Remove(1));
        Assert.False(tree.TryRemove(KeyValuePair.Create(1, "x")));
        Assert.True(tree.IsEmpty);
        tree.CheckInvariants();
    }

    [Fact]
    public void TryRemove_of_a_pair_needs_key_and_value_to_match()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.False(tree.TryRemove(KeyValuePair.Create(2, 21)));
        Assert.False(tree.TryRemove(KeyValuePair.Create(4, 40)));
        TreeAssert.HoldsTens(tree, 1, 2, 3);
        Assert.True(tree.TryRemove(KeyValuePair.Create(2, 20)));
        TreeAssert.HoldsTens(tree, 1, 3);
    }

    [Fact]
    public void The_last_entry_leaves_an_empty_tree_that_can_be_used_again()
    {
        var tree = TreeOf.Tens(1);
        Assert.True(tree.Remove(1));
        TreeAssert.HoldsTens(tree);
        Assert.True(tree.TryAdd(2, 20));
        TreeAssert.HoldsTens(tree, 2);
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Removing_in_any_order_leaves_exactly_the_rest(int capacity)
    {
        int[] keys = TreeOf.Keys(120);
        int[][] orders = [keys, [.. System.Linq.Enumerable.Reverse(keys)], TreeOf.Shuffled(keys, 3), TreeOf.Shuffled(keys, 4)];
        foreach (int[] order in orders)
        {
            var tree = TreeOf.Tens(capacity, null, keys);
            var left = new SortedSet<int>(keys);
            foreach (int key in order)
            {
                Assert.True(tree.TryRemove(key, out int removed));
                Assert.Equal(key * 10, removed);
                left.Remove(key);
                TreeAssert.HoldsTens(tree, left);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Removing_a_stretch_from_the_middle_leaves_both_ends(int capacity)
    {
        for (int from = 0; from < 100; from += 7)
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100));
            var left = new SortedSet<int>(TreeOf.Keys(100));
            for (int key = from; key < from + 40 && key < 100; key++)
            {
                Assert.True(tree.Remove(key));
                left.Remove(key);
            }

            TreeAssert.HoldsTens(tree, left);
        }
    }

    [Fact]
    public void Removing_absent_keys_changes_nothing()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100, step: 2));
        for (int key = -1; key < 201; key += 2) Assert.False(tree.Remove(key));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(100, step: 2));
    }

    [Fact]
    public void Clear_empties_a_tree_of_any_size_and_it_can_be_used_again()
    {
        foreach (int size in new[] { 0, 1, 4, 5, 100, 1000 })
        {
            var tree = TreeOf.Tens(TreeOf.Keys(size));
            tree.Clear();
            TreeAssert.HoldsTens(tree);
            Assert.True(tree.TryAdd(7, 70));
            TreeAssert.HoldsTens(tree, 7);
        }
    }
}
