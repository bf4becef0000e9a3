using System;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Setting, clearing and carrying over tags; every check looks at all levels.</summary>
public class RadixTagWriteTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(8)]
    public void Tags_come_and_go_at_every_level_of_every_kind_of_node(int tags)
    {
        foreach (int dense in new[] { 1, 3, 10, 40 })
        {
            var tree = new RadixTree<int>(new RadixTreeOptions<int> { TagCount = tags });
            ulong[] indices = [.. Enumerable.Range(0, dense).SelectMany(high => Enumerable.Range(0, dense).Select(low => ((ulong)high << 12) + (ulong)low)), 1UL << 60];
            foreach (ulong index in indices) tree.Add(index, 0);
            for (int tag = 0; tag < tags; tag++)
            {
                Assert.False(tree.IsAnyTagged(tag));
                foreach (ulong index in indices.Where((_, i) => i % (tag + 2) == 0)) Assert.True(tree.SetTag(index, tag));
                tree.CheckInvariants();
            }

            for (int tag = 0; tag < tags; tag++)
            {
                Assert.Equal(indices.Where((_, i) => i % (tag + 2) == 0), tree.EnumerateTagged(tag).Select(entry => entry.Key));
                foreach (ulong index in indices) Assert.True(tree.ClearTag(index, tag));
                tree.CheckInvariants();
                Assert.False(tree.IsAnyTagged(tag));
            }
        }
    }

    [Fact]
    public void Nothing_can_be_tagged_where_nothing_is()
    {
        var tree = new RadixTree<int> { { 5, 5 }, { 1UL << 40, 6 } };
        foreach (ulong index in new ulong[] { 0, 6, 69, 1UL << 39, ulong.MaxValue })
        {
            Assert.False(tree.SetTag(index, 0));
            Assert.False(tree.ClearTag(index, 0));
        }

        Assert.False(tree.IsAnyTagged(0));
        tree.CheckInvariants();
    }

    [Fact]
    public void A_tag_set_after_a_snapshot_is_not_in_it()
    {
        var tree = new RadixTree<int>();
        for (ulong index = 0; index < 300; index++) tree.Add(index, 0);
        tree.SetTag(7, 0);
        var snapshot = tree.Snapshot();
        tree.SetTag(200, 0);
        tree.ClearTag(7, 0);
        tree.CheckInvariants();
        Assert.Equal([7UL], snapshot.EnumerateTagged(0).Select(entry => entry.Key));
        Assert.Equal([200UL], tree.EnumerateTagged(0).Select(entry => entry.Key));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Retagging_stops_at_its_limit_and_goes_on_from_there(bool frozen)
    {
        var tree = new RadixTree<int>();
        for (ulong index = 0; index < 500; index++) tree.Add(index * 3, 0);
        tree.StoreRange(5000, 5100, 1);
        for (ulong index = 0; index < 500; index += 2) tree.SetTag(index * 3, 0);
        tree.SetTag(5001, 0);
        RadixTreeSnapshot<int>? snapshot = frozen ? tree.Snapshot() : null;
        ulong[] tagged = [.. tree.EnumerateTagged(0, 10, 5050).Select(entry => entry.Key)];
        ulong at = 10;
        int done = 0;
        while (true)
        {
            long count = tree.RetagRange(at, 5050, 0, 2, 7, out ulong next);
            tree.CheckInvariants();
            done += (int)count;
            Assert.Equal(tagged.Take(done), tree.EnumerateTagged(2).Select(entry => entry.Key));
            if (count < 7) break;
            Assert.True(next > at);
            at = next;
        }

        Assert.Equal(tagged.Length, done);
        Assert.Equal(tagged.Length, tree.EnumerateTagged(0, 10, 5050).Count()); // they keep the one that they had
        if (snapshot is not null) Assert.False(snapshot.IsAnyTagged(2));
        Assert.Equal(0, tree.RetagRange(0, 5, 1, 2, 100, out ulong behind));
        Assert.Equal(6UL, behind);
        Assert.Equal(0, tree.RetagRange(3, 5, 0, 2, 0, out behind));
        Assert.Equal(3UL, behind);
    }

    [Fact]
    public void Retagging_refuses_bad_arguments_by_name()
    {
        var tree = new RadixTree<int>();
        Assert.Equal("from", Assert.Throws<ArgumentOutOfRangeException>(() => tree.RetagRange(0, 1, 3, 0, 1, out _)).ParamName);
        Assert.Equal("to", Assert.Throws<ArgumentOutOfRangeException>(() => tree.RetagRange(0, 1, 0, -1, 1, out _)).ParamName);
        Assert.Equal("limit", Assert.Throws<ArgumentOutOfRangeException>(() => tree.RetagRange(0, 1, 0, 1, -1, out _)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.RetagRange(2, 1, 0, 1, 1, out _)).ParamName);
        Assert.Equal("tag", Assert.Throws<ArgumentOutOfRangeException>(() => tree.SetTag(0, 3)).ParamName);
        Assert.Equal("tag", Assert.Throws<ArgumentOutOfRangeException>(() => tree.ClearTag(0, -1)).ParamName);
        var none = new RadixTree<int>(new RadixTreeOptions<int> { TagCount = 0 });
        Assert.Equal("tag", Assert.Throws<ArgumentOutOfRangeException>(() => none.SetTag(0, 0)).ParamName);
    }

    [Fact]
    public void A_full_tree_says_so_at_every_level()
    {
        var tree = new RadixTree<int>();
        for (ulong index = 0; index < 4096; index++) tree.Add((index * 1237) % 4096, 0);
        tree.CheckInvariants();
        Assert.True(tree.TryGetNextFree(0, out ulong free));
        Assert.Equal(4096UL, free);
        tree.Remove(1234);
        tree.CheckInvariants();
        Assert.True(tree.TryGetNextFree(0, out free));
        Assert.Equal(1234UL, free);
        tree.Add(1234, 1);
        tree.Add(1UL << 50, 1); // the full node hangs below a level that is left out
        tree.CheckInvariants();
        Assert.True(tree.TryGetNextFree(0, out free));
        Assert.Equal(4096UL, free);
    }
}
