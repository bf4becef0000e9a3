using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Batches of every kind of write, and how one is begun.</summary>
public class BatchBulkTests
{
    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void All_kinds_of_writes_go_into_one_batch_and_are_read_through_it(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300));
        var model = new SortedDictionary<int, int>(TreeOf.Keys(300).ToDictionary(key => key, key => key * 10));
        var snapshot = tree.Snapshot();
        using (var batch = tree.BeginBatch())
        {
            Assert.Equal(150, batch.RemoveRange(KeyRange<int>.HalfOpen(100, 250)));
            batch.AddRange(TreeOf.Shuffled(TreeOf.Keys(40, first: 120), 2).Select(key => KeyValuePair.Create(key, -key)));
            Assert.Equal(10, batch.RemoveRange(KeyRange<int>.Between(120, false, 130, true)));
            Assert.Equal(2, batch.SetRange([new(1, 1), new(1_000, 2), new(1_000, 3), new(1_001, 4)]));
            Assert.True(batch.TryRemoveFirst(out int first, out _));
            Assert.True(batch.TryRemoveLast(out int last, out int lastValue));
            Assert.False(batch.TryRemoveFirstUpTo(0, out _, out _));
            Assert.True(batch.TryRemoveFirstUpTo(1, out int due, out int dueValue));
            Assert.Equal((0, 1_001, 4, 1, 1), (first, last, lastValue, due, dueValue));
            Assert.Equal(20, batch.GetOrAdd(2, 5));
            Assert.Equal(5, batch.GetOrAdd(2_000, 5));
            Assert.Equal(6, batch.GetOrAdd(2_001, static (_, arg) => arg, 6));
            Assert.Equal(21, batch.AddOrUpdate(2, 0, static (_, old, add) => old + add, 1));
            Assert.Equal(9, batch.AddOrUpdate(2_002, 9, static (_, old, _) => old, 0));
            Assert.True(batch.TryUpdate(3, 31, 30));
            Assert.False(batch.TryUpdate(3, 32, 30));
            Assert.False(batch.TryUpdate(-3, 32, 30));
            Assert.True(batch.TryRemove(KeyValuePair.Create(4, 40)));
            Assert.False(batch.TryRemove(KeyValuePair.Create(5, 40)));
            Assert.True(batch.TryUpdateOrRemove(6, static (_, _, _) => EntryChange<int>.Remove, 0));
            Assert.False(batch.TryUpdateOrRemove(6, static (_, _, _) => EntryChange<int>.Set(1), 0));
            Assert.True(batch.AddUpdateOrRemove(6, static (_, _) => EntryChange<int>.Set(61), static (_, _, _) => default, 0));
            batch.Add(7_000, 7);
            Refusal.Of<ArgumentException, int, int>(batch, b => b.Add(7_000, 7));
            Refusal.Of<ArgumentException, int, int>(batch, b => b.AddRange([new(8_000, 1), new(7_000, 1)]));
            Refusal.Of<ArgumentException, int, int>(batch, b => b.AddRange([new(8_000, 1), new(8_000, 1)]));
            Refusal.Of<ArgumentException, int, int>(batch, b => b.RemoveRange(KeyRange<int>.Inclusive(5, 1)));

            foreach (int key in TreeOf.Keys(150, first: 100)) model.Remove(key);
            model[120] = -120;
            foreach (int key in TreeOf.Keys(29, first: 131)) model[key] = -key;
            (model[2], model[3], model[6]) = (21, 31, 61);
            (model[1_000], model[2_000], model[2_001], model[2_002], model[7_000]) = (3, 5, 6, 9, 7);
            foreach (int key in (int[])[0, 1, 4]) model.Remove(key);
            TreeAssert.Matches(batch, model);
            TreeAssert.ReadsTens(tree, TreeOf.Keys(300));
            batch.Commit();
        }

        TreeAssert.Matches(tree, model);
        Assert.Equal(TreeOf.Keys(300), snapshot.Select(entry => entry.Key));
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void A_batch_of_range_removals_that_is_discarded_leaves_everything_and_its_nodes_come_back(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(500));
        for (int round = 0; round < 30; round++)
        {
            using (var batch = tree.BeginBatch())
            {
                Assert.Equal(20, batch.RemoveRange(KeyRange<int>.HalfOpen(round * 10, (round * 10) + 20)));
                for (int key = 0; key < 40; key++) batch[1_000 + key] = key;
                Assert.Equal(30, batch.RemoveRange(KeyRange<int>.HalfOpen(1_005, 1_035)));
                Assert.Equal(490, batch.RemoveRange(KeyRange<int>.All));
                Assert.True(batch.IsEmpty);
                Assert.True(batch.TryAdd(1, 1));
            }

            TreeAssert.HoldsTens(tree, TreeOf.Keys(500));
        }
    }

    [Fact]
    public void A_loop_over_a_batch_goes_on_behind_a_range_that_its_body_removes()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        using var batch = tree.BeginBatch();
        var seen = new List<int>();
        foreach (var (key, _) in batch)
        {
            seen.Add(key);
            Assert.Equal(key + 1 < 100 ? 1 : 0, batch.RemoveRange(KeyRange<int>.Inclusive(key + 1, key + 1)));
            if (key == 50) Assert.Equal(20, batch.RemoveRange(KeyRange<int>.Inclusive(52, 71)));
        }

        Assert.Equal(TreeOf.Keys(26, step: 2).Concat(TreeOf.Keys(14, first: 72, step: 2)), seen);
    }

    [Fact]
    public void New_members_of_a_batch_that_has_ended_refuse_every_use()
    {
        var tree = TreeOf.Tens(1);
        var batch = tree.BeginBatch();
        batch.Dispose();
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.RemoveRange(KeyRange<int>.All));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryRemoveFirst(out _, out _));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryRemoveLast(out _, out _));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryRemoveFirstUpTo(5, out _, out _));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.AddRange([new(2, 2)]));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.AddRange([]));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.SetRange([]));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Add(2, 2));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.GetOrAdd(1, 2));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.GetOrAdd(1, (_, a) => a, 2));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.AddOrUpdate(1, 2, (_, old, _) => old, 0));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryUpdate(1, 2, 10));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryRemove(KeyValuePair.Create(1, 10)));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryUpdateOrRemove(1, (_, _, _) => default, 0));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.AddUpdateOrRemove(1, (_, _) => default, (_, _, _) => default, 0));
        TreeAssert.HoldsTens(tree, 1);
    }

    [Fact]
    public void Null_arguments_are_refused_and_the_batch_goes_on()
    {
        var tree = TreeOf.Empty<string, string>();
        using var batch = tree.BeginBatch();
        batch["a"] = "x";
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.Add(null!, "x"));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.GetOrAdd(null!, "x"));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.GetOrAdd("a", (Func<string, int, string>)null!, 1));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.AddOrUpdate("a", "x", (Func<string, string, int, string>)null!, 1));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryRemove(new KeyValuePair<string, string>(null!, "x")));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryRemoveFirstUpTo(null!, out _, out _));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.TryUpdateOrRemove("a", (Func<string, string, int, EntryChange<string>>)null!, 1));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.AddUpdateOrRemove("a", null!, (_, _, _) => default, 1));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.AddUpdateOrRemove("a", (_, _) => default, null!, 1));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.AddRange(null!));
        Refusal.Of<ArgumentNullException, string, string>(batch, b => b.SetRange(null!));
        Refusal.Of<ArgumentException, string, string>(batch, b => b.AddRange([new(null!, "x")]));
        Refusal.Of<ArgumentException, string, string>(batch, b => b.SetRange([new("b", "x"), new(null!, "x")]));
        batch.Commit();
        Assert.Equal(["a"], tree.Select(entry => entry.Key));
    }

    [Fact]
    public void A_batch_begins_when_the_tree_comes_free_in_time_and_not_when_it_does_not()
    {
        var tree = TreeOf.Tens(1);
        using var opened = new ManualResetEventSlim(false);
        using var gate = new ManualResetEventSlim(false);
        using var crew = new Crew();
        crew.Add("holder", () =>
        {
            using var batch = tree.BeginBatch();
            batch[2] = 20;
            opened.Set();
            gate.Wait();
            batch.Commit();
        });
        crew.Go();
        opened.Wait();
        Assert.False(tree.TryBeginBatch(TimeSpan.Zero, out var none));
        Refusal.Of<InvalidOperationException, int, int>(none, b => b[3] = 30);
        none.Dispose();
        Assert.False(tree.TryBeginBatch(TimeSpan.FromMilliseconds(1), out _));
        TreeAssert.ReadsTens(tree, 1);
        gate.Set();
        Assert.True(tree.TryBeginBatch(Timeout.InfiniteTimeSpan, out var second));
        using (second)
        {
            Assert.Equal(20, second[2]); // after the other batch, not between its writes
            second[3] = 30;
            Assert.Throws<InvalidOperationException>(() => tree.TryBeginBatch(TimeSpan.Zero, out _));
            second.Commit();
        }

        crew.Join();
        TreeAssert.HoldsTens(tree, 1, 2, 3);
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => tree.TryBeginBatch(TimeSpan.FromSeconds(-2), out _));
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => tree.TryBeginBatch(TimeSpan.MaxValue, out _));
        Assert.True(tree.TryAdd(4, 40));
    }

    [Fact]
    public void Batches_of_many_threads_do_not_interleave()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(20));
        using var crew = new Crew();
        for (int thread = 1; thread <= 3; thread++)
        {
            int mine = thread;
            crew.Add($"batches {thread}", () =>
            {
                for (int i = 0; i < 300; i++)
                {
                    BPlusTree<int, int>.Batch batch;
                    while (!tree.TryBeginBatch(TimeSpan.FromMilliseconds(20), out batch))
                    {
                    }

                    using (batch)
                    {
                        batch.RemoveRange(KeyRange<int>.All);
                        batch.AddRange(TreeOf.Keys(20).Select(key => KeyValuePair.Create(key, mine)));
                        foreach (var (_, value) in batch) Assert.Equal(mine, value);
                        if (i % 3 != 0) batch.Commit();
                    }
                }
            });
        }

        crew.AddUntilDone("reader", () => Assert.Single(tree.Snapshot().Select(entry => entry.Value / 10 * 10 == entry.Value && entry.Value == entry.Key * 10 ? 0 : entry.Value).Distinct()));
        crew.Join();
        Assert.Equal(20, tree.Count);
        tree.CheckInvariants();
    }
}
