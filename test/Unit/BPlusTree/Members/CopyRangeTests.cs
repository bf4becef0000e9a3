using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Counting and paging. That both agree with a model on tree, reader, snapshot and batch is checked wherever <see cref="TreeAssert"/> is used.</summary>
public class CopyRangeTests
{
    public static TheoryData<int, int> PageSizes
    {
        get
        {
            var sizes = new TheoryData<int, int>();
            foreach (int capacity in new[] { 4, TreeOf.FullCapacity })
            {
                foreach (int size in new[] { 1, 2, 3, 32, 99, 100, 101, 5_000 }) sizes.Add(capacity, size);
            }

            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(PageSizes))]
    public void Pages_of_any_size_give_every_entry_once_in_both_directions(int capacity, int size)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100, step: 3));
        var ranges = new[]
        {
            KeyRange<int>.All, KeyRange<int>.AtLeast(30), KeyRange<int>.GreaterThan(30), KeyRange<int>.AtMost(90), KeyRange<int>.LessThan(90), KeyRange<int>.Inclusive(31, 200),
            KeyRange<int>.HalfOpen(30, 33), KeyRange<int>.Between(30, false, 33, false), KeyRange<int>.AtLeast(1_000), KeyRange<int>.LessThan(0),
        };
        foreach (var range in ranges)
        {
            int[] expected = [.. tree.EnumerateRange(range).Select(entry => entry.Key)];
            Assert.Equal(expected, Pages(tree, range, size, descending: false));
            Assert.Equal(expected.Reverse(), Pages(tree, range, size, descending: true));
            Assert.Equal(expected.Length, tree.CountRange(range));
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void Ranges_of_more_leaves_than_one_section_covers_are_counted_and_copied_whole(int capacity)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(capacity, domain: domain);
        const int Entries = 30_000;
        for (int key = 0; key < Entries; key++) tree.Add(key, Twin.Of(key));
        Assert.Equal(Entries - 2, tree.CountRange(KeyRange<int>.Inclusive(1, Entries - 2)));
        var keys = new int[Entries];
        var values = new Twin[Entries];
        Assert.Equal(Entries - 1, tree.CopyRange(KeyRange<int>.AtLeast(1), keys, values, out _));
        for (int i = 0; i < Entries - 1; i++) Assert.Equal((i + 1, Twin.Of(i + 1)), (keys[i], values[i]));
        Assert.Equal(Entries, tree.CopyDescending(KeyRange<int>.All, keys, values, out _));
        for (int i = 0; i < Entries; i++) Assert.Equal((Entries - 1 - i, Twin.Of(Entries - 1 - i)), (keys[i], values[i]));
        Assert.False(domain.IsInReadSection);
    }

    [Fact]
    public void The_rest_of_a_copied_range_begins_behind_the_last_entry_and_keeps_the_other_end()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(20));
        var keys = new int[5];
        var values = new int[5];
        Assert.Equal(5, tree.CopyRange(KeyRange<int>.Inclusive(3, 15), keys, values, out var rest));
        Assert.Equal(KeyRange<int>.Between(7, false, 15, true), rest);
        Assert.Equal(5, tree.CopyDescending(KeyRange<int>.Inclusive(3, 15), keys, values, out rest));
        Assert.Equal(KeyRange<int>.Between(3, true, 11, false), rest);
        Assert.Equal(0, tree.CopyRange(KeyRange<int>.AtLeast(20), keys, values, out rest));
        Assert.Equal(KeyRange<int>.AtLeast(20), rest);
    }

    [Fact]
    public void What_is_appended_behind_the_last_page_is_found_with_the_same_rest()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        var keys = new int[100];
        var values = new int[100];
        Assert.Equal(10, tree.CopyRange(KeyRange<int>.All, keys, values, out var rest));
        Assert.Equal(0, tree.CopyRange(rest, keys, values, out rest));
        tree.Add(10, 100);
        Assert.Equal(1, tree.CopyRange(rest, keys, values, out rest));
        Assert.Equal((10, 100), (keys[0], values[0]));
        Assert.Equal(0, tree.CopyRange(rest, keys, values, out _));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void A_loop_that_removes_each_page_and_adds_others_loses_nothing(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300, step: 2));
        var seen = new List<int>();
        var keys = new int[9];
        var values = new int[9];
        var rest = KeyRange<int>.All;
        while (tree.CopyRange(rest, keys, values, out rest) is > 0 and var count)
        {
            foreach (int key in keys[..count])
            {
                seen.Add(key);
                Assert.True(tree.Remove(key));
                tree.TryAdd(key - 1, 0);
            }
        }

        Assert.Equal(TreeOf.Keys(300, step: 2), seen);
        tree.CheckInvariants();
    }

    [Fact]
    public void Spans_without_room_or_of_different_lengths_are_refused_by_name()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        var snapshot = tree.Snapshot();
        Assert.Throws<ArgumentException>("keys", () => tree.CopyRange(KeyRange<int>.All, [], [], out _));
        Assert.Throws<ArgumentException>("keys", () => tree.CopyDescending(KeyRange<int>.All, [], [], out _));
        Assert.Throws<ArgumentException>("keys", () => snapshot.CopyRange(KeyRange<int>.All, [], [], out _));
        Assert.Throws<ArgumentException>("values", () => tree.CopyRange(KeyRange<int>.All, new int[3], new int[2], out _));
        Assert.Throws<ArgumentException>("values", () => tree.CopyRange(KeyRange<int>.All, new int[2], new int[3], out _));
        Assert.Throws<ArgumentException>("values", () => snapshot.CopyDescending(KeyRange<int>.All, new int[2], [], out _));
    }

    [Fact]
    public void A_range_whose_ends_are_the_wrong_way_round_is_refused_by_name()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        var wrong = KeyRange<int>.Inclusive(3, 1);
        Assert.Throws<ArgumentException>("range", () => tree.CountRange(wrong));
        Assert.Throws<ArgumentException>("range", () => tree.Snapshot().CountRange(wrong));
        Assert.Throws<ArgumentException>("range", () => tree.CopyRange(wrong, new int[1], new int[1], out _));
        Assert.Throws<ArgumentException>("range", () => tree.CopyDescending(wrong, new int[1], new int[1], out _));
        Assert.Throws<ArgumentException>("range", () =>
        {
            using var batch = tree.BeginBatch();
            batch.CountRange(wrong);
        });
    }

    [Fact]
    public void Counting_and_copying_leave_no_section_open_when_the_comparer_throws()
    {
        using var domain = new RcuDomain();
        var comparer = new FailingComparer();
        var tree = TreeOf.Empty<int, int>(comparer: comparer, domain: domain);
        for (int key = 0; key < 100; key++) tree.Add(key, key);
        for (int at = 1; at < 20; at++)
        {
            comparer.ArmAt(at);
            Assert.Throws<PlantedException>(() => tree.CountRange(KeyRange<int>.HalfOpen(10, 90)));
            comparer.ArmAt(at);
            Assert.Throws<PlantedException>(() => tree.CopyRange(KeyRange<int>.HalfOpen(10, 90), new int[80], new int[80], out _));
            comparer.Disarm();
            Assert.False(domain.IsInReadSection);
        }

        Assert.Equal(80, tree.CountRange(KeyRange<int>.HalfOpen(10, 90)));
    }

    [Fact]
    public void A_disposed_domain_turns_counting_and_copying_away()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        tree.Add(1, 1);
        var snapshot = tree.Snapshot();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tree.CountRange(KeyRange<int>.AtLeast(0)));
        Assert.Throws<ObjectDisposedException>(() => tree.CopyRange(KeyRange<int>.All, new int[1], new int[1], out _));
        Assert.Equal(1, snapshot.CountRange(KeyRange<int>.AtLeast(0)));
        Assert.Equal(1, snapshot.CopyRange(KeyRange<int>.All, new int[1], new int[1], out _));
    }

    [Fact]
    public void A_batch_counts_and_copies_what_it_wrote()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(40));
        using var batch = tree.BeginBatch();
        for (int key = 10; key < 30; key++) batch.Remove(key);
        batch[100] = 1_000;
        Assert.Equal(21, batch.CountRange(KeyRange<int>.All));
        Assert.Equal(11, batch.CountRange(KeyRange<int>.AtLeast(10)));
        var keys = new int[3];
        var values = new int[3];
        var rest = KeyRange<int>.AtLeast(8);
        Assert.Equal(3, batch.CopyRange(rest, keys, values, out rest));
        Assert.Equal([8, 9, 30], keys);
        batch[31] = -1;
        Assert.Equal(3, batch.CopyRange(rest, keys, values, out _));
        Assert.Equal([-1, 320, 330], values);
        Assert.Equal(40, tree.CountRange(KeyRange<int>.All));
    }

    private static List<int> Pages(BPlusTree<int, int> tree, KeyRange<int> range, int size, bool descending)
    {
        var seen = new List<int>();
        var keys = new int[size];
        var values = new int[size];
        var rest = range;
        while ((descending ? tree.CopyDescending(rest, keys, values, out rest) : tree.CopyRange(rest, keys, values, out rest)) is > 0 and var count)
        {
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(keys[i] * 10, values[i]);
                seen.Add(keys[i]);
            }
        }

        return seen;
    }
}
