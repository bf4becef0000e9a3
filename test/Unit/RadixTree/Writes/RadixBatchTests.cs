using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Groups of writes that become visible together, or never.</summary>
public class RadixBatchTests
{
    [Fact]
    public void Nothing_of_a_batch_is_visible_before_its_commit_and_all_of_it_after()
    {
        var tree = new RadixTree<int>();
        for (ulong index = 0; index < 200; index++) tree.Add(index, (int)index);
        using (var batch = tree.BeginBatch())
        {
            batch[5] = -5;
            batch.Remove(6);
            batch.SetTag(7, 1);
            batch.StoreRange(1000, 2000, 9);
            batch.Add(1UL << 45, 1);
            Assert.Equal((-5, 5), (batch[5], tree[5]));
            Assert.False(batch.ContainsKey(6));
            Assert.True(tree.ContainsKey(6));
            Assert.False(tree.IsAnyTagged(1));
            Assert.False(tree.ContainsKey(1500));
            tree.CheckInvariants();
            tree.CheckBatch();
            batch.Commit();
        }

        tree.CheckInvariants();
        Assert.Equal((-5, 9, 1), (tree[5], tree[1500], tree[1UL << 45]));
        Assert.False(tree.ContainsKey(6));
        Assert.True(tree.GetTag(7, 1));
    }

    [Fact]
    public void A_discarded_batch_leaves_the_tree_as_it_was()
    {
        var tree = new RadixTree<string>();
        for (ulong index = 0; index < 500; index += 3) tree.Add(index, $"{index}");
        tree.SetTag(9, 2);
        var before = tree.ToList();
        HashSet<RadixNode> nodes = Shape.Nodes(tree);
        for (int round = 0; round < 20; round++)
        {
            using var batch = tree.BeginBatch();
            for (ulong index = 0; index < 700; index += 2) batch[index] = "discarded";
            batch.RemoveRange(100, 300);
            batch.ClearTag(9, 2);
            if (round % 3 == 0) batch.Clear();
            batch.TryAdd(1, "again");
            tree.CheckBatch();
        }

        tree.CheckInvariants();
        Assert.Equal(before, tree.ToList());
        Assert.True(tree.GetTag(9, 2));
        Assert.Equal(nodes, Shape.Nodes(tree));
    }

    [Fact]
    public void A_node_that_a_batch_made_is_changed_in_place_after_that()
    {
        var tree = new RadixTree<int>();
        for (ulong index = 0; index < 64; index++) tree.Add(index, 0);
        using var batch = tree.BeginBatch();
        object published = tree.WriterSide.BatchRoot!;
        batch[1] = 1;
        object own = tree.WriterSide.BatchRoot!;
        Assert.NotSame(published, own);
        for (ulong index = 0; index < 64; index++) batch[index] = 2;
        batch.SetTag(3, 1);
        Assert.Same(own, tree.WriterSide.BatchRoot);
        Assert.Equal(0, tree[1]);
        batch.Commit();
        Assert.Equal(2, tree[1]);
    }

    [Fact]
    public void Writes_that_look_first_see_what_the_batch_wrote()
    {
        var tree = new RadixTree<int> { { 1, 10 } };
        using (var batch = tree.BeginBatch())
        {
            Assert.False(batch.TryAdd(1, 0));
            string? refused = null;
            try
            {
                batch.Add(1, 0);
            }
            catch (ArgumentException e)
            {
                refused = e.ParamName;
            }

            Assert.Equal("index", refused);
            Assert.True(batch.TryUpdate(1, 11));
            Assert.False(batch.TryUpdate(1, 12, 10));
            Assert.True(batch.TryUpdate(1, 12, 11));
            Assert.False(batch.TryUpdate(2, 0));
            Assert.True(batch.CompareExchange(1, 13, 12, out int current));
            Assert.Equal(12, current);
            Assert.False(batch.CompareExchange(2, 13, 0, out _));
            Assert.Equal(13, batch.GetOrAdd(1, 0));
            Assert.Equal(20, batch.GetOrAdd(2, (index, factor) => (int)index * factor, 10));
            Assert.Equal(21, batch.AddOrUpdate(2, 0, (_, old, more) => old + more, 1));
            Assert.Equal(30, batch.AddOrUpdate(3, 30, (_, old, more) => old + more, 1));
            Assert.False(batch.TryRemove(KeyValuePair.Create(3UL, 31)));
            Assert.True(batch.TryRemove(KeyValuePair.Create(3UL, 30)));
            Assert.True(batch.Store(2, 22, out int old));
            Assert.Equal(21, old);
            Assert.Equal(1, batch.SetRange([new(2, 23), new(4, 40)]));
            batch.AddRange([new(6, 60), new(5, 50)]);
            bool whole = false;
            try
            {
                batch.AddRange([new(7, 70), new(5, 51)]);
            }
            catch (ArgumentException)
            {
                whole = !batch.ContainsKey(7) && batch[5] == 50;
            }

            Assert.True(whole);
            batch.SetTag(4, 0);
            Assert.Equal(1, batch.RetagRange(0, 9, 0, 1, 5, out ulong next));
            Assert.Equal(10UL, next);
            tree.CheckBatch();
            batch.Commit();
        }

        Assert.Equal([new(1, 13), new(2, 23), new(4, 40), new(5, 50), new(6, 60)], tree.ToList());
        Assert.True(tree.GetTag(4, 1));
        tree.CheckInvariants();
    }

    [Fact]
    public void A_snapshot_and_a_batch_do_not_disturb_each_other()
    {
        var tree = new RadixTree<int>();
        var random = new Random(3);
        List<(RadixTreeSnapshot<int> Snapshot, List<KeyValuePair<ulong, int>> Then)> kept = [];
        for (int round = 0; round < 60; round++)
        {
            using (var batch = tree.BeginBatch())
            {
                for (int i = 0; i < 30; i++)
                {
                    ulong index = (ulong)random.Next(500) << (6 * random.Next(4));
                    if (random.Next(3) == 0) batch.RemoveRange(index, index + 20);
                    else batch[index] = i;
                }

                tree.CheckBatch();
                if (random.Next(3) > 0) batch.Commit();
            }

            tree[(ulong)random.Next(500)] = -round;
            tree.CheckInvariants();
            kept.Add((tree.Snapshot(), tree.ToList()));
        }

        foreach (var (snapshot, then) in kept) Assert.Equal(then, snapshot.ToList());
    }

    [Fact]
    public void Another_writer_waits_for_the_batch_or_gives_up()
    {
        var tree = new RadixTree<int>();
        using (var batch = tree.BeginBatch())
        {
            batch[1] = 1;
            Trees.Crew.OnAnotherThread(() =>
            {
                Assert.False(tree.TryBeginBatch(TimeSpan.Zero, out var none));
                none.Dispose(); // one that has ended already
                Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => tree.TryBeginBatch(TimeSpan.FromSeconds(-2), out _)).ParamName);
            });
            batch.Commit();
        }

        Assert.True(tree.TryBeginBatch(Timeout.InfiniteTimeSpan, out var second));
        second[2] = 2;
        second.Commit();
        Assert.Equal([1UL, 2], tree.Select(entry => entry.Key));
    }
}
