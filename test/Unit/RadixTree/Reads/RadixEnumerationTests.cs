using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Walks through many entries, against a list of what is in the tree.</summary>
public class RadixEnumerationTests
{
    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void All_entries_are_met_in_order_both_ways(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        var up = contents.Entries.Select(static held => held.Pair).ToList();
        var down = Enumerable.Reverse(up).ToList();
        Assert.Equal(contents.Entries.Select(WithoutTags), Walk(tree.GetEnumerator()));
        Assert.Equal(contents.Entries.Reverse().Select(WithoutTags), Walk(tree.EnumerateDescending().GetEnumerator()));
        Assert.Equal(contents.Entries.Select(WithoutTags), Walk(snapshot.GetEnumerator()));
        Assert.Equal(contents.Entries.Reverse().Select(WithoutTags), Walk(snapshot.EnumerateDescending().GetEnumerator()));
        Assert.Equal(up, tree.Select(static entry => entry));
        Assert.Equal(down, tree.EnumerateDescending().Select(static entry => entry));
        Assert.Equal(up, snapshot.Select(static entry => entry));
        Assert.Equal(down, snapshot.EnumerateDescending().Select(static entry => entry));
        Assert.Equal(up, tree.ToArray());
        Assert.Equal(up, tree.ToList());
        Assert.Equal(up, snapshot.ToArray());
        var visited = new List<KeyValuePair<ulong, int>>();
        Assert.Equal(up.Count, tree.ForEach(visited, static (list, index, value, ordinal) =>
        {
            Assert.Equal(list.Count, ordinal);
            list.Add(new(index, value));
        }));
        Assert.Equal(up, visited);
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void A_window_shows_the_entries_that_reach_into_it(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        foreach (ulong first in contents.Probes().Where(static (_, i) => i % 3 == 0))
        {
            foreach (ulong last in new[] { first, first | 0x3F, first | 0xFFFF, first | 0xFFFF_FFFF_FFFF, ulong.MaxValue })
            {
                var expected = contents.Within(first, last).Select(WithoutTags).ToList();
                Assert.Equal(expected, Walk(tree.EnumerateRange(first, last).GetEnumerator()));
                Assert.Equal(expected, Walk(snapshot.EnumerateRange(first, last).GetEnumerator()));
                Assert.Equal(expected.Select(static held => held.Pair), tree.EnumerateRange(first, last).Select(static entry => entry));
                Assert.Equal(expected.Count, tree.CountRange(first, last));
                Assert.Equal(expected.Where(held => contents.At(held.First)!.Value.IsTagged(1)), Walk(tree.EnumerateTagged(1, first, last).GetEnumerator()));
                expected.Reverse();
                Assert.Equal(expected, Walk(tree.EnumerateDescending(first, last).GetEnumerator()));
                Assert.Equal(expected.Select(static held => held.Pair), snapshot.EnumerateDescending(first, last).Select(static entry => entry));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void Tagged_entries_are_met_and_no_others(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        for (int tag = 0; tag < tree.TagCount; tag++)
        {
            var expected = contents.Entries.Where(held => held.IsTagged(tag)).Select(WithoutTags).ToList();
            Assert.Equal(expected, Walk(tree.EnumerateTagged(tag).GetEnumerator()));
            Assert.Equal(expected, Walk(tree.Snapshot().EnumerateTagged(tag).GetEnumerator()));
            Assert.Equal(expected.Select(static held => held.Pair), tree.EnumerateTagged(tag).Select(static entry => entry));
        }
    }

    [Theory]
    [MemberData(nameof(Contents.Names), MemberType = typeof(Contents))]
    public void Pages_of_any_size_make_up_the_whole(string name)
    {
        var contents = Contents.Of(name);
        var tree = contents.Tree();
        var snapshot = tree.Snapshot();
        foreach (int size in new[] { 1, 3, 64, 1000, 3000 })
        {
            ulong[] indices = new ulong[size];
            int[] values = new int[size];
            Assert.Equal(contents.Entries.Select(static held => held.Pair), Pages(at => (tree.CopyRange(at, indices, values, out ulong resume, out bool more), resume, more), indices, values));
            Assert.Equal(contents.Entries.Select(static held => held.Pair), Pages(at => (snapshot.CopyRange(at, indices, values, out ulong resume, out bool more), resume, more), indices, values));
            Assert.Equal(contents.Entries.Where(static held => held.IsTagged(0)).Select(static held => held.Pair),
                Pages(at => (tree.CopyTagged(0, at, indices, values, out ulong resume, out bool more), resume, more), indices, values));
            Assert.Equal(contents.Entries.Where(static held => held.IsTagged(1)).Select(static held => held.Pair),
                Pages(at => (snapshot.CopyTagged(1, at, indices, values, out ulong resume, out bool more), resume, more), indices, values));
        }
    }

    [Fact]
    public void A_copy_that_begins_inside_of_a_range_never_goes_back()
    {
        var tree = new RadixTree<int>();
        tree.StoreRange(0, 255, 7);
        tree.Add(300, 8);
        var indices = new ulong[4];
        var values = new int[4];

        Assert.Equal(2, tree.CopyRange(100, indices, values, out _, out bool more));
        Assert.False(more);
        Assert.Equal([100UL, 300UL], indices[..2]);
        Assert.Equal([7, 8], values[..2]);
    }

    [Fact]
    public void A_page_without_room_copies_nothing_and_says_that_there_is_more()
    {
        var tree = Contents.Of("dense").Tree();
        Assert.Equal(0, tree.CopyRange(5, [], [], out ulong resume, out bool more));
        Assert.Equal((5UL, true), (resume, more));
    }

    [Fact]
    public void A_page_that_ends_with_its_window_says_that_there_is_no_more()
    {
        var tree = Contents.Of("dense").Tree();
        Assert.Equal(10, tree.CopyRange(5, 14, new ulong[10], new int[10], out _, out bool more));
        Assert.False(more);
        Assert.Equal(9, tree.CopyRange(5, 14, new ulong[9], new int[9], out ulong resume, out more));
        Assert.Equal((14UL, true), (resume, more));
    }

    [Fact]
    public void The_body_of_a_loop_may_remove_what_it_sees_and_add_before_and_behind()
    {
        var tree = Contents.Of("every third").Tree();
        var seen = new List<ulong>();
        foreach (var (index, _) in tree)
        {
            seen.Add(index);
            Assert.True(tree.Remove(index));
            tree.TryAdd(index - 500, 1);
            if (index % 2 == 0) tree.TryAdd(index + 1, 2);
        }

        Assert.Equal(seen.Order(), seen);
        Assert.Equal(Contents.Of("every third").Entries.Select(static held => held.First), seen.Where(static index => (index - 1000) % 3 == 0 && index >= 1000));
        tree.CheckInvariants();
    }

    [Fact]
    public void The_interfaces_show_what_the_tree_shows()
    {
        var contents = Contents.Of("clustered");
        var tree = contents.Tree();
        IReadOnlyDictionary<ulong, int> map = tree;
        Assert.Equal(contents.Entries.Select(static held => held.First), map.Keys);
        Assert.Equal(contents.Entries.Select(static held => held.Value), map.Values);
        Assert.Equal(contents.Entries.Count, map.Count);
        IReadOnlyDictionary<ulong, int> frozen = tree.Snapshot();
        Assert.Equal(map.Keys, frozen.Keys);
        Assert.Equal(map.Values, frozen.Values);
        var keys = (ICollection<ulong>)map.Keys;
        Assert.True(keys.IsReadOnly);
        Assert.Contains(contents.Entries.First().First, keys);
        Assert.Throws<NotSupportedException>(() => keys.Add(1));
        Assert.Throws<NotSupportedException>(() => keys.Clear());
        ulong[] copy = new ulong[keys.Count + 1];
        keys.CopyTo(copy, 1);
        Assert.Equal(map.Keys, copy.Skip(1));
        Assert.Throws<ArgumentException>(() => keys.CopyTo(copy, 2));
        var values = (ICollection<int>)map.Values;
        Assert.Contains(10, values);
        Assert.DoesNotContain(-1, values);
    }

    [Fact]
    public void It_is_a_dictionary()
    {
        var tree = new RadixTree<string>();
        IDictionary<ulong, string> map = tree;
        Assert.False(map.IsReadOnly);
        map.Add(5, "five");
        map.Add(new(6, "six"));
        map[7] = "seven";
        Assert.Equal("item", Assert.Throws<ArgumentException>(() => map.Add(new(6, "again"))).ParamName);
        Assert.Throws<ArgumentException>(() => map.Add(5, "again"));
        Assert.Equal([5UL, 6, 7], map.Keys);
        Assert.Equal(["five", "six", "seven"], map.Values);
        Assert.Contains(new KeyValuePair<ulong, string>(6, "six"), map);
        Assert.DoesNotContain(new KeyValuePair<ulong, string>(6, "five"), map);
        Assert.True(tree.ContainsValue("six"));
        Assert.True(tree.Snapshot().ContainsValue("six"));
        Assert.False(tree.ContainsValue("eight"));
        Assert.False(map.Remove(new KeyValuePair<ulong, string>(6, "five")));
        Assert.True(map.Remove(new KeyValuePair<ulong, string>(6, "six")));
        Assert.True(map.Remove(7));
        var array = new KeyValuePair<ulong, string>[2];
        map.CopyTo(array, 1);
        Assert.Equal(new(5, "five"), array[1]);
        Assert.Equal("array", Assert.Throws<ArgumentException>(() => map.CopyTo(array, 2)).ParamName);
        Assert.Throws<ArgumentNullException>(() => map.CopyTo(null!, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => map.CopyTo(array, -1));
        map.Clear();
        Assert.Empty(map);
    }

    [Fact]
    public void A_debugger_sees_the_first_thousand_entries()
    {
        var tree = new RadixTree<int>();
        for (ulong i = 0; i < 1200; i++) tree.Add(i, (int)i);
        Assert.Equal(1000, new RadixDebugView<int>(tree).Items.Length);
        Assert.Equal(new(999, 999), new RadixDebugView<int>(tree.Snapshot()).Items[^1]);
    }

    private static Held WithoutTags(Held held) => held with { Tags = 0 };

    private static List<Held> Walk(RadixEnumerator<int> entries)
    {
        var seen = new List<Held>();
        while (entries.MoveNext()) seen.Add(new Held(entries.Current.Key, entries.CurrentLast, entries.Current.Value, 0));
        Assert.False(entries.MoveNext());
        entries.Dispose();
        return seen;
    }

    private static List<KeyValuePair<ulong, int>> Pages(Func<ulong, (int Count, ulong Resume, bool More)> copy, ulong[] indices, int[] values)
    {
        var all = new List<KeyValuePair<ulong, int>>();
        (int count, ulong at, bool more) = copy(0);
        while (true)
        {
            for (int i = 0; i < count; i++) all.Add(new(indices[i], values[i]));
            Assert.True(!more || count == indices.Length);
            if (!more) return all;
            (count, at, more) = copy(at);
        }
    }
}
