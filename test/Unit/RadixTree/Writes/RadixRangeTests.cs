using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Values over ranges: pieces, where they hang, and how a write inside one cuts it.</summary>
public class RadixRangeTests
{
    [Fact]
    public void A_range_is_stored_as_the_fewest_aligned_powers_of_two()
    {
        var tree = new RadixTree<string>();
        tree.StoreRange(3, 1000, "a");
        tree.CheckInvariants();
        Assert.Equal(RadixModel<string>.Aligned(3, 1000).Select(piece => piece.First), tree.Select(entry => entry.Key));
        Assert.Equal(RadixModel<string>.Aligned(3, 1000).Count(), tree.Count);
        tree.StoreRange(0, ulong.MaxValue, "all");
        tree.CheckInvariants();
        Assert.Equal([KeyValuePair.Create(0UL, "all"), KeyValuePair.Create(1UL << 63, "all")], tree.ToList());
        tree.StoreRange(1, ulong.MaxValue - 1, "but the ends");
        tree.CheckInvariants();
        Assert.Equal(126 + 2, tree.Count);
        Assert.Equal(("all", "all", "but the ends"), (tree[0], tree[ulong.MaxValue], tree[1UL << 40]));
        Assert.Equal(128, tree.RemoveRange(0, ulong.MaxValue));
        Assert.Equal(0, tree.LongCount);
        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(40)]
    [InlineData(62)]
    [InlineData(63)]
    public void A_store_inside_a_range_cuts_it_into_the_pieces_around_the_index(int order)
    {
        ulong first = order == 63 ? 1UL << 63 : 5UL << order, last = first + ((1UL << order) - 1);
        foreach (ulong index in new[] { first, last, first + ((1UL << order) / 3) })
        {
            var tree = new RadixTree<int>();
            var model = new RadixModel<int>();
            tree.StoreRange(first, last, 1);
            model.StoreRange(first, last, 1);
            Assert.True(tree.SetTag(last, 2));
            model.SetTag(first, 2);
            Assert.True(tree.Store(index, 2, out int old));
            Assert.Equal(1, old);
            model.Store(index, 2);
            RadixAssert.Matches(tree, model);
            Assert.Equal(order + 1, tree.Count);
            Assert.True(tree.Remove(index));
            model.RemoveRange(index, index);
            RadixAssert.Matches(tree, model);
        }
    }

    [Fact]
    public void Pieces_below_64_indices_stand_in_a_node_of_their_own_until_only_single_indices_are_left()
    {
        var tree = new RadixTree<int>();
        tree.StoreRange(8, 15, 1);
        Assert.Equal("Span/3", Shape.PathTo(tree, 9));
        tree.Add(20, 2);
        Assert.Equal("Inner16/0 Span/3", Shape.PathTo(tree, 9));
        Assert.Equal("Inner16/0 Span/0", Shape.PathTo(tree, 20));
        tree.CheckInvariants();
        tree.Add(21, 3);
        tree.SetTag(21, 1);
        Assert.True(tree.TryGetRange(10, out ulong first, out ulong last, out _));
        Assert.Equal((8UL, 15UL), (first, last));
        Assert.Equal(1, tree.RemoveRange(8, 15));
        Assert.Equal("Leaf4", Shape.PathTo(tree, 20));
        Assert.True(tree.GetTag(21, 1));
        Assert.False(tree.GetTag(20, 1));
        tree.CheckInvariants();
        tree.StoreRange(0, 7, 4); // the leaf becomes single spans again
        Assert.Equal("Inner16/0 Span/0", Shape.PathTo(tree, 21));
        Assert.True(tree.GetTag(21, 1));
        tree.Remove(20);
        tree.Remove(21);
        Assert.Equal("Span/3", Shape.PathTo(tree, 0));
        tree.CheckInvariants();
    }

    [Fact]
    public void A_wide_piece_takes_all_slots_that_it_covers()
    {
        var tree = new RadixTree<int>();
        tree.StoreRange(0, 511, 1); // 8 slots of 64 indices
        Assert.Equal("Span/9", Shape.PathTo(tree, 100));
        tree.Add(600, 2);
        Assert.Equal("Inner16/6 Span/9", Shape.PathTo(tree, 500));
        for (ulong index = 0; index < 512; index++) Assert.Equal(1, tree[index]);
        tree.SetTag(77, 0);
        tree.CheckInvariants();
        Assert.True(tree.GetTag(400, 0));
        tree[300] = 3;
        tree.CheckInvariants();
        Assert.Equal("Inner16/6 Inner64/0 Span/0", Shape.PathTo(tree, 300));
        Assert.Equal(10 + 1, tree.Count);
        Assert.True(tree.GetTag(300, 0)); // what is stored over an entry keeps its tags, also over a part of it
        tree.RemoveRange(0, 599);
        Assert.Equal("Leaf4", Shape.PathTo(tree, 600));
        tree.CheckInvariants();
    }

    [Fact]
    public void Storing_exactly_over_a_piece_replaces_its_value_in_place_and_keeps_its_tags()
    {
        var tree = new RadixTree<int>();
        tree.StoreRange(64, 127, 1);
        tree.SetTag(64, 1);
        object root = tree.RootSlot!;
        tree.StoreRange(64, 127, 2);
        Assert.Same(root, tree.RootSlot);
        Assert.Equal((2, true), (tree[99], tree.GetTag(99, 1)));
        tree.CheckInvariants();
    }

    [Fact]
    public void A_piece_gets_the_tags_of_all_that_it_covers()
    {
        var tree = new RadixTree<int>(new RadixTreeOptions<int> { TagCount = 8 });
        for (ulong index = 0; index < 8; index++)
        {
            tree.Add(index * 1000, 0);
            tree.SetTag(index * 1000, (int)index);
        }

        tree.StoreRange(1000, 4095, 1); // 1000..1023, 1024..2047, 2048..4095
        for (int tag = 0; tag < 8; tag++)
        {
            Assert.Equal(tag == 1, tree.GetTag(1000, tag));
            Assert.Equal(tag == 2, tree.GetTag(1024, tag));
            Assert.Equal(tag is 3 or 4, tree.GetTag(2048, tag));
        }

        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Ranges_of_every_kind_agree_with_a_dictionary_of_pieces(int seed)
    {
        var random = new Random(seed);
        var tree = new RadixTree<int>();
        var model = new RadixModel<int>();
        for (int i = 0; i < 600; i++)
        {
            ulong first = Near(random), width = random.Next(3) switch { 0 => 0, 1 => (ulong)random.Next(70), _ => (ulong)random.NextInt64(1L << random.Next(1, 50)) };
            ulong last = ulong.MaxValue - first < width ? ulong.MaxValue : first + width;
            int what = random.Next(5);
            if (what == 0)
            {
                Assert.Equal(model.RemoveRange(first, last), tree.RemoveRange(first, last));
            }
            else if (what == 1)
            {
                Assert.Equal(model.SetTag(first, i % 3), tree.SetTag(first, i % 3));
            }
            else
            {
                tree.StoreRange(first, last, i);
                model.StoreRange(first, last, i);
            }

            tree.CheckInvariants();
            if (i % 200 == 99) RadixAssert.Matches(tree, model);
        }

        RadixAssert.Matches(tree, model);

        static ulong Near(Random random) => random.Next(3) switch { 0 => (ulong)random.Next(200), 1 => (ulong)random.NextInt64(1L << random.Next(1, 62)), _ => ulong.MaxValue - (ulong)random.Next(500) };
    }

    [Fact]
    public void A_write_of_one_index_never_touches_its_neighbours()
    {
        var tree = new RadixTree<int>();
        tree.StoreRange(0, 4095, 7);
        Assert.True(tree.TryUpdate(100, 8));
        Assert.True(tree.TryUpdate(101, 9, 7));
        Assert.False(tree.TryUpdate(102, 9, 8));
        Assert.True(tree.CompareExchange(103, 1, 7, out int current));
        Assert.Equal(7, current);
        Assert.True(tree.TryRemove(KeyValuePair.Create(104UL, 7)));
        Assert.Equal(7, tree.GetOrAdd(105, 1));
        Assert.Equal(14, tree.AddOrUpdate(106, 1, (_, old) => 2 * old));
        tree.CheckInvariants();
        for (ulong index = 0; index < 4096; index++)
        {
            int expected = index switch { 100 => 8, 101 => 9, 103 => 1, 106 => 14, _ => 7 };
            Assert.Equal(index != 104, tree.TryGetValue(index, out int value));
            if (index != 104) Assert.Equal(expected, value);
        }
    }
}
