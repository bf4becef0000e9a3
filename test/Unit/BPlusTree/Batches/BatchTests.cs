using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>What a batch does on its own thread: its writes, its reads, its end.</summary>
public class BatchTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void A_batch_reads_its_own_writes_and_the_tree_does_not_until_the_commit(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100, step: 2));
        var model = new SortedDictionary<int, int>(TreeOf.Keys(100, step: 2).ToDictionary(key => key, key => key * 10));
        var before = new SortedDictionary<int, int>(model);
        using (var batch = tree.BeginBatch())
        {
            TreeAssert.Matches(batch, model);
            for (int key = 0; key < 200; key += 3)
            {
                Assert.Equal(model.TryAdd(key, key), batch.TryAdd(key, key));
                Assert.False(batch.TryAdd(key, -1));
            }

            TreeAssert.Matches(batch, model, TreeOf.Keys(202, first: -1));
            for (int key = 0; key < 200; key += 5)
            {
                batch[key] = -key;
                model[key] = -key;
                bool present = model.Remove(key + 1, out int gone);
                Assert.Equal(present, batch.TryRemove(key + 1, out int removed));
                Assert.Equal(gone, removed);
                Assert.Equal(model.ContainsKey(key + 2), batch.TryUpdate(key + 2, 7));
                if (model.ContainsKey(key + 2)) model[key + 2] = 7;
            }

            TreeAssert.Matches(batch, model, TreeOf.Keys(202, first: -1));
            TreeAssert.Reads(tree, before);
            batch.Commit();
        }

        TreeAssert.Matches(tree, model);
    }

    [Fact]
    public void A_committed_batch_shows_everything_at_once_when_commit_returns()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        using var batch = tree.BeginBatch();
        Assert.True(batch.Remove(1));
        Assert.False(batch.Remove(1));
        Assert.True(batch.TryAdd(4, 40));
        Assert.Equal(3, batch.Count);
        TreeAssert.ReadsTens(tree, 1, 2, 3);
        batch.Commit();
        TreeAssert.HoldsTens(tree, 2, 3, 4);
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void A_batch_that_is_not_committed_leaves_everything_as_it_was(int capacity)
    {
        foreach (int size in new[] { 0, 1, 5, 100 })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(size));
            using (var batch = tree.BeginBatch())
            {
                for (int key = -50; key < 0; key++) Assert.True(batch.TryAdd(key, 0));
                for (int key = 0; key < size; key++) batch[key] = -1;
                for (int key = 0; key < size; key += 2) Assert.True(batch.Remove(key));
            }

            TreeAssert.HoldsTens(tree, TreeOf.Keys(size));
            Assert.True(tree.TryAdd(1_000, 10_000));
            TreeAssert.HoldsTens(tree, [.. TreeOf.Keys(size), 1_000]);
        }
    }

    [Fact]
    public void A_batch_left_by_an_exception_is_discarded()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        Assert.Throws<PlantedException>((Action)(() =>
        {
            using var batch = tree.BeginBatch();
            batch.Clear();
            batch[7] = 1;
            throw new PlantedException();
        }));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(50));
        Assert.True(tree.TryAdd(50, 500));
    }

    [Fact]
    public void A_batch_that_does_nothing_changes_nothing_committed_or_not()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(20));
        using (tree.BeginBatch()) { }
        using (var batch = tree.BeginBatch()) batch.Commit();
        TreeAssert.HoldsTens(tree, TreeOf.Keys(20));
        var empty = TreeOf.Empty<int, int>();
        using (var batch = empty.BeginBatch()) batch.Commit();
        TreeAssert.HoldsTens(empty);
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Clear_in_a_batch_empties_it_and_it_can_be_filled_again(int capacity)
    {
        foreach (bool commit in new[] { false, true })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100));
            using (var batch = tree.BeginBatch())
            {
                Assert.True(batch.TryAdd(500, 0));
                batch.Clear();
                Assert.Equal(0, batch.Count);
                Assert.False(batch.TryGetFirst(out _, out _));
                Assert.False(batch.ContainsKey(5));
                for (int key = 50; key < 150; key++) Assert.True(batch.TryAdd(key, key * 10));
                Assert.Equal(100, batch.Count);
                Assert.Equal(100, tree.Count);
                Assert.False(tree.ContainsKey(149));
                if (commit) batch.Commit();
            }

            TreeAssert.HoldsTens(tree, TreeOf.Keys(100, first: commit ? 50 : 0));
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Entries_added_and_removed_within_one_batch_leave_no_trace(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(30));
        using (var batch = tree.BeginBatch())
        {
            for (int round = 0; round < 5; round++)
            {
                for (int key = 30; key < 500; key++) Assert.True(batch.TryAdd(key, round));
                for (int key = 499; key >= 30; key--) Assert.True(batch.Remove(key));
            }

            Assert.Equal(30, batch.Count);
            batch.Commit();
        }

        TreeAssert.HoldsTens(tree, TreeOf.Keys(30));
    }

    [Fact]
    public void Many_batches_in_a_row_keep_their_books()
    {
        var tree = TreeOf.Empty<int, Twin>();
        var model = new SortedDictionary<int, Twin>();
        var random = new Random(17);
        for (int round = 0; round < 400; round++)
        {
            var draft = new SortedDictionary<int, Twin>(model);
            bool commit = random.Next(3) > 0;
            using (var batch = tree.BeginBatch())
            {
                for (int i = random.Next(30); i >= 0; i--)
                {
                    int key = random.Next(120);
                    if (random.Next(2) == 0) batch[key] = draft[key] = Twin.Of(round);
                    else Assert.Equal(draft.Remove(key), batch.Remove(key));
                }

                if (commit) batch.Commit();
            }

            if (commit) model = draft;
            if (round % 20 == 0) TreeAssert.Matches(tree, model, TreeOf.Keys(122, first: -1));
        }

        TreeAssert.Matches(tree, model);
    }

    [Fact]
    public void A_second_commit_throws_and_the_first_stands()
    {
        var tree = TreeOf.Tens(1);
        using (var batch = tree.BeginBatch())
        {
            Assert.True(batch.TryAdd(2, 20));
            batch.Commit();
            Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Commit());
        }

        TreeAssert.HoldsTens(tree, 1, 2);
        Assert.True(tree.TryAdd(3, 30));
    }

    [Fact]
    public void A_committed_batch_writes_no_more()
    {
        var tree = TreeOf.Tens(1);
        using (var batch = tree.BeginBatch())
        {
            Assert.True(batch.TryAdd(2, 20));
            batch.Commit();
            Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryAdd(3, 30));
            Refusal.Of<InvalidOperationException, int, int>(batch, b => b[3] = 30);
            Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryUpdate(1, 0));
            Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Remove(1));
            Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Clear());
        }

        TreeAssert.HoldsTens(tree, 1, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_disposed_batch_refuses_every_use_and_a_second_Dispose_does_nothing(bool commit)
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        var batch = tree.BeginBatch();
        if (commit) batch.Commit();
        batch.Dispose();
        batch.Dispose();
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Commit());
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryAdd(11, 110));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b[1] = 0);
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryUpdate(1, 0));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryRemove(1, out _));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Remove(1));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Clear());
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryGetValue(1, out _));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.ContainsKey(1));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => _ = b[1]);
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryGetFirst(out _, out _));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryGetFloor(1, out _, out _));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => _ = b.Count);
        // The lock was given back once, not twice: another batch holds it alone.
        using (var next = tree.BeginBatch())
        {
            batch.Dispose();
            Assert.Throws<InvalidOperationException>(() => tree.TryAdd(11, 110));
            Assert.True(next.TryAdd(10, 100));
            next.Commit();
        }

        TreeAssert.HoldsTens(tree, TreeOf.Keys(11));
    }

    [Fact]
    public void A_batch_that_no_tree_began_refuses_every_use()
    {
        BPlusTree<int, int>.Batch batch = default;
        batch.Dispose();
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Commit());
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryAdd(1, 1));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryUpdate(1, 1));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Clear());
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.ContainsKey(1));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => b.EnumerateRange(KeyRange<int>.All));
        Refusal.Of<InvalidOperationException, int, int>(batch, b => _ = b.Count);
    }

    [Fact]
    public void The_indexer_of_a_batch_throws_for_an_absent_key_and_goes_on()
    {
        var tree = TreeOf.Tens(1);
        using var batch = tree.BeginBatch();
        Refusal.Of<KeyNotFoundException, int, int>(batch, b => _ = b[2]);
        batch[2] = 20;
        Assert.Equal(20, batch[2]);
        batch.Commit();
        TreeAssert.HoldsTens(tree, 1, 2);
    }

    [Fact]
    public void A_loop_over_a_batch_sees_its_writes_so_far()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50, step: 2));
        using var batch = tree.BeginBatch();
        for (int key = 1; key < 100; key += 2) batch[key] = key * 10;
        int next = 0;
        foreach (var (key, value) in batch)
        {
            Assert.Equal(next, key);
            Assert.Equal(next * 10, value);
            next++;
        }

        Assert.Equal(100, next);
        Assert.Equal(50, tree.Count);
    }

    [Fact]
    public void Writes_of_every_kind_on_the_thread_that_holds_a_batch_throw()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(10));
        var other = TreeOf.Tens(100);
        using (var batch = tree.BeginBatch())
        {
            Assert.True(batch.TryAdd(10, 100));
            foreach (var write in new Action[]
            {
                () => tree.TryAdd(20, 0), () => tree.Add(20, 0), () => tree[20] = 0, () => tree[1] = 0,
                () => tree.GetOrAdd(20, 0), () => tree.GetOrAdd(20, _ => 0), () => tree.GetOrAdd(20, (_, a) => a, 0),
                () => tree.AddOrUpdate(20, 0, (_, v) => v), () => tree.AddOrUpdate(1, 0, (_, v) => v),
                () => tree.AddOrUpdate(1, _ => 0, (_, v) => v), () => tree.AddOrUpdate(1, (_, a) => a, (_, v, _) => v, 0),
                () => tree.TryUpdate(1, 0), () => tree.TryUpdate(1, 0, 10),
                () => tree.TryRemove(1, out _), () => tree.Remove(1), () => tree.TryRemove(KeyValuePair.Create(1, 10)),
                () => tree.Clear(), () => tree.Drain(0, static (_, _, _, _) => Assert.Fail("drained")),
                () => tree.MergeFrom(other), () => other.MergeFrom(tree),
                () => tree.Snapshot(), () => tree.BeginBatch(), () => tree.TryBeginBatch(TimeSpan.Zero, out _),
                () => tree.TryUpdateOrRemove(1, (_, _) => default), () => tree.TryUpdateOrRemove(-1, (_, _) => default),
                () => tree.AddUpdateOrRemove(1, _ => default, (_, _) => default), () => tree.TryRemoveFirst(out _, out _), () => tree.TryRemoveLast(out _, out _),
                () => tree.TryRemoveFirstUpTo(-5, out _, out _), () => tree.RemoveRange(KeyRange<int>.All), () => tree.RemoveRange(KeyRange<int>.AtMost(-5)),
                () => tree.AddRange([new(20, 0)]), () => tree.AddRange([]), () => tree.TryAddRange([new(1, 0)]), () => tree.SetRange([]),
                () => tree.Load([]), () => tree.Load([1], [2]), () => tree.Clone(),
                () => tree.Domain.Synchronize(), () => tree.Domain.Barrier(),
            })
            {
                Assert.Throws<InvalidOperationException>(write);
            }

            Assert.Equal(11, batch.Count);
            batch.Commit();
        }

        TreeAssert.HoldsTens(tree, TreeOf.Keys(11));
        TreeAssert.HoldsTens(other, 100);
        tree.Domain.Synchronize();
        Assert.Equal(11, tree.Snapshot().Count);
    }

    [Fact]
    public void The_tree_stays_readable_on_the_thread_that_holds_a_batch()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(30));
        var snapshot = tree.Snapshot();
        using var batch = tree.BeginBatch();
        batch.Clear();
        TreeAssert.ReadsTens(tree, TreeOf.Keys(30));
        Assert.Equal(30, snapshot.Count);
    }
}
