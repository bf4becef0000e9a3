using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Building a whole tree at once, copying one, and taking everything out of one.</summary>
public class LoadTests
{
    public static TheoryData<int, bool> Trees
    {
        get
        {
            var data = new TheoryData<int, bool>();
            foreach (int capacity in new[] { 4, 5, 32 })
            {
                data.Add(capacity, false);
                data.Add(capacity, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public void A_loaded_tree_holds_the_ranges_and_can_be_written_to(int capacity, bool gaps)
    {
        for (int count = 0; count < 300; count += count < 40 ? 1 : 37)
        {
            var tree = Make(capacity, gaps);
            tree.Store(5, -1);
            RangeEntry<ushort, int>[] ranges = Ranges(count, new Random(count));
            tree.Load(ranges);
            tree.CheckInvariants();
            Assert.Equal(count, tree.Count);
            Assert.Equal(ranges, All(tree));
            for (int i = 0; i < 20; i++)
            {
                tree.StoreRange((ushort)(i * 100), (ushort)((i * 100) + (i * i)), i);
                tree.CheckInvariants();
                tree.RemoveRange((ushort)(i * 90), (ushort)((i * 90) + i));
                tree.CheckInvariants();
            }
        }
    }

    [Fact]
    public void Neighbours_with_the_same_value_are_loaded_as_one_where_ranges_coalesce()
    {
        var tree = new MapleTree<byte, string>(new MapleTreeOptions<byte, string> { Coalesce = true, NodeCapacity = 4 });
        string a = "a", b = "b";
        tree.Load([new(0, 9, a), new(10, 19, a), new(20, 29, b), new(31, 40, b), new(41, 255, b)]);
        tree.CheckInvariants();
        Assert.Equal([new(0, 19, a), new(20, 29, b), new(31, 255, b)], All(tree));
        Assert.Equal(3, tree.Count);
    }

    [Fact]
    public void Gaps_among_the_ranges_say_nothing_new()
    {
        var tree = new MapleTree<byte, int>();
        tree.StoreRange(10, 19, 1);
        tree.StoreRange(255, 255, 2);
        var withGaps = new List<RangeEntry<byte, int>>();
        foreach (RangeEntry<byte, int> range in tree.EnumerateRange(0, 255, gaps: true)) withGaps.Add(range);
        Assert.Equal(4, withGaps.Count);
        var other = new MapleTree<byte, int>();
        other.Load(withGaps);
        other.CheckInvariants();
        Assert.Equal(All(tree), All(other));
    }

    [Fact]
    public void Ranges_that_do_not_ascend_are_refused_by_position_and_leave_the_tree_as_it_was()
    {
        var tree = new MapleTree<byte, int>();
        tree.Store(7, 70);
        AssertRefused([new(1, 5, 0), new(5, 9, 0)], "position 1");
        AssertRefused([new(1, 5, 0), new(9, 20, 0), new(7, 8, 0)], "position 2");
        AssertRefused([new(6, 5, 0)], "position 0");
        AssertRefused([new(0, 255, 0), new(0, 0, 0)], "position 1");
        AssertRefused([new(0, 255, 0), new(255, 255, 0)], "position 1");
        Assert.Equal("ranges", Assert.Throws<ArgumentNullException>(() => tree.Load(null!)).ParamName);

        void AssertRefused(RangeEntry<byte, int>[] ranges, string position)
        {
            ArgumentException refusal = Assert.Throws<ArgumentException>(() => tree.Load(ranges));
            Assert.Equal("ranges", refusal.ParamName);
            Assert.Contains(position, refusal.Message, StringComparison.Ordinal);
            Assert.Equal([new(7, 7, 70)], All(tree));
            tree.CheckInvariants();
        }
    }

    [Fact]
    public void The_source_of_a_load_may_write_to_the_tree_and_throw()
    {
        var tree = new MapleTree<byte, int>();
        tree.Load(Source(fails: false));
        Assert.Equal([new(1, 2, 3)], All(tree));
        Assert.Throws<FormatException>(() => tree.Load(Source(fails: true)));
        Assert.Equal([new(1, 2, 3), new(100, 100, 1)], All(tree));
        tree.CheckInvariants();

        IEnumerable<RangeEntry<byte, int>> Source(bool fails)
        {
            tree.Store(100, 1);
            yield return new(1, 2, 3);
            if (fails) throw new FormatException();
        }
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public void A_clone_is_a_tree_of_its_own(int capacity, bool gaps)
    {
        var tree = Make(capacity, gaps);
        RangeEntry<ushort, int>[] ranges = Ranges(200, new Random(1));
        tree.Load(ranges);
        MapleTree<ushort, int> clone = tree.Clone();
        clone.CheckInvariants();
        Assert.Equal(gaps, clone.TracksGaps);
        tree.RemoveRange(0, ushort.MaxValue);
        Assert.Equal(ranges, All(clone));
        Assert.Equal(200, clone.Count);
        clone.Clear();
        clone.CheckInvariants();
        tree.CheckInvariants();
        Assert.True(tree.IsEmpty && clone.IsEmpty);
    }

    [Fact]
    public void What_is_taken_out_is_whole_and_the_tree_goes_on()
    {
        var tree = Make(4, gaps: true);
        RangeEntry<ushort, int>[] ranges = Ranges(100, new Random(2));
        tree.Load(ranges);
        MapleTreeSnapshot<ushort, int> taken = tree.TakeAll();
        Assert.True(tree.IsEmpty);
        for (int i = 0; i < 500; i++) tree.Store((ushort)(i * 3), i);
        tree.CheckInvariants();
        Assert.Equal(100, taken.Count);
        Assert.Equal(ranges, taken.ToArray());

        var drained = new List<RangeEntry<ushort, int>>();
        Assert.Equal(500, tree.Drain(drained, (list, range, ordinal) =>
        {
            Assert.Equal(list.Count, ordinal);
            Assert.True(tree.IsEmpty);
            list.Add(range);
        }));
        Assert.Equal(500, drained.Count);
        tree.Store(1, 1);
        Assert.Throws<FormatException>(() => tree.Drain(0, (_, _, _) => throw new FormatException()));
        Assert.True(tree.IsEmpty);
        tree.Store(1, 1);
        Assert.Equal("visitor", Assert.Throws<ArgumentNullException>(() => tree.Drain(0, null!)).ParamName);
        Assert.Equal(1, tree.Count);
    }

    private static MapleTree<ushort, int> Make(int capacity, bool gaps) => new(new MapleTreeOptions<ushort, int> { NodeCapacity = capacity, TrackGaps = gaps });

    private static RangeEntry<ushort, int>[] Ranges(int count, Random random)
    {
        var ranges = new RangeEntry<ushort, int>[count];
        int next = 0;
        for (int i = 0; i < count; i++)
        {
            int first = next + (random.Next(2) * random.Next(10)), last = first + random.Next(5);
            if (i == 40) last = ushort.MaxValue / 2;
            ranges[i] = new((ushort)first, (ushort)last, i);
            next = last + 1;
        }

        return ranges;
    }

    private static List<RangeEntry<TKey, TValue>> All<TKey, TValue>(MapleTree<TKey, TValue> tree)
        where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>, System.Numerics.IUnsignedNumber<TKey>, System.Numerics.IMinMaxValue<TKey>
        => tree.ToList();
}
