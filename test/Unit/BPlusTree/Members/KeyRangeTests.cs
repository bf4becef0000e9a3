using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

public class KeyRangeTests
{
    private const int Size = 12;

    /// <summary>One range and the condition that it stands for.</summary>
    private sealed record Case(string Name, KeyRange<int> Range, Func<int, bool> Holds);

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Every_range_holds_exactly_the_keys_between_its_bounds(int capacity)
    {
        var model = new SortedDictionary<int, int>(TreeOf.Keys(Size, first: 1, step: 2).ToDictionary(key => key, key => key * 10));
        var tree = TreeOf.Tens(capacity, null, TreeOf.Shuffled(model.Keys, capacity));
        var expected = new Expected<int, int>(model);
        foreach (var range in Cases(lowest: 0, highest: 2 * Size)) Agrees(tree, expected, range);
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Every_range_over_a_tall_tree_that_has_lost_keys_holds_the_rest(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300));
        var model = new SortedDictionary<int, int>(TreeOf.Keys(300).ToDictionary(key => key, key => key * 10));
        foreach (int key in TreeOf.Shuffled(TreeOf.Keys(300), 8).Take(200))
        {
            tree.Remove(key);
            model.Remove(key);
        }

        var expected = new Expected<int, int>(model);
        for (int i = 0; i < 300; i += 11)
        {
            foreach (var range in Cases(lowest: i, highest: i + 3)) Agrees(tree, expected, range);
            Agrees(tree, expected, new("wide", KeyRange<int>.Between(i, false, i + 150, true), key => key > i && key <= i + 150));
        }
    }

    [Fact]
    public void Ranges_of_an_empty_tree_are_empty()
    {
        var tree = TreeOf.Empty<int, int>();
        var expected = new Expected<int, int>([]);
        foreach (var range in Cases(lowest: -1, highest: 2)) Agrees(tree, expected, range);
    }

    [Fact]
    public void A_range_of_one_key_that_excludes_it_is_empty_not_an_error()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        foreach (var range in new[]
        {
            KeyRange<int>.HalfOpen(5, 5), KeyRange<int>.Between(5, true, 5, false),
            KeyRange<int>.Between(5, false, 5, true), KeyRange<int>.Between(5, false, 5, false),
        })
        {
            Assert.Empty(new TreeReads<int, int>(tree).Ascending(range));
            Assert.Empty(new TreeReads<int, int>(tree).Descending(range));
        }

        Assert.Equal([KeyValuePair.Create(5, 50)], new TreeReads<int, int>(tree).Ascending(KeyRange<int>.Inclusive(5, 5)));
    }

    [Fact]
    public void Inverted_bounds_are_refused()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        var snapshot = tree.Snapshot();
        foreach (var make in new Func<KeyRange<int>>[]
        {
            () => KeyRange<int>.Inclusive(5, 4), () => KeyRange<int>.HalfOpen(5, 4),
            () => KeyRange<int>.Between(5, true, 4, true), () => KeyRange<int>.Between(5, false, 4, false),
        })
        {
            Assert.Throws<ArgumentException>(() => new TreeReads<int, int>(tree).Ascending(make()));
            Assert.Throws<ArgumentException>(() => new TreeReads<int, int>(tree).Descending(make()));
            Assert.Throws<ArgumentException>(() => new SnapshotReads<int, int>(snapshot).Ascending(make()));
            Assert.Throws<ArgumentException>(() => new SnapshotReads<int, int>(snapshot).Descending(make()));
            Assert.Throws<ArgumentException>(() => new TreeReads<int, int>(TreeOf.Empty<int, int>()).Ascending(make()));
        }

        tree.Domain.Synchronize();
    }

    [Fact]
    public void Bounds_are_compared_by_the_order_of_the_tree()
    {
        var tree = TreeOf.Tens(4, ReverseComparer<int>.Instance, TreeOf.Keys(20));
        var reads = new TreeReads<int, int>(tree);
        Assert.Equal([9, 8, 7], reads.Ascending(KeyRange<int>.Inclusive(9, 7)).Select(e => e.Key));
        Assert.Equal([7, 8, 9], reads.Descending(KeyRange<int>.Inclusive(9, 7)).Select(e => e.Key));
        Assert.Equal([2, 1, 0], reads.Ascending(KeyRange<int>.AtLeast(2)).Select(e => e.Key));
        Assert.Equal([19, 18], reads.Ascending(KeyRange<int>.LessThan(17)).Select(e => e.Key));
        Assert.Throws<ArgumentException>(() => reads.Ascending(KeyRange<int>.Inclusive(7, 9)));
    }

    [Fact]
    public void The_default_range_holds_everything()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(20));
        Assert.Equal(TreeOf.Keys(20), new TreeReads<int, int>(tree).Ascending(default).Select(e => e.Key));
        Assert.Equal(TreeOf.Keys(20), new TreeReads<int, int>(tree).Ascending(KeyRange<int>.All).Select(e => e.Key));
    }

    [Fact]
    public void Extreme_bounds_reach_the_extreme_keys()
    {
        var tree = TreeOf.Empty<ulong, int>();
        foreach (ulong key in new[] { 0UL, 1UL, 5UL, ulong.MaxValue - 1, ulong.MaxValue }) tree.Add(key, 0);
        var reads = new TreeReads<ulong, int>(tree);
        Assert.Equal(5, reads.Ascending(KeyRange<ulong>.Inclusive(0, ulong.MaxValue)).Count);
        Assert.Equal(4, reads.Ascending(KeyRange<ulong>.HalfOpen(0, ulong.MaxValue)).Count);
        Assert.Equal(4, reads.Descending(KeyRange<ulong>.GreaterThan(0)).Count);
        Assert.Equal([ulong.MaxValue], reads.Ascending(KeyRange<ulong>.AtLeast(ulong.MaxValue)).Select(e => e.Key));
        Assert.Empty(reads.Ascending(KeyRange<ulong>.GreaterThan(ulong.MaxValue)));
        Assert.Empty(reads.Descending(KeyRange<ulong>.LessThan(0)));
        Assert.Equal([0UL], reads.Descending(KeyRange<ulong>.AtMost(0)).Select(e => e.Key));
    }

    [Fact]
    public void Null_bounds_are_refused()
    {
        var tree = TreeOf.Empty<string, int>();
        var reads = new TreeReads<string, int>(tree);
        Assert.Throws<ArgumentNullException>(() => reads.Ascending(KeyRange<string>.AtLeast(null!)));
        Assert.Throws<ArgumentNullException>(() => reads.Ascending(KeyRange<string>.GreaterThan(null!)));
        Assert.Throws<ArgumentNullException>(() => reads.Ascending(KeyRange<string>.AtMost(null!)));
        Assert.Throws<ArgumentNullException>(() => reads.Ascending(KeyRange<string>.LessThan(null!)));
        Assert.Throws<ArgumentNullException>(() => reads.Ascending(KeyRange<string>.Inclusive("a", null!)));
        Assert.Throws<ArgumentNullException>(() => reads.Ascending(KeyRange<string>.HalfOpen(null!, "a")));
        Assert.Throws<ArgumentNullException>(() => reads.Ascending(KeyRange<string>.Between(null!, true, null!, true)));
    }

    [Fact]
    public void A_range_of_the_live_tree_is_a_sequence_for_LINQ_that_may_be_read_again()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(500));
        var range = tree.EnumerateRange(KeyRange<int>.HalfOpen(100, 400));
        Assert.Equal(TreeOf.Keys(300, first: 100), range.Select(entry => entry.Key));
        Assert.Equal(TreeOf.Keys(300, first: 100).Reverse(), tree.EnumerateDescending(KeyRange<int>.HalfOpen(100, 400)).Select(entry => entry.Key));
        tree.Remove(100);
        Assert.Equal(TreeOf.Keys(299, first: 101), range.Select(entry => entry.Key));
        Assert.Equal(TreeOf.Keys(500).Reverse().Where(key => key != 100), tree.EnumerateDescending().Select(entry => entry.Key));
        tree.Domain.Synchronize();
    }

    [Fact]
    public void Ranges_are_equal_when_both_ends_are()
    {
        Assert.Equal(KeyRange<int>.Inclusive(1, 2), KeyRange<int>.Between(1, true, 2, true));
        Assert.True(KeyRange<int>.HalfOpen(1, 2) == KeyRange<int>.Between(1, true, 2, false));
        Assert.True(KeyRange<int>.HalfOpen(1, 2) != KeyRange<int>.Inclusive(1, 2));
        Assert.False(KeyRange<int>.AtLeast(0).Equals(KeyRange<int>.All));
        Assert.False(KeyRange<int>.AtLeast(0).Equals((object)KeyRange<int>.AtMost(0)));
        Assert.Equal(KeyRange<int>.AtLeast(3).GetHashCode(), KeyRange<int>.AtLeast(3).GetHashCode());
        Assert.Equal(default, KeyRange<int>.All);
    }

    [Fact]
    public void A_range_prints_as_an_interval()
    {
        Assert.Equal("[10, 20)", KeyRange<int>.HalfOpen(10, 20).ToString());
        Assert.Equal("(10, 20]", KeyRange<int>.Between(10, false, 20, true).ToString());
        Assert.Contains("10]", KeyRange<int>.AtMost(10).ToString(), StringComparison.Ordinal);
        Assert.Contains("(10", KeyRange<int>.GreaterThan(10).ToString(), StringComparison.Ordinal);
    }

    private static IEnumerable<Case> Cases(int lowest, int highest)
    {
        yield return new("All", KeyRange<int>.All, _ => true);
        for (int a = lowest; a <= highest; a++)
        {
            int low = a;
            yield return new($"AtLeast({a})", KeyRange<int>.AtLeast(a), key => key >= low);
            yield return new($"GreaterThan({a})", KeyRange<int>.GreaterThan(a), key => key > low);
            yield return new($"AtMost({a})", KeyRange<int>.AtMost(a), key => key <= low);
            yield return new($"LessThan({a})", KeyRange<int>.LessThan(a), key => key < low);
            for (int b = a; b <= highest; b++)
            {
                int high = b;
                yield return new($"Inclusive({a}, {b})", KeyRange<int>.Inclusive(a, b), key => key >= low && key <= high);
                yield return new($"HalfOpen({a}, {b})", KeyRange<int>.HalfOpen(a, b), key => key >= low && key < high);
                yield return new($"[{a}, {b}]", KeyRange<int>.Between(a, true, b, true), key => key >= low && key <= high);
                yield return new($"[{a}, {b})", KeyRange<int>.Between(a, true, b, false), key => key >= low && key < high);
                yield return new($"({a}, {b}]", KeyRange<int>.Between(a, false, b, true), key => key > low && key <= high);
                yield return new($"({a}, {b})", KeyRange<int>.Between(a, false, b, false), key => key > low && key < high);
            }
        }
    }

    private static void Agrees(BPlusTree<int, int> tree, Expected<int, int> expected, Case range)
    {
        var up = expected.Where(range.Holds);
        List<KeyValuePair<int, int>> down = [.. up];
        down.Reverse();

        var live = new TreeReads<int, int>(tree);
        Same(range.Name, up, live.Ascending(range.Range));
        Same($"{range.Name} descending", down, live.Descending(range.Range));
        var snapshot = new SnapshotReads<int, int>(tree.Snapshot());
        Same($"{range.Name} of a snapshot", up, snapshot.Ascending(range.Range));
        Same($"{range.Name} of a snapshot descending", down, snapshot.Descending(range.Range));
        using var batch = tree.BeginBatch();
        var inBatch = new BatchReads<int, int>(batch);
        Same($"{range.Name} of a batch", up, inBatch.Ascending(range.Range));
        Same($"{range.Name} of a batch descending", down, inBatch.Descending(range.Range));
    }

    private static void Same(string what, List<KeyValuePair<int, int>> expected, List<KeyValuePair<int, int>> seen)
    {
        if (expected.SequenceEqual(seen)) return;
        Assert.Fail($"{what}: {string.Join(' ', seen.Select(e => e.Key))}, expected {string.Join(' ', expected.Select(e => e.Key))}");
    }
}
