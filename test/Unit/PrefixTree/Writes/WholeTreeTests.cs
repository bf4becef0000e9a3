using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Load, Clone, Clear, TakeAll, Drain, snapshots and batches.</summary>
public sealed class WholeTreeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(20_000)]
    public void Load_makes_of_ascending_keys_what_single_writes_make_of_them(int count)
    {
        var tree = new PrefixTree<long> { { "old", 1 } };
        tree.Load(Keys.Numbers(0, count).Select(static (key, i) => new KeyValuePair<ReadOnlyMemory<byte>, long>(key, i)));
        tree.CheckInvariants();
        Assert.Equal(count, tree.LongCount);
        Assert.False(tree.TryGetValue("old", out _));
        long expected = 0;
        foreach (byte[] key in Keys.Numbers(0, count)) Assert.Equal(expected++, tree[key]);
        foreach (byte[] key in Keys.Shuffled(Keys.Numbers(0, count))) Assert.True(tree.Remove(key));
        tree.CheckInvariants();
    }

    [Fact]
    public void Load_takes_chains_of_prefixes_and_every_byte()
    {
        byte[][] keys = [.. Enumerable.Range(0, 3000).Select(static length => new byte[length]), .. Keys.Fan(1, 255, 7)];
        Array.Sort(keys, ByteOrder.Instance);
        var tree = new PrefixTree<int>();
        tree.Load(keys.Select(static key => new KeyValuePair<ReadOnlyMemory<byte>, int>(key, key.Length)));
        tree.CheckInvariants();
        Assert.All(keys, key => Assert.Equal(key.Length, tree[key]));
        PrefixTree<int> clone = tree.Clone();
        clone.CheckInvariants();
        Assert.All(keys, key => Assert.Equal(key.Length, clone[key]));
    }

    [Fact]
    public void Load_takes_texts_in_the_order_of_their_code_points()
    {
        var tree = new PrefixTree<int>();
        string[] texts = ["", "a", "ab", "\uE000", "𝄞"];
        tree.Load(texts.Select(static (text, i) => new KeyValuePair<string, int>(text, i)));
        Assert.Equal(5, tree.Count);
        Assert.Equal(4, tree["𝄞"]);
        tree.CheckInvariants();
    }

    [Fact]
    public void A_clone_is_a_tree_of_its_own()
    {
        var tree = new PrefixTree<long>();
        foreach (byte[] key in Keys.Shuffled(Keys.Fan(0, 256, 9))) tree.Add(key, key[0]);
        tree.Add("", -1);
        PrefixTree<long> clone = tree.Clone();
        clone.CheckInvariants();
        Assert.Equal(tree.LongCount, clone.LongCount);
        foreach (byte[] key in Keys.Fan(0, 128, 9)) Assert.True(clone.Remove(key));
        tree["more"] = 1;
        tree.CheckInvariants();
        clone.CheckInvariants();
        foreach (byte[] key in Keys.Fan(0, 256, 9)) Assert.True(tree.ContainsKey(key));
        Assert.Equal((256 * 9) + 2, tree.LongCount);
        Assert.Equal((128 * 9) + 1, clone.LongCount);
    }

    [Fact]
    public void Clear_and_TakeAll_leave_an_empty_tree()
    {
        var tree = new PrefixTree<int>();
        for (int i = 0; i < 100; i++) tree.Add($"{i}", i);
        PrefixTreeSnapshot<int> all = tree.TakeAll();
        Assert.Equal((100, 0), (all.Count, tree.Count));
        tree.CheckInvariants();
        tree.Add("a", 1);
        tree.Clear();
        tree.CheckInvariants();
        Assert.True(tree.IsEmpty);
        Assert.Equal(100, all.LongCount);
    }

    [Fact]
    public void Drain_hands_out_everything_in_order_after_it_is_gone()
    {
        var tree = new PrefixTree<int>();
        for (int i = 0; i < 100; i++) tree.Add($"{i:00}", i);
        List<int> seen = [];
        Assert.Equal(100, tree.Drain(seen, (list, key, value, ordinal) =>
        {
            Assert.True(tree.IsEmpty);
            Assert.Equal(ordinal, value);
            Assert.Equal(Keys.Of($"{value:00}"), key.ToArray());
            list.Add(value);
        }));
        Assert.Equal(Enumerable.Range(0, 100), seen);
    }

    [Fact]
    public void A_snapshot_shows_its_moment_whatever_is_written_after_it()
    {
        var model = new PrefixModel();
        model.Add(Keys.Shuffled(Keys.Fan(0, 256, 3)));
        PrefixTreeSnapshot<long> before = model.Tree.Snapshot();
        var entries = new SortedDictionary<byte[], long>(model.Expected, ByteOrder.Instance);
        foreach (byte[] key in Keys.Fan(0, 256, 3)) model.Set(key);
        PrefixModel.CheckSnapshot(before, entries);
        foreach (byte[] key in Keys.Fan(0, 256, 5)) model.TryAdd(key); // in slots and behind entries that are frozen
        PrefixModel.CheckSnapshot(before, entries);
        foreach (byte[] key in Keys.Shuffled(Keys.Fan(0, 256, 5))) model.Remove(key);
        PrefixModel.CheckSnapshot(before, entries);
        model.Check();
    }

    [Fact]
    public void A_batch_shows_its_writes_to_others_at_once_or_never()
    {
        var tree = new PrefixTree<int>();
        for (int i = 0; i < 100; i++) tree.Add($"{i}", i);
        using (var batch = tree.BeginBatch())
        {
            batch.RemovePrefix("1");
            for (int i = 0; i < 500; i++) batch[$"new {i}"] = i;
            Assert.Equal(1, batch.GetOrAdd("new 1", 7));
            Assert.True(batch.TryUpdate("new 2", 3, 2));
            Assert.True(batch.TryRemove("new 3", 3));
            Assert.False(batch.TryAdd("2", 0));
            Assert.True(batch.Store("2", 22, out int old));
            Assert.Equal(2, old);
            Assert.Equal((100, 100 - 11 + 499), (tree.Count, batch.Count));
            Assert.False(tree.ContainsKey("new 1"));
            tree.CheckBatch();
            tree.CheckInvariants();
        }

        Assert.Equal(100, tree.Count);
        Assert.Equal(2, tree["2"]);
        using (var batch = tree.BeginBatch())
        {
            batch.Clear();
            batch["only"] = 1;
            batch.Commit();
        }

        Assert.Equal(1, tree["only"]);
        Assert.Equal(1, tree.LongCount);
        tree.CheckInvariants();
    }

    [Fact]
    public void Trees_that_share_a_pool_pass_nodes_on()
    {
        using var domain = new RcuDomain();
        var pool = new PrefixTreePool<int>(domain, 100);
        Assert.True(pool.PooledNodes >= 400);
        var first = new PrefixTree<int>(new PrefixTreeOptions<int> { Pool = pool });
        var second = new PrefixTree<int>(new PrefixTreeOptions<int> { Pool = pool });
        for (int i = 0; i < 3000; i++)
        {
            first[$"{i % 300}"] = i;
            second[$"{i % 700}"] = i;
            if (i % 3 == 0) first.Remove($"{(i + 50) % 300}");
        }

        first.CheckInvariants();
        second.CheckInvariants();
        Assert.Same(domain, second.Domain);
    }
}
