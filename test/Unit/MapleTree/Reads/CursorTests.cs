using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>The cursor's positions, against a cursor over a plain list, and one by one.</summary>
public class CursorTests
{
    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, 1)]
    [InlineData(4, 20)]
    [InlineData(4, 250)]
    [InlineData(5, 250)]
    [InlineData(TreeOf.FullCapacity, 250)]
    public void Random_calls_go_where_a_cursor_over_a_plain_list_goes(int capacity, int writes)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var (cells, tree) = RangeCells.Scattered(capacity, seed, writes);
            Wander(tree.GetCursor(), cells, seed);
            Wander(tree.Snapshot().GetCursor(), cells, seed);
            using var batch = tree.BeginBatch();
            Wander(batch.GetCursor(), cells, seed);
        }
    }

    [Fact]
    public void A_walk_finds_the_range_or_the_whole_gap()
    {
        var tree = Two();
        using var cursor = tree.GetCursor();
        Assert.True(cursor.Walk(15));
        Assert.Equal((15, 10, 20, 1), (cursor.Key, cursor.First, cursor.Last, cursor.Value));
        Assert.False(cursor.Walk(50));
        Assert.Equal((21, 99, false), (cursor.First, cursor.Last, cursor.HasValue));
        cursor.Set(105);
        Assert.Equal((105, 105, false), (cursor.First, cursor.Last, cursor.HasValue));
        Assert.True(cursor.Walk());
        Assert.Equal((100, 110, 2), (cursor.First, cursor.Last, cursor.Value));
    }

    [Fact]
    public void A_search_that_missed_goes_on_with_a_greater_limit()
    {
        using var cursor = Two().GetCursor();
        Assert.True(cursor.Find(255));
        Assert.Equal(10, cursor.First);
        Assert.False(cursor.Find(99));
        Assert.True(cursor.Find(100));
        Assert.Equal(100, cursor.First);
        Assert.False(cursor.Find(255));
    }

    [Fact]
    public void After_a_step_that_missed_a_step_back_returns_to_the_range_left()
    {
        using var cursor = Two().GetCursor();
        cursor.Set(100);
        Assert.False(cursor.Next(105));
        Assert.True(cursor.Previous(0));
        Assert.Equal(100, cursor.First);
        Assert.True(cursor.Previous(0));
        Assert.Equal(10, cursor.First);
        Assert.False(cursor.Previous(0));
        Assert.True(cursor.Next(255));
        Assert.Equal(10, cursor.First);
    }

    [Fact]
    public void A_cursor_that_missed_before_it_ever_moved_can_be_used_in_the_other_direction()
    {
        using var cursor = Two().GetCursor();
        cursor.Set(255);
        Assert.False(cursor.Next(255));
        Assert.True(cursor.Previous(0));
        Assert.Equal(100, cursor.First);
        cursor.Set(0);
        Assert.False(cursor.Previous(0));
        Assert.True(cursor.Next(255));
        Assert.Equal(10, cursor.First);
    }

    [Fact]
    public void A_paused_place_is_resumed_by_another_cursor_without_a_section_in_between()
    {
        using var domain = new RcuDomain();
        var tree = Two(domain);
        MapleCursorPosition<byte> place;
        using (var cursor = tree.GetCursor())
        {
            Assert.True(cursor.Find(255));
            place = cursor.Pause();
            domain.Synchronize(); // throws inside a section
            Assert.True(cursor.Find(255));
            Assert.Equal(100, cursor.First);
        }

        Assert.Equal((10, 10, 20), (place.Key, place.First, place.Last));
        using var other = tree.Snapshot().GetCursor();
        other.Resume(place);
        Assert.False(other.HasValue);
        Assert.True(other.Find(255));
        Assert.Equal(100, other.First);
        other.Resume(place);
        Assert.False(other.FindReverse(0));
    }

    [Fact]
    public void What_grows_over_the_place_where_a_cursor_was_paused_is_reported_without_the_keys_passed()
    {
        var tree = Two();
        using var cursor = tree.GetCursor();
        Assert.True(cursor.Find(255));
        _ = cursor.Pause();
        tree.StoreRange(15, 30, 3);
        Assert.True(cursor.Find(255));
        Assert.Equal((21, 30, 3), (cursor.First, cursor.Last, cursor.Value));
        tree.StoreRange(18, 40, 4);
        Assert.True(cursor.Next(255));
        Assert.Equal((31, 40, 4), (cursor.First, cursor.Last, cursor.Value));
        tree.StoreRange(5, 35, 5);
        Assert.True(cursor.Previous(0));
        Assert.Equal((5, 30, 5), (cursor.First, cursor.Last, cursor.Value));
    }

    [Fact]
    public void A_cursor_of_a_batch_stores_its_range_and_erases_the_range_on_which_it_stands()
    {
        var tree = Two();
        using (var batch = tree.BeginBatch())
        {
            using var cursor = batch.GetCursor();
            cursor.SetRange(15, 17);
            cursor.Store(9);
            Assert.Equal((15, 17, 9), (cursor.First, cursor.Last, cursor.Value));
            Assert.True(cursor.Next(255));
            Assert.Equal((18, 20, 1), (cursor.First, cursor.Last, cursor.Value));
            Assert.True(cursor.Erase(out var removed));
            Assert.Equal(new RangeEntry<byte, int>(18, 20, 1), removed);
            Assert.Equal((18, 99, false), (cursor.First, cursor.Last, cursor.HasValue));
            Assert.True(cursor.Find(255));
            Assert.Equal(100, cursor.First);
            cursor.Set(50);
            Assert.False(cursor.Erase());
            cursor.Set(12);
            Assert.True(cursor.Erase());
            Assert.True(tree.ContainsKey(12));
            batch.Commit();
        }

        Assert.Equal([new(15, 17, 9), new(100, 110, 2)], tree.ToArray());
        tree.CheckInvariants();
    }

    [Fact]
    public void A_cursor_is_set_to_a_gap_and_stores_there()
    {
        var tree = new MapleTree<byte, int>(new MapleTreeOptions<byte, int> { NodeCapacity = 4, TrackGaps = true });
        tree.StoreRange(10, 20, 1);
        tree.StoreRange(100, 110, 2);
        using (var batch = tree.BeginBatch())
        {
            using var cursor = batch.GetCursor();
            Assert.True(cursor.FindGap(5, 255, 10));
            Assert.Equal((21, 30, false), (cursor.First, cursor.Last, cursor.HasValue));
            cursor.Store(3);
            Assert.True(cursor.FindGapReverse(0, 120, 10));
            Assert.Equal((111, 120), (cursor.First, cursor.Last));
            Assert.False(cursor.FindGap(15, 25, 1));
            Assert.Equal(111, cursor.First);
            batch.Commit();
        }

        Assert.Equal(3, tree[30]);
        using var view = tree.Snapshot().GetCursor();
        Assert.True(view.FindGap(0, 255, 11));
        Assert.Equal(31, view.First);
        Assert.Throws<InvalidOperationException>(() => tree.GetCursor().FindGap(0, 255, 1));
        Assert.Throws<InvalidOperationException>(() => Two().Snapshot().GetCursor().FindGap(0, 255, 1));
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.Snapshot().GetCursor().FindGap(0, 255, 0)).ParamName);
        Assert.Equal("max", Assert.Throws<ArgumentException>(() => tree.Snapshot().GetCursor().FindGap(5, 4, 1)).ParamName);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        var tree = Two();
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var cursor = tree.GetCursor();
            _ = cursor.Value;
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var cursor = tree.GetCursor();
            cursor.Store(1);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var cursor = tree.Snapshot().GetCursor();
            cursor.Erase();
        });
        Assert.Throws<InvalidOperationException>(() => default(MapleCursor<byte, int>).Find(1));
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.GetCursor().SetRange(2, 1)).ParamName);
        Assert.Throws<ObjectDisposedException>(() =>
        {
            var cursor = tree.GetCursor();
            cursor.Dispose();
            cursor.Find(255);
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var batch = tree.BeginBatch();
            var cursor = batch.GetCursor();
            batch.Dispose();
            cursor.Find(255);
        });
        var domain = new RcuDomain();
        var gone = Two(domain);
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => gone.GetCursor().Find(255));
        Assert.Equal(2, tree.Count);
    }

    [Fact]
    public void Reads_refuse_reversed_windows_short_spans_ended_batches_and_null()
    {
        var tree = Two();
        var snapshot = tree.Snapshot();
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.EnumerateRange(5, 4)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.EnumerateDescending(5, 4)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => snapshot.EnumerateOverlapping(5, 4)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => snapshot.AnyIn(5, 4)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.AnyIn(5, 4)).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => tree.GetMany(new byte[2], new int[1], new bool[2])).ParamName);
        Assert.Equal("found", Assert.Throws<ArgumentException>(() => snapshot.GetMany(new byte[2], new int[2], new bool[1])).ParamName);
        Assert.Equal("visitor", Assert.Throws<ArgumentNullException>(() => tree.ForEach<object?>(null, null!)).ParamName);
        Assert.Throws<KeyNotFoundException>(() => snapshot[0]);
        Assert.Throws<InvalidOperationException>(() =>
        {
            var batch = tree.BeginBatch();
            var ranges = batch.GetEnumerator();
            batch.Dispose();
            ranges.MoveNext();
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            var batch = tree.BeginBatch();
            batch.Dispose();
            batch.AnyIn(1, 2);
        });
        var domain = new RcuDomain();
        var gone = Two(domain);
        var before = gone.Snapshot();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => gone.ToArray());
        Assert.Throws<ObjectDisposedException>(() => gone.GetMany(new byte[1], new int[1], new bool[1]));
        Assert.Equal(2, before.ToArray().Length);
    }

    private static MapleTree<byte, int> Two(RcuDomain? domain = null)
    {
        var tree = new MapleTree<byte, int>(new MapleTreeOptions<byte, int> { NodeCapacity = 4, Domain = domain });
        tree.StoreRange(10, 20, 1);
        tree.StoreRange(100, 110, 2);
        return tree;
    }

    private static void Wander(MapleCursor<byte, int> cursor, RangeCells cells, int seed)
    {
        var random = new Random(seed);
        var expected = new ReferenceCursor(cells);
        for (int i = 0; i < 400; i++)
        {
            var limit = (byte)random.Next(256);
            if (random.Next(2) == 0) limit = random.Next(2) == 0 ? byte.MinValue : byte.MaxValue;
            int call = random.Next(14);
            bool gaps = (call & 1) != 0;
            var (hit, answer) = call switch
            {
                0 or 1 => (gaps ? cursor.FindRange(limit) : cursor.Find(limit), expected.Find(limit, gaps)),
                2 or 3 => (gaps ? cursor.FindRangeReverse(limit) : cursor.FindReverse(limit), expected.FindReverse(limit, gaps)),
                4 or 5 or 6 or 7 => (gaps ? cursor.NextRange(limit) : cursor.Next(limit), expected.Next(limit, gaps)),
                8 or 9 or 10 => (gaps ? cursor.PreviousRange(limit) : cursor.Previous(limit), expected.Previous(limit, gaps)),
                11 => (cursor.Walk(cursor.First), expected.Walk()),
                12 => Pause(ref cursor, expected),
                _ => Set(ref cursor, expected, limit),
            };
            string what = $"call {call} with {limit}, seed {seed}, step {i}";
            Assert.True(answer == hit, what);
            Assert.True((expected.First, expected.Last, expected.HasValue) == (cursor.First, cursor.Last, cursor.HasValue), $"{what}: {expected.First}-{expected.Last} is not {cursor.First}-{cursor.Last}");
            if (expected.HasValue) Assert.Equal(cells.At(expected.First).Value, cursor.Value);
        }

        cursor.Dispose();
    }

    private static (bool Hit, bool Answer) Pause(ref MapleCursor<byte, int> cursor, ReferenceCursor expected)
    {
        _ = cursor.Pause();
        expected.Pause();
        return (true, true);
    }

    private static (bool Hit, bool Answer) Set(ref MapleCursor<byte, int> cursor, ReferenceCursor expected, byte key)
    {
        cursor.Set(key);
        expected.Set(key, key);
        return (true, true);
    }
}
