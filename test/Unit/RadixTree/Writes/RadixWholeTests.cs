using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Loading, adding many, cloning, emptying.</summary>
public class RadixWholeTests
{
    [Fact]
    public void A_dense_load_makes_full_leaves_and_little_else()
    {
        var tree = new RadixTree<long>();
        tree.Load(Enumerable.Range(0, 64 * 64 * 4).Select(i => KeyValuePair.Create((ulong)i, (long)i)));
        tree.CheckInvariants();
        Assert.Equal(new SortedDictionary<string, int> { ["Inner4/12"] = 1, ["Inner64/6"] = 4, ["Leaf64"] = 256 }, Shape.Census(tree));
        for (ulong index = 0; index < 64 * 64 * 4; index++) Assert.Equal((long)index, tree[index]);
        Assert.True(tree.TryGetNextFree(0, out ulong free));
        Assert.Equal(64UL * 64 * 4, free);
        tree[77] = -1; // and can be written to
        tree.Remove(78);
        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(5000)]
    public void A_load_of_scattered_indices_holds_what_was_given(int count)
    {
        var random = new Random(count);
        KeyValuePair<ulong, string>[] entries = [.. Enumerable.Range(0, count).Select(i => (ulong)random.NextInt64() * 2 >> (i % 60)).Distinct().Order().Select(index => KeyValuePair.Create(index, $"{index}"))];
        var tree = new RadixTree<string> { { 1, "old" }, { 3, "older" } };
        tree.SetTag(1, 0);
        tree.Load(entries);
        tree.CheckInvariants();
        Assert.Equal(entries, tree.ToList());
        Assert.False(tree.IsAnyTagged(0));
        var other = new RadixTree<string>();
        other.Load([.. entries.Select(entry => entry.Key)], [.. entries.Select(entry => entry.Value)]);
        Assert.Equal(entries, other.ToList());
        foreach (var (index, _) in entries.Take(200)) Assert.True(other.Remove(index));
        other.CheckInvariants();
    }

    [Fact]
    public void A_load_that_does_not_ascend_names_the_position_and_changes_nothing()
    {
        var tree = new RadixTree<int> { { 9, 9 } };
        foreach (ulong[] indices in new ulong[][] { [1, 1], [2, 1], [0, 64, 63], [ulong.MaxValue, 0], [0, 0] })
        {
            var thrown = Assert.Throws<ArgumentException>(() => tree.Load(indices.Select(index => KeyValuePair.Create(index, 0))));
            Assert.Contains($"position {indices.Length - 1}", thrown.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => tree.Load(indices, new int[indices.Length]));
        }

        Assert.Equal("values", Assert.Throws<ArgumentException>(() => tree.Load([1, 2], new int[1])).ParamName);
        Assert.Equal([KeyValuePair.Create(9UL, 9)], tree.ToList());
    }

    [Fact]
    public void Many_entries_are_added_all_or_none()
    {
        var tree = new RadixTree<int> { { 5, 5 } };
        Assert.Throws<ArgumentException>(() => tree.AddRange([new(1, 1), new(5, 2), new(9, 3)]));
        Assert.Throws<ArgumentException>(() => tree.AddRange([new(1, 1), new(9, 2), new(1, 3)]));
        Assert.False(tree.TryAddRange([new(1, 1), new(5, 2)]));
        Assert.Equal([KeyValuePair.Create(5UL, 5)], tree.ToList());
        tree.CheckInvariants();
        tree.AddRange([new(9, 9), new(1UL << 40, 1), new(1, 2)]);
        Assert.True(tree.TryAddRange([new(2, 2)]));
        Assert.Equal([1UL, 2, 5, 9, 1UL << 40], tree.Select(entry => entry.Key));
        tree.SetTag(5, 0);
        Assert.Equal(1, tree.SetRange([new(5, 6), new(6, 1), new(5, 7)]));
        Assert.Equal((7, true), (tree[5], tree.GetTag(5, 0)));
        tree.CheckInvariants();
    }

    [Fact]
    public void A_clone_is_a_tree_of_its_own_with_the_same_entries_and_tags()
    {
        var tree = new RadixTree<string>(new RadixTreeOptions<string> { TagCount = 8 });
        foreach (ulong index in new ulong[] { 0, 1, 2, 3, 4, 5, 64, 200, 1UL << 40, ulong.MaxValue }) tree.Add(index, $"{index}");
        for (ulong index = 300; index < 400; index++) tree.Add(index, "dense");
        tree.StoreRange(10, 20, "range");
        tree.StoreRange(1 << 20, (1 << 20) + 5000, "wide");
        int tag = 0;
        foreach (var (index, _) in tree.ToList()) tree.SetTag(index, tag++ % 8);
        var clone = tree.Clone();
        clone.CheckInvariants();
        Assert.Equal(tree.ToList(), clone.ToList());
        for (tag = 0; tag < 8; tag++) Assert.Equal(tree.EnumerateTagged(tag).ToList(), clone.EnumerateTagged(tag).ToList());
        Assert.Equal(Shape.Census(tree), Shape.Census(clone));
        Assert.Empty(Shape.Nodes(tree).Intersect(Shape.Nodes(clone)));
        clone.StoreRange(0, 1 << 21, "gone");
        clone.ClearTag(ulong.MaxValue, 0);
        clone.CheckInvariants();
        tree.CheckInvariants();
        Assert.Equal(("1", "wide"), (tree[1], tree[(1 << 20) + 77]));
        tree.Remove(1);
        Assert.Equal("gone", clone[1]);
    }

    [Fact]
    public void Emptying_hands_out_what_was_there()
    {
        var tree = new RadixTree<int>();
        for (ulong index = 0; index < 100; index++) tree.Add(index * 7, (int)index);
        tree.SetTag(7, 1);
        var all = tree.TakeAll();
        Assert.Equal((100, 0), (all.Count, tree.Count));
        Assert.True(all.GetTag(7, 1));
        Assert.False(tree.IsAnyTagged(1));
        tree.Add(7, 1);
        tree.CheckInvariants();
        Assert.Equal(1, tree.Drain(0, static (_, _, _, _) => { }));
        tree.Add(9, 9);
        List<(ulong, int, long)> seen = [];
        Assert.Throws<NotSupportedException>(() => tree.Drain(seen, static (list, index, value, ordinal) =>
        {
            list.Add((index, value, ordinal));
            throw new NotSupportedException();
        }));
        Assert.Equal([(9UL, 9, 0L)], seen);
        tree.Add(1, 1);
        tree.Clear();
        Assert.True(tree.IsEmpty);
        tree.CheckInvariants();
        Assert.Equal(Enumerable.Range(0, 100), all.Select(entry => entry.Value));
    }
}
