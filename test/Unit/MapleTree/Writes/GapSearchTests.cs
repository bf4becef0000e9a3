using System;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Searches for gaps and what is stored in them, against looking at every place there is.</summary>
public class GapSearchTests
{
    private static MapleTreeOptions<TKey, int> Tracking<TKey>(int capacity = 4)
        where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>, System.Numerics.IUnsignedNumber<TKey>, System.Numerics.IMinMaxValue<TKey>
        => new() { TrackGaps = true, NodeCapacity = capacity };

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(32)]
    public void The_lowest_and_the_highest_place_are_found_whatever_the_window_and_the_alignment(int capacity)
    {
        var random = new Random(capacity);
        for (int round = 0; round < 60; round++)
        {
            var tree = new MapleTree<byte, int>(Tracking<byte>(capacity));
            var taken = new bool[256];
            for (int step = 0; step < 60; step++)
            {
                int first = random.Next(256), last = Math.Min(255, first + random.Next(12));
                bool store = random.Next(5) > 0;
                if (store) tree.StoreRange((byte)first, (byte)last, step);
                else tree.RemoveRange((byte)first, (byte)last);
                Array.Fill(taken, store, first, last - first + 1);
                AssertFound(tree, taken, random);
            }

            MapleTreeSnapshot<byte, int> before = tree.Snapshot();
            var takenBefore = (bool[])taken.Clone();
            for (int step = 0; step < 20; step++) Allocate(tree, taken, random);
            for (int step = 0; step < 20; step++) AssertFound(before, takenBefore, random);
        }
    }

    [Fact]
    public void Cyclic_allocation_goes_round_the_window()
    {
        var tree = new MapleTree<byte, int>(Tracking<byte>());
        byte next = 0;
        for (int i = 0; i < 10; i++)
        {
            Assert.True(tree.TryAllocateCyclic(1, i, ref next, out byte first, 10, 19));
            Assert.Equal(10 + i, first);
            Assert.Equal(11 + i, next);
        }

        Assert.False(tree.TryAllocateCyclic(1, 0, ref next, out _, 10, 19));
        Assert.Equal(20, next);
        Assert.True(tree.RemoveRange(12, 13));
        Assert.True(tree.TryAllocateCyclic(2, 0, ref next, out byte again, 10, 19));
        Assert.Equal(12, again);
        Assert.Equal(14, next);
        tree.CheckInvariants();
    }

    [Fact]
    public void Cyclic_allocation_starts_over_behind_the_greatest_key()
    {
        var tree = new MapleTree<byte, int>(Tracking<byte>());
        byte next = 254;
        Assert.True(tree.TryAllocateCyclic(2, 1, ref next, out byte first, 7));
        Assert.Equal(254, first);
        Assert.Equal(7, next);
        Assert.True(tree.TryAllocateCyclic(2, 1, ref next, out first, 7));
        Assert.Equal(7, first);
    }

    [Fact]
    public void Sizes_up_to_the_greatest_key_are_found()
    {
        var tree = new MapleTree<ulong, int>(Tracking<ulong>());
        Assert.True(tree.TryFindGap(ulong.MaxValue, out ulong first));
        Assert.Equal(0ul, first);
        Assert.True(tree.TryFindGapHighest(ulong.MaxValue, out first));
        Assert.Equal(1ul, first);
        Assert.True(tree.TryAllocate(ulong.MaxValue, 5, out first, windowFirst: 1));
        Assert.Equal(1ul, first);
        Assert.Equal(5, tree.TryGetValue(ulong.MaxValue / 2, out int value) ? value : 0);
        Assert.False(tree.TryAllocate(2, 6, out first));
        Assert.Equal(0ul, first);
        Assert.True(tree.TryAllocateHighest(1, 6, out first));
        Assert.Equal(0ul, first);
        Assert.False(tree.TryAllocate(1, 7, out _));
        tree.CheckInvariants();
    }

    [Fact]
    public void Sizes_up_to_the_greatest_key_are_found_in_a_tall_tree()
    {
        var tree = new MapleTree<UInt128, int>(Tracking<UInt128>());
        for (int i = 0; i < 100; i++) tree.Store((UInt128)(2 * i), i);
        UInt128 rest = UInt128.MaxValue - 198;
        Assert.True(tree.TryFindGap(rest, out UInt128 first));
        Assert.Equal((UInt128)199, first);
        Assert.False(tree.TryFindGap(rest + 1, out _));
        Assert.False(tree.TryFindGap(UInt128.MaxValue, out _));
        tree.RemoveRange(0, UInt128.MaxValue);
        Assert.True(tree.TryFindGapHighest(UInt128.MaxValue, out first));
        Assert.Equal((UInt128)1, first);
        tree.CheckInvariants();
    }

    [Fact]
    public void Arguments_that_cannot_be_meant_are_named_and_change_nothing()
    {
        var tree = new MapleTree<byte, int>(Tracking<byte>());
        byte next = 3;
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryAllocate(0, 1, out _)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryAllocate(11, 1, out _, 10, 19)).ParamName);
        Assert.Equal("windowLast", Assert.Throws<ArgumentException>(() => tree.TryAllocateHighest(1, 1, out _, 20, 19)).ParamName);
        Assert.Equal("alignment", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryFindGap(1, out _, alignment: 0)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryFindGapHighest(0, out _)).ParamName);
        Assert.Equal("windowLast", Assert.Throws<ArgumentException>(() => tree.TryAllocateCyclic(1, 1, ref next, out _, 5, 4)).ParamName);
        Assert.Equal("size", Assert.Throws<ArgumentOutOfRangeException>(() => tree.Snapshot().TryFindGap(0, out _)).ParamName);
        Assert.Equal(3, next);
        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void A_tree_that_does_not_track_gaps_says_so()
    {
        var tree = new MapleTree<byte, int>();
        byte next = 0;
        Assert.False(tree.TracksGaps);
        Assert.Throws<InvalidOperationException>(() => tree.TryAllocate(1, 1, out _));
        Assert.Throws<InvalidOperationException>(() => tree.TryAllocateHighest(1, 1, out _));
        Assert.Throws<InvalidOperationException>(() => tree.TryAllocateCyclic(1, 1, ref next, out _));
        Assert.Throws<InvalidOperationException>(() => tree.TryFindGap(1, out _));
        Assert.Throws<InvalidOperationException>(() => tree.TryFindGapHighest(1, out _));
        Assert.Throws<InvalidOperationException>(() => tree.Snapshot().TryFindGap(1, out _));
        Assert.Throws<InvalidOperationException>(() => tree.Snapshot().TryFindGapHighest(1, out _));
        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void A_batch_allocates_in_its_own_view()
    {
        var tree = new MapleTree<byte, int>(Tracking<byte>());
        using (MapleTree<byte, int>.Batch batch = tree.BeginBatch())
        {
            for (int i = 0; i < 32; i++)
            {
                Assert.True(batch.TryAllocate(4, i, out byte low));
                Assert.Equal(4 * i, low);
                Assert.True(batch.TryAllocateHighest(4, i, out byte high, alignment: 2));
                Assert.Equal(252 - (4 * i), high);
                tree.CheckBatch();
            }

            byte next = 0;
            Assert.False(batch.TryAllocateCyclic(1, 0, ref next, out _));
            Assert.False(batch.TryFindGap(1, out _));
            Assert.False(batch.TryFindGapHighest(1, out _));
            batch.RemoveRange(100, 107);
            Assert.True(batch.TryAllocateCyclic(8, 0, ref next, out byte only));
            Assert.Equal(100, only);
            Assert.True(tree.IsEmpty);
            batch.Commit();
        }

        Assert.Equal(63, tree.Count);
        tree.CheckInvariants();
    }

    private static void Allocate(MapleTree<byte, int> tree, bool[] taken, Random random)
    {
        (byte size, byte first, byte last, byte alignment) = Request(random);
        bool highest = random.Next(2) == 0;
        int expected = Place(taken, size, first, last, alignment, highest);
        bool found = highest ? tree.TryAllocateHighest(size, 1, out byte place, first, last, alignment) : tree.TryAllocate(size, 1, out place, first, last, alignment);
        Assert.Equal(expected >= 0, found);
        Assert.Equal(Math.Max(0, expected), place);
        if (found) Array.Fill(taken, true, place, size);
        tree.CheckInvariants();
    }

    private static void AssertFound(MapleTree<byte, int> tree, bool[] taken, Random random)
    {
        (byte size, byte first, byte last, byte alignment) = Request(random);
        int low = Place(taken, size, first, last, alignment, highest: false), high = Place(taken, size, first, last, alignment, highest: true);
        Assert.Equal(low >= 0, tree.TryFindGap(size, out byte place, first, last, alignment));
        Assert.Equal(Math.Max(0, low), place);
        Assert.Equal(high >= 0, tree.TryFindGapHighest(size, out place, first, last, alignment));
        Assert.Equal(Math.Max(0, high), place);
    }

    private static void AssertFound(MapleTreeSnapshot<byte, int> snapshot, bool[] taken, Random random)
    {
        (byte size, byte first, byte last, byte alignment) = Request(random);
        int low = Place(taken, size, first, last, alignment, highest: false), high = Place(taken, size, first, last, alignment, highest: true);
        Assert.Equal(low >= 0, snapshot.TryFindGap(size, out byte place, first, last, alignment));
        Assert.Equal(Math.Max(0, low), place);
        Assert.Equal(high >= 0, snapshot.TryFindGapHighest(size, out place, first, last, alignment));
        Assert.Equal(Math.Max(0, high), place);
    }

    private static (byte Size, byte First, byte Last, byte Alignment) Request(Random random)
    {
        int first = random.Next(3) == 0 ? 0 : random.Next(256), last = random.Next(3) == 0 ? 255 : random.Next(first, 256);
        int size = Math.Min(1 + random.Next(1 << random.Next(1, 8)), Math.Min(255, last - first + 1));
        return ((byte)size, (byte)first, (byte)last, random.Next(2) == 0 ? (byte)1 : (byte)random.Next(1, 40));
    }

    private static int Place(bool[] taken, int size, int first, int last, int alignment, bool highest)
    {
        int found = -1;
        for (int place = first; place + size - 1 <= last; place++)
        {
            if (place % alignment != 0 || Array.IndexOf(taken, true, place, size) >= 0) continue;
            if (!highest) return place;
            found = place;
        }

        return found;
    }
}
