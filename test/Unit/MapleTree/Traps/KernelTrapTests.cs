using System;
using System.Linq;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Defects that the kernel's maple tree once had, each as a test. Those that our design cannot have are rows of docs/kernel-map.md, section 3.2.</summary>
public class KernelTrapTests
{
    private const ulong Max = ulong.MaxValue;

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Adding_the_whole_key_space_to_a_tree_of_one_leaf_is_refused(int capacity)
    {
        var pair = new Pair(capacity);
        pair.Store(10, 20, 1);
        Assert.False(pair.Tree.TryAddRange(0, Max, 2));
        Assert.False(pair.Tree.TryAddRange(5, 15, 2));
        Assert.False(pair.Tree.TryAddRange(0, Max - 1, 2));
        pair.Check();
        pair.Tree.Clear();
        Assert.True(pair.Tree.TryAddRange(0, Max, 2));
        Assert.False(pair.Tree.TryAdd(Max, 3));
    }

    [Fact]
    public void The_size_of_the_whole_key_space_does_not_overflow()
    {
        var tree = MapleOf.Empty<ulong, long>();
        Assert.True(tree.TryFindGap(Max, out ulong first) && first == 0);
        Assert.True(tree.TryFindGapHighest(Max, out first) && first == 1);
        Assert.True(tree.TryAllocateHighest(Max, 1, out first) && first == 1);
        Assert.False(tree.TryFindGap(2, out _));
        Assert.True(tree.TryAllocate(1, 2, out first) && first == 0);
        Assert.False(tree.TryFindGap(1, out _));

        var bytes = MapleOf.Empty<byte, long>();
        Assert.True(bytes.TryFindGapHighest(255, out byte low) && low == 1);
        Assert.True(bytes.TryAllocate(255, 1, out low) && low == 0);
        Assert.True(bytes.TryAllocateHighest(1, 1, out low) && low == 255);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void The_highest_gap_is_found_although_it_begins_at_the_first_key(int capacity)
    {
        var tree = MapleOf.Empty<ulong, long>(capacity);
        tree.StoreRange(Max - 4, Max, 1);
        Assert.True(tree.TryFindGapHighest(5, out ulong first, Max - 9, Max) && first == Max - 9);
        Assert.True(tree.TryFindGapHighest(5, out first, Max - 9, Max - 1) && first == Max - 9);
        Assert.True(tree.TryFindGapHighest(5, out first) && first == Max - 9);
        Assert.True(tree.TryFindGap(5, out first, Max - 9, Max) && first == Max - 9);
        Assert.True(tree.TryAllocateHighest(5, 2, out first) && first == Max - 9);
    }

    [Fact]
    public void A_window_from_the_first_key_beside_a_lone_entry_there_begins_at_the_second()
    {
        var tree = MapleOf.Empty<ulong, long>();
        tree.Store(0, 7);
        Assert.False(tree.TryFindGap(10, out _, 0, 9));
        Assert.True(tree.TryFindGap(9, out ulong first, 0, 9) && first == 1);
        Assert.True(tree.TryFindGapHighest(9, out first, 0, 9) && first == 1);
        Assert.False(tree.TryFindGapHighest(10, out _, 0, 9));
    }

    [Fact]
    public void The_step_down_to_a_lone_entry_minds_its_limit()
    {
        var tree = MapleOf.Empty<ulong, long>();
        tree.Store(0, 7);
        using var cursor = tree.GetCursor();
        cursor.Set(5);
        Assert.False(cursor.Previous(3));
        cursor.Set(5);
        Assert.False(cursor.FindReverse(3));
        cursor.Set(5);
        Assert.True(cursor.Previous(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void A_cursor_that_missed_before_it_ever_walked_goes_the_other_way(int ranges)
    {
        var tree = Pair.Row(ranges, gap: 5).Tree;
        using var cursor = tree.GetCursor();
        cursor.Set(Max);
        Assert.False(cursor.Next(Max));
        Assert.Equal(ranges > 0, cursor.Previous(0));
        if (ranges > 0) Assert.Equal(ranges - 1, cursor.Value);
        cursor.Set(0);
        Assert.False(cursor.Previous(0));
        bool found = cursor.Next(Max);
        // One before its place: what is at the place comes first.
        Assert.Equal(ranges > 0, found);
        if (ranges > 0) Assert.Equal(0, cursor.Value);
        cursor.Set(7);
        Assert.False(cursor.NextRange(3));
        Assert.True(cursor.PreviousRange(0) || ranges != 50);
        cursor.Set(7);
        Assert.False(cursor.PreviousRange(9));
        cursor.FindRange(Max);
        cursor.Walk(7);
        Assert.Equal(ranges > 0, cursor.HasValue);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_root_with_any_number_of_children_is_emptied_and_used_again(bool gaps)
    {
        // The kernel's crashed at exactly as many children as its node has slots.
        for (int count = 1; count <= 34 * 17; count++)
        {
            var pair = Pair.Row(count, width: 1, gap: (ulong)(count % 2), capacity: TreeOf.FullCapacity, gaps: gaps);
            pair.Tree.CheckInvariants();
            if (count % 16 != 0) continue;
            pair.Check();
            pair.Tree.Clear();
            pair.Model.Clear();
            pair.Store(3, 9, 1);
            pair.Check();
        }
    }

    [Fact]
    public void A_gap_found_from_above_never_begins_below_the_window()
    {
        // bugzilla 216911
        var pair = Pair.Row(60, width: 8, gap: 8, from: 1_000);
        for (ulong low = 980; low < 1_100; low++)
        {
            for (ulong size = 1; size < 24; size++) MapleAssert.Gap(new TreeAccess<ulong, long>(pair.Tree), pair.Model, size, low, low + 40, 1ul);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void A_cursor_goes_on_correctly_after_a_search_for_a_gap(int capacity)
    {
        var pair = Pair.Row(60, gap: 10, capacity: capacity);
        for (ulong low = 0; low < 1_100; low += 7)
        {
            using var batch = pair.Tree.BeginBatch();
            using var cursor = batch.GetCursor();
            Assert.True(cursor.FindGap(low, Max, 4));
            var around = pair.Model.At(cursor.First);
            Assert.False(around.HasValue);
            ulong first = cursor.First, last = cursor.Last;
            Assert.Equal(3ul, last - first);
            if (cursor.Next(Max)) Assert.Equal(around.Last + 1, cursor.First);
            else Assert.Equal(Max, around.Last);
            Assert.True(cursor.FindGapReverse(5, low + 20, 4));
            around = pair.Model.At(cursor.First);
            Assert.True(cursor.Previous(0));
            Assert.Equal(around.First - 1, cursor.Last);
            Assert.True(cursor.FindGap(low, Max, 4));
            cursor.Store(99);
            Assert.True(batch.TryGetRange(first, out var stored));
            Assert.Equal(new RangeEntry<ulong, long>(first, last, 99), stored);
        }

        pair.Check();
    }

    /// <summary>Every store, and every erase, from a boundary to a boundary, and one key to either side: those that end exactly where a node ends are among them.</summary>
    [Theory]
    [InlineData(4, 0, false)]
    [InlineData(4, 0, true)]
    [InlineData(4, 10, false)]
    [InlineData(4, 10, true)]
    [InlineData(5, 10, false)]
    [InlineData(5, 0, true)]
    public void A_write_over_several_nodes_may_begin_and_end_anywhere(int capacity, int gap, bool erase)
    {
        // CVE-2024-50200; and the spanning store at the end of the tree that leaves too little data; and the empty range that ends a leaf.
        const int Ranges = 26;
        ulong width = 10 + (ulong)gap;
        for (int i = 0; i < Ranges; i += 1)
        {
            for (int j = i; j <= Ranges; j++)
            {
                int shape = (i * 31) + j;
                ulong first = ((ulong)i * width) + (ulong)(shape % 3);
                ulong last = j == Ranges ? Max - (ulong)(shape % 2) : ((ulong)j * width) + 9 + (ulong)(shape / 3 % 3) - 1;
                var pair = Pair.Row(Ranges, gap: (ulong)gap, capacity: capacity);
                if (erase) pair.Remove(first, last);
                else pair.Store(first, last, 1_000);
                pair.CheckQuickly();
            }
        }
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(4, 3)]
    [InlineData(TreeOf.FullCapacity, 3)]
    public void All_entries_of_a_node_in_the_middle_or_at_either_end_can_be_erased(int capacity, int gap)
    {
        // Also: an entirely empty node, a gap that moves, splitting on an empty range and then erasing.
        int ranges = capacity == 4 ? 40 : 160;
        foreach (int at in new[] { 0, 1, ranges / 3, ranges / 2, ranges - 12, ranges - 3 })
        {
            for (int length = 1; length <= 12 && at + length <= ranges; length++)
            {
                var up = Pair.Row(ranges, gap: (ulong)gap, capacity: capacity);
                var down = Pair.Row(ranges, gap: (ulong)gap, capacity: capacity);
                for (int i = 0; i < length; i++)
                {
                    up.Erase((ulong)(at + i) * (10 + (ulong)gap));
                    down.Erase((ulong)(at + length - 1 - i) * (10 + (ulong)gap));
                }

                up.CheckQuickly();
                down.CheckQuickly();
                up.Store((ulong)at * (10 + (ulong)gap), ((ulong)at * (10 + (ulong)gap)) + 2, 5);
                up.CheckQuickly();
            }
        }
    }

    [Fact]
    public void The_gap_before_the_first_entry_of_a_node_is_kept_when_the_entry_moves_or_goes()
    {
        // Limit update at slot 0; gap of a moved slot zeroed; gap off by one.
        for (int at = 0; at < 30; at++)
        {
            var pair = Pair.Row(30, gap: 10, from: 100);
            ulong first = 100 + ((ulong)at * 20);
            pair.Remove(first, first + 3);
            pair.CheckQuickly();
            pair.Store(first - 5, first + 5, 7);
            pair.CheckQuickly();
            pair.Erase(first);
            pair.CheckQuickly();
            pair.Store(first, first, 8);
            pair.CheckQuickly();
            MapleAssert.Gap(new TreeAccess<ulong, long>(pair.Tree), pair.Model, 10ul, first - 10, first + 9, 1ul);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void A_gap_at_the_end_of_a_node_is_seen_from_above(int capacity)
    {
        // Trailing null at node end not counted walking back; node maximum taken from the parent.
        var pair = Pair.Row(100, gap: 10, capacity: capacity);
        for (ulong size = 1; size <= 10; size++)
        {
            for (ulong last = 19; last < 2_000; last += 20) MapleAssert.Gap(new TreeAccess<ulong, long>(pair.Tree), pair.Model, size, last - 19, last, 1ul);
        }

        for (int i = 99; i >= 0; i -= 3)
        {
            pair.Erase((ulong)i * 20);
            Assert.True(pair.Tree.TryFindGapHighest(30, out ulong found, 0, 2_000) && found == pair.Model.HighestGap(30, 0, 2_000, 1), $"after {i}");
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Steps_end_at_either_end_of_the_key_space(int capacity)
    {
        // prev looping at the root; the index that grows to 0 behind the last one.
        var pair = Pair.Row(50, capacity: capacity);
        pair.Store(Max - 3, Max, 1);
        pair.Store(0, 0, 2);
        using var cursor = pair.Tree.GetCursor();
        cursor.Set(Max);
        Assert.True(cursor.Find(Max));
        Assert.Equal((Max - 3, Max), (cursor.First, cursor.Last));
        Assert.False(cursor.Find(Max));
        Assert.False(cursor.Next(Max));
        Assert.False(cursor.NextRange(Max));
        cursor.Pause();
        Assert.False(cursor.Find(Max));
        Assert.False(cursor.FindRange(Max));
        cursor.Set(0);
        Assert.True(cursor.FindReverse(0));
        Assert.False(cursor.FindReverse(0));
        Assert.False(cursor.Previous(0));
        Assert.False(cursor.PreviousRange(0));
        Assert.Equal(pair.Model.Ranges, pair.Tree.EnumerateRange(0, Max));
        Assert.Equal(pair.Model.Overlapping(Max, Max, gaps: true), pair.Tree.EnumerateRange(Max, Max, gaps: true));
        Assert.Equal(pair.Model.Ranges.AsEnumerable().Reverse(), pair.Tree.EnumerateDescending(0, Max));
        Assert.Equal(pair.Model.Overlapping(0, 0, gaps: true), pair.Tree.EnumerateDescending(0, 0, gaps: true));
    }

    [Fact]
    public void A_window_that_is_too_small_or_reversed_is_refused_and_names_the_argument()
    {
        var tree = MapleOf.Empty<ulong, long>();
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryAllocate(0, 1, out _)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryAllocate(11, 1, out _, 0, 9)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryFindGapHighest(Max, out _, 2, Max)).ParamName);
        Assert.Equal("windowLast", Assert.Throws<ArgumentException>(() => tree.TryAllocateHighest(1, 1, out _, 5, 4)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.StoreRange(5, 4, 1)).ParamName);
        Assert.Throws<InvalidOperationException>(() => MapleOf.Empty<ulong, long>(gaps: false).TryAllocate(1, 1, out _));
        Assert.Throws<InvalidOperationException>(() =>
        {
            using var cursor = tree.GetCursor();
            cursor.FindGap(0, 9, 1);
        });
        tree.Domain.Synchronize(); // no section was left open
        Assert.Throws<InvalidOperationException>(() => MapleOf.Empty<ulong, long>(gaps: false).Snapshot().GetCursor().FindGap(0, 9, 1));
        Assert.Equal("max", Assert.Throws<ArgumentException>(() => tree.Snapshot().GetCursor().FindGap(5, 4, 1)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.Snapshot().GetCursor().FindGapReverse(0, 4, 6)).ParamName);
        Assert.True(tree.IsEmpty);
    }
}
