using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Enumeration of ranges by every way there is, against one cell per key.</summary>
public class RangeEnumerationTests
{
    public static TheoryData<int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<int, int>();
            foreach (int capacity in new[] { 4, 5, TreeOf.FullCapacity })
            {
                foreach (int writes in new[] { 0, 1, 3, 20, 300 }) shapes.Add(capacity, writes);
            }

            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_window_reports_the_ranges_that_reach_into_it_whole_in_both_directions_with_and_without_gaps(int capacity, int writes)
    {
        var (cells, tree) = RangeCells.Scattered(capacity, seed: writes, writes);
        var snapshot = tree.Snapshot();
        using var batch = tree.BeginBatch();
        for (int first = 0; first < 256; first += 5)
        {
            for (int last = first; last < 256; last += 7)
            {
                byte from = (byte)first, to = (byte)last;
                foreach (bool gaps in new[] { false, true })
                {
                    var expected = cells.Overlapping(first, last, gaps);
                    Assert.Equal(expected, Seen(tree.EnumerateRange(from, to, gaps)));
                    Assert.Equal(expected, Seen(snapshot.EnumerateRange(from, to, gaps)));
                    Assert.Equal(expected, Seen(batch.EnumerateRange(from, to, gaps)));
                    expected.Reverse();
                    Assert.Equal(expected, Seen(tree.EnumerateDescending(from, to, gaps)));
                    Assert.Equal(expected, Seen(snapshot.EnumerateDescending(from, to, gaps)));
                    Assert.Equal(expected, Seen(batch.EnumerateDescending(from, to, gaps)));
                }

                bool any = cells.Overlapping(first, last, gaps: false).Count > 0;
                Assert.Equal(any, tree.AnyIn(from, to));
                Assert.Equal(any, snapshot.AnyIn(from, to));
                Assert.Equal(any, batch.AnyIn(from, to));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_way_to_take_all_ranges_gives_the_same(int capacity, int writes)
    {
        var (cells, tree) = RangeCells.Scattered(capacity, seed: 100 + writes, writes);
        var expected = cells.Overlapping(0, 255, gaps: false);
        var snapshot = tree.Snapshot();
        Assert.Equal(expected, Seen(tree.EnumerateOverlapping(0, 255)));
        Assert.Equal(expected, tree.Select(range => range)); // in pages
        Assert.Equal(expected, snapshot.Select(range => range));
        Assert.Equal(expected, ((IEnumerable)tree).Cast<RangeEntry<byte, int>>());
        Assert.Equal(expected, tree.ToArray());
        Assert.Equal(expected, tree.ToList());
        Assert.Equal(expected, snapshot.ToArray());
        Assert.Equal(expected, Enumerable.Reverse(tree.EnumerateDescending().Select(range => range)));
        Assert.Equal(expected.Count, tree.Count);
        Assert.Equal(expected.Count, snapshot.LongCount);
        Assert.Equal(expected.Count == 0, tree.IsEmpty);

        var visited = new List<RangeEntry<byte, int>>();
        Assert.Equal(expected.Count, tree.ForEach(visited, static (list, range, ordinal) =>
        {
            Assert.Equal(list.Count, ordinal);
            list.Add(range);
        }));
        Assert.Equal(expected, visited);
        using var batch = tree.BeginBatch();
        Assert.Equal(expected, batch.ToArray());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Every_key_finds_its_range_or_the_gap_around_it(int capacity)
    {
        var (cells, tree) = RangeCells.Scattered(capacity, seed: 7, writes: 200);
        var snapshot = tree.Snapshot();
        var keys = Enumerable.Range(0, 256).Select(key => (byte)key).ToArray();
        var values = new int[256];
        var found = new bool[256];
        Assert.Equal(keys.Count(key => cells.At(key).HasValue), tree.GetMany(keys, values, found));
        foreach (byte key in keys)
        {
            var expected = cells.At(key);
            Assert.Equal(expected.HasValue, tree.TryGetRange(key, out var range));
            Assert.Equal(expected, range);
            Assert.Equal(expected.HasValue, snapshot.TryGetRange(key, out range));
            Assert.Equal(expected, range);
            Assert.Equal((expected.HasValue, expected.Value), (tree.ContainsKey(key), values[key]));
            Assert.Equal(expected.HasValue, found[key]);
            if (expected.HasValue) Assert.Equal(expected.Value, tree[key]);
            else Assert.Throws<KeyNotFoundException>(() => tree[key]);
        }
    }

    [Fact]
    public void The_body_of_a_loop_over_a_batch_may_write_to_it()
    {
        var (cells, tree) = RangeCells.Scattered(4, seed: 3, writes: 100);
        using var batch = tree.BeginBatch();
        int next = 0;
        foreach (var range in batch.EnumerateRange(0, 255, gaps: true))
        {
            Assert.Equal(next, range.First);
            Assert.True(next <= range.Last);
            next = range.Last + 1;

            // Over the end of what was just reported: the rest of it comes next, and nothing twice.
            int to = Math.Min(255, range.Last + 3);
            cells.Store(range.Last, (byte)to, batch);
            batch.RemoveRange(range.First, range.First);
        }

        Assert.Equal(256, next);
    }

    [Fact]
    public void A_range_that_grows_over_keys_already_passed_is_reported_without_them()
    {
        var tree = RangeCells.ByteTree(4);
        for (int i = 0; i < 25; i++) tree.StoreRange((byte)(i * 10), (byte)(i * 10 + 4), i);
        using var batch = tree.BeginBatch();
        var up = batch.EnumerateRange(0, 255).GetEnumerator();
        Assert.True(up.MoveNext());
        batch.StoreRange(2, 15, 100);
        Assert.True(up.MoveNext());
        Assert.Equal(new RangeEntry<byte, int>(5, 15, 100), up.Current);
        Assert.True(up.MoveNext());
        Assert.Equal(new RangeEntry<byte, int>(20, 24, 2), up.Current);
        up.Dispose();

        var down = batch.EnumerateDescending().GetEnumerator();
        Assert.True(down.MoveNext());
        Assert.Equal(240, down.Current.First);
        batch.StoreRange(235, 250, 101);
        Assert.True(down.MoveNext());
        Assert.Equal(new RangeEntry<byte, int>(235, 239, 101), down.Current);
        down.Dispose();
    }

    [Fact]
    public void An_enumeration_in_pages_goes_on_by_key_when_everything_was_replaced_by_one_range_or_emptied()
    {
        var tree = RangeCells.ByteTree(4);
        for (int i = 0; i < 128; i++) tree.Store((byte)(i * 2), i);
        using (var pages = ((IEnumerable<RangeEntry<byte, int>>)tree).GetEnumerator())
        {
            for (int i = 0; i < 64; i++) Assert.True(pages.MoveNext());
            tree.StoreRange(0, 255, -1);
            Assert.True(pages.MoveNext());
            Assert.Equal(new RangeEntry<byte, int>(127, 255, -1), pages.Current);
            Assert.False(pages.MoveNext());
            pages.Reset();
            Assert.True(pages.MoveNext());
            Assert.Equal(new RangeEntry<byte, int>(0, 255, -1), pages.Current);
        }

        for (int i = 0; i < 128; i++) tree.Store((byte)(i * 2), i);
        using var rest = ((IEnumerable<RangeEntry<byte, int>>)tree).GetEnumerator();
        for (int i = 0; i < 64; i++) Assert.True(rest.MoveNext());
        tree.Clear();
        Assert.False(rest.MoveNext());
    }

    [Fact]
    public void A_loop_over_the_tree_ends_correctly_when_its_body_empties_the_tree()
    {
        var tree = RangeCells.ByteTree(4);
        for (int i = 0; i < 128; i++) tree.Store((byte)(i * 2), i);
        int last = -1;
        foreach (var range in tree)
        {
            Assert.True(range.First > last);
            last = range.Last;
            tree.Clear();
        }

        Assert.True(tree.IsEmpty);
        Assert.Empty(tree.ToArray());
    }

    [Fact]
    public void Default_views_and_enumerators_have_nothing()
    {
        Assert.Empty(Seen(default(RangeView<byte, int>)));
        Assert.Empty((IEnumerable<RangeEntry<byte, int>>)default(RangeView<byte, int>));
    }

    [Fact]
    public void A_debugger_sees_the_first_thousand_ranges()
    {
        var tree = new MapleTree<uint, int>();
        for (uint i = 0; i < 1500; i++) tree.Store(i * 2, (int)i);
        var items = new RangesDebugView<uint, int>(tree).Items;
        Assert.Equal(RangesDebugView<uint, int>.Most, items.Length);
        Assert.Equal(new RangeEntry<uint, int>(1998, 1998, 999), items[^1]);
    }

    private static List<RangeEntry<byte, int>> Seen(RangeView<byte, int> view)
    {
        var seen = new List<RangeEntry<byte, int>>();
        foreach (var range in view) seen.Add(range);
        Assert.Equal(seen, view.Select(range => range)); // in pages
        return seen;
    }
}
