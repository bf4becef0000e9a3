using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Which nodes a tree consists of after which writes.</summary>
public class RadixShapeTests
{
    [Fact]
    public void A_tree_grows_with_its_greatest_index_and_shrinks_again()
    {
        var tree = new RadixTree<int>();
        Assert.Equal("Leaf4", Shape.PathTo(tree, 0));
        Add(tree, 0);
        Assert.Equal("Leaf4", Shape.PathTo(tree, 0));
        string[] tall =
        [
            "Inner4/6 Leaf4", "Inner4/12 Inner4/6 Leaf4", "Inner4/18 Inner4/12 Inner4/6 Leaf4", "Inner4/24 Inner4/18 Inner4/12 Inner4/6 Leaf4",
        ];
        for (int level = 0; level < tall.Length; level++)
        {
            Add(tree, 64UL << (6 * level));
            Assert.Equal(tall[level], Shape.PathTo(tree, 0));
        }

        Add(tree, ulong.MaxValue);
        Assert.Equal("Inner4/60 " + tall[^1], Shape.PathTo(tree, 0));
        Assert.Equal("Inner4/60 Leaf4", Shape.PathTo(tree, ulong.MaxValue));
        Remove(tree, ulong.MaxValue);
        for (int level = tall.Length - 1; level >= 0; level--)
        {
            Assert.Equal(tall[level], Shape.PathTo(tree, 0));
            Remove(tree, 64UL << (6 * level));
        }

        Assert.Equal("Leaf4", Shape.PathTo(tree, 0));
        Remove(tree, 0);
        Assert.Equal("Leaf4", Shape.PathTo(tree, 0));
        Assert.Equal(0, tree.LongCount);
    }

    [Fact]
    public void Levels_with_one_child_are_left_out_and_come_back_where_indices_part()
    {
        var tree = new RadixTree<int>();
        const ulong Far = 1UL << 50;
        Add(tree, Far);
        Assert.Equal("Leaf4", Shape.PathTo(tree, Far));
        Add(tree, Far + 1);
        Assert.Equal("Leaf4", Shape.PathTo(tree, Far));
        Add(tree, 5); // bit 50 parts them: the digit at shift 48
        Assert.Equal("Inner4/48 Leaf4", Shape.PathTo(tree, Far));
        Add(tree, Far + (1UL << 20)); // between the two: the digit at shift 18
        Assert.Equal("Inner4/48 Inner4/18 Leaf4", Shape.PathTo(tree, Far));
        Add(tree, Far + (1UL << 33));
        Assert.Equal("Inner4/48 Inner4/30 Inner4/18 Leaf4", Shape.PathTo(tree, Far));
        Remove(tree, Far + (1UL << 20));
        Assert.Equal("Inner4/48 Inner4/30 Leaf4", Shape.PathTo(tree, Far));
        Remove(tree, 5);
        Assert.Equal("Inner4/30 Leaf4", Shape.PathTo(tree, Far));
        Remove(tree, Far);
        Remove(tree, Far + 1);
        Assert.Equal("Leaf4", Shape.PathTo(tree, Far + (1UL << 33)));
        Assert.Equal(1, tree.LongCount);
    }

    [Fact]
    public void A_leaf_takes_a_greater_kind_when_it_overflows_and_a_smaller_one_with_some_room_to_spare()
    {
        var tree = new RadixTree<int>();
        for (ulong count = 1; count <= 64; count++)
        {
            Add(tree, (count * 37) % 64); // in no order
            Assert.Equal(count <= 4 ? "Leaf4" : count <= 16 ? "Leaf16" : "Leaf64", Shape.PathTo(tree, 0));
        }

        for (ulong count = 63; count >= 1; count--)
        {
            Remove(tree, (count * 11) % 64);
            Assert.Equal(count <= 3 ? "Leaf4" : count <= 12 ? "Leaf16" : "Leaf64", Shape.PathTo(tree, 0));
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(30)]
    [InlineData(54)]
    public void An_inner_node_takes_the_kinds_that_a_leaf_does(int shift)
    {
        var tree = new RadixTree<int>();
        for (ulong count = 1; count <= 64; count++)
        {
            Add(tree, ((count * 37) % 64) << shift);
            if (count == 1) continue;
            Assert.StartsWith(count <= 4 ? $"Inner4/{shift} " : count <= 16 ? $"Inner16/{shift} " : $"Inner64/{shift} ", Shape.PathTo(tree, ((count * 37) % 64) << shift), StringComparison.Ordinal);
        }

        for (ulong count = 63; count >= 2; count--)
        {
            Remove(tree, ((count * 11) % 64) << shift);
            Assert.Single(Shape.Census(tree), pair => pair.Key == (count <= 3 ? $"Inner4/{shift}" : count <= 12 ? $"Inner16/{shift}" : $"Inner64/{shift}"));
        }

        Remove(tree, 11UL << shift);
        Assert.Single(Shape.Nodes(tree));
    }

    [Fact]
    public void What_comes_and_goes_at_a_boundary_does_not_change_the_kind_each_time()
    {
        var tree = new RadixTree<int>();
        for (ulong index = 0; index < 17; index++) Add(tree, index);
        for (int i = 0; i < 10; i++)
        {
            Remove(tree, 16);
            Assert.Equal("Leaf64", Shape.PathTo(tree, 0));
            Add(tree, 16);
        }
    }

    [Fact]
    public void Entries_are_added_in_place_where_there_is_room_behind_the_others_and_everywhere_in_a_leaf_of_64()
    {
        var tree = new RadixTree<int>();
        tree.Add(3, 0);
        AssertSameLeaf(tree, () => tree.Add(10, 1));
        AssertOtherLeaf(tree, () => tree.Add(5, 2)); // between two: packed slots would move under a reader
        AssertSameLeaf(tree, () => tree.Add(60, 3));
        AssertOtherLeaf(tree, () => tree.Add(61, 4)); // full
        for (ulong index = 11; index < 40; index++) tree.TryAdd(index, 0);
        AssertSameLeaf(tree, () => tree.Add(0, 1));
        AssertSameLeaf(tree, () => tree.Add(2, 1));
        AssertSameLeaf(tree, () => tree[2] = 9);
        AssertSameLeaf(tree, () => tree.SetTag(2, 1));
        AssertSameLeaf(tree, () => tree.ClearTag(2, 1));
        AssertOtherLeaf(tree, () => tree.Remove(2)); // nothing is ever taken out of a published node
        _ = tree.Snapshot();
        AssertOtherLeaf(tree, () => tree.Add(2, 1)); // frozen
        AssertSameLeaf(tree, () => tree.Remove(63)); // nothing there
        tree.CheckInvariants();
    }

    [Fact]
    public void Children_are_added_in_place_where_there_is_room_behind_the_others_and_everywhere_in_a_node_of_64()
    {
        var tree = new RadixTree<int>();
        tree.Add(0, 0);
        tree.Add(64 * 10, 1);
        object root = tree.RootSlot!;
        tree.Add(64 * 20, 2);
        Assert.Same(root, tree.RootSlot);
        tree.Add(64 * 15, 3);
        Assert.NotSame(root, tree.RootSlot);
        for (ulong block = 0; block < 40; block++) tree.TryAdd(64 * block, 4);
        root = tree.RootSlot!;
        tree.Add(64 * 63, 5);
        tree.Add(64 * 50, 5);
        Assert.Same(root, tree.RootSlot);
        tree.Remove(64 * 50);
        Assert.NotSame(root, tree.RootSlot);
        tree.CheckInvariants();
    }

    [Fact]
    public void A_child_that_is_left_alone_takes_its_parents_place_as_another_node()
    {
        // A reader that looks at a slot twice would take it for unchanged, if the same node came back into it (P7).
        var tree = new RadixTree<int>();
        tree.Add(0, 0);
        object leaf = tree.RootSlot!;
        tree.Add(64, 1);
        tree.Remove(64);
        Assert.NotSame(leaf, tree.RootSlot);
        Assert.Equal("Leaf4", Shape.PathTo(tree, 0));
        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_shape_follows_from_the_entries_whatever_the_order_of_writes(bool aside)
    {
        ulong[] indices = [.. Enumerable.Range(0, 300).Select(i => ((ulong)i * 0x9E3779B97F4A7C15) >> (i % 50))];
        var ascending = new RadixTree<int>();
        ascending.Load(indices.Distinct().Order().Select(index => KeyValuePair.Create(index, 0)));
        var random = new Random(7);
        for (int round = 0; round < 5; round++)
        {
            random.Shuffle(indices);
            var tree = new RadixTree<int>();
            if (aside) tree.SetRange(indices.Select(index => KeyValuePair.Create(index, 0)));
            else foreach (ulong index in indices) tree[index] = 0;
            tree.CheckInvariants();
            Assert.Equal(Shape.Census(ascending), Shape.Census(tree));
        }
    }

    private static void Add(RadixTree<int> tree, ulong index)
    {
        Assert.True(tree.TryAdd(index, (int)index));
        tree.CheckInvariants();
        Assert.True(tree.TryGetValue(index, out int value) && value == (int)index);
    }

    private static void Remove(RadixTree<int> tree, ulong index)
    {
        Assert.True(tree.TryRemove(index, out int value));
        Assert.Equal((int)index, value);
        tree.CheckInvariants();
        Assert.False(tree.ContainsKey(index));
    }

    private static void AssertSameLeaf(RadixTree<int> tree, Action write)
    {
        object before = tree.RootSlot!;
        write();
        Assert.Same(before, tree.RootSlot);
    }

    private static void AssertOtherLeaf(RadixTree<int> tree, Action write)
    {
        object before = tree.RootSlot!;
        write();
        Assert.NotSame(before, tree.RootSlot);
    }
}
