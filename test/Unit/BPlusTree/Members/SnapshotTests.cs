using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

public class SnapshotTests
{
    [Fact]
    public void A_snapshot_of_an_empty_tree_stays_empty()
    {
        var tree = TreeOf.Empty<int, int>();
        var snapshot = tree.Snapshot();
        tree.Add(1, 1);
        TreeAssert.Matches(snapshot, Tens(), [0, 1, 2]);
        Assert.Throws<KeyNotFoundException>(() => snapshot[1]);
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void A_snapshot_keeps_what_was_there_whatever_is_done_to_the_tree(int capacity)
    {
        int[] keys = TreeOf.Keys(200, step: 2);
        var tree = TreeOf.Tens(capacity, null, keys);
        var snapshot = tree.Snapshot();
        var expected = Tens(keys);
        void StillExact() => TreeAssert.Matches(snapshot, expected, [-1, 1, 199, 399, 400]);

        StillExact();
        foreach (int key in keys) tree[key] = -1;
        StillExact();
        for (int key = 1; key < 400; key += 2) tree.Add(key, -1);
        StillExact();
        for (int key = 0; key < 400; key += 3) tree.Remove(key);
        StillExact();
        tree.Clear();
        StillExact();
        foreach (int key in keys) tree.Add(key, -2);
        StillExact();
        tree.CheckInvariants();
        Assert.All(new TreeReads<int, int>(tree).Ascending(), entry => Assert.Equal(-2, entry.Value));
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Each_of_many_snapshots_keeps_its_own_moment(int capacity)
    {
        var tree = TreeOf.Empty<int, int>(capacity);
        var model = new SortedDictionary<int, int>();
        var moments = new List<(BPlusTreeSnapshot<int, int> Snapshot, Expected<int, int> Expected)>();
        for (int step = 0; step < 300; step++)
        {
            int key = step * 37 % 101;
            if (step % 3 == 2)
            {
                Assert.Equal(model.Remove(key), tree.Remove(key));
            }
            else
            {
                tree[key] = model[key] = step;
            }

            moments.Add((tree.Snapshot(), new(model)));
        }

        foreach (var (snapshot, expected) in moments) TreeAssert.Matches(snapshot, expected);
        TreeAssert.Matches(tree, model);
    }

    [Fact]
    public void Overwriting_an_eight_byte_value_in_place_never_reaches_a_snapshot()
    {
        var tree = TreeOf.Empty<int, long>(TreeOf.FullCapacity);
        for (int key = 0; key < 10; key++) tree.Add(key, 0);
        var snapshots = new List<BPlusTreeSnapshot<int, long>>();
        for (long round = 1; round <= 50; round++)
        {
            snapshots.Add(tree.Snapshot());
            for (int again = 0; again < 3; again++)
            {
                for (int key = 0; key < 10; key++) tree[key] = round;
            }
        }

        for (int i = 0; i < snapshots.Count; i++)
        {
            for (int key = 0; key < 10; key++) Assert.Equal(i, snapshots[i][key]);
        }
    }

    [Fact]
    public void Appending_to_a_leaf_in_place_never_reaches_a_snapshot()
    {
        var tree = TreeOf.Empty<int, int>(TreeOf.FullCapacity);
        var snapshots = new List<BPlusTreeSnapshot<int, int>>();
        for (int key = 0; key < 200; key++)
        {
            snapshots.Add(tree.Snapshot());
            tree.Add(key, key * 10);
        }

        for (int size = 0; size < snapshots.Count; size++)
        {
            Assert.Equal(size, snapshots[size].Count);
            Assert.Equal(TreeOf.Keys(size), new SnapshotReads<int, int>(snapshots[size]).Ascending().Select(entry => entry.Key));
            Assert.False(snapshots[size].ContainsKey(size));
        }
    }

    [Fact]
    public void Two_snapshots_without_a_write_between_them_hold_the_same()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        var first = tree.Snapshot();
        var second = tree.Snapshot();
        TreeAssert.Matches(first, Tens(TreeOf.Keys(50)));
        TreeAssert.Matches(second, Tens(TreeOf.Keys(50)));
        tree.TryUpdate(7, -7);
        Assert.Equal(70, first[7]);
        Assert.Equal(70, second[7]);
        Assert.Equal(-7, tree[7]);
    }

    [Fact]
    public void A_snapshot_outlives_its_domain_and_many_recycled_nodes()
    {
        BPlusTreeSnapshot<int, Twin> snapshot;
        using (var domain = new Rcu.RcuDomain())
        {
            var tree = TreeOf.Empty<int, Twin>(domain: domain);
            for (int key = 0; key < 100; key++) tree.Add(key, Twin.Of(key));
            snapshot = tree.Snapshot();
            for (int i = 0; i < 20_000; i++) tree[i % 100] = Twin.Of(-i);
        }

        Assert.Equal(TreeOf.Keys(100).Select(key => KeyValuePair.Create(key, Twin.Of(key))), new SnapshotReads<int, Twin>(snapshot).Ascending());
    }

    [Fact]
    public void A_snapshot_crosses_threads_and_supports_LINQ()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        var snapshot = tree.Snapshot();
        tree.Clear();
        Crew.OnAnotherThread(() =>
        {
            Assert.Equal(100, snapshot.Count);
            Assert.Equal(Enumerable.Range(0, 100).Sum() * 10, snapshot.Sum(entry => entry.Value));
            Assert.Equal(50, snapshot.Count(entry => entry.Key % 2 == 0));
        });
    }

    [Fact]
    public void Two_enumerators_of_one_snapshot_are_independent()
    {
        var snapshot = TreeOf.Tens(TreeOf.Keys(40)).Snapshot();
        var pairs = new List<(int, int)>();
        foreach (var outer in snapshot)
        {
            foreach (var inner in snapshot)
            {
                if (inner.Key <= outer.Key) pairs.Add((outer.Key, inner.Key));
            }
        }

        Assert.Equal(40 * 41 / 2, pairs.Distinct().Count());
    }

    [Fact]
    public void A_snapshot_has_the_order_of_its_tree()
    {
        var tree = TreeOf.Tens(4, ReverseComparer<int>.Instance, TreeOf.Keys(30));
        var snapshot = tree.Snapshot();
        Assert.Equal(TreeOf.Keys(30).Reverse(), new SnapshotReads<int, int>(snapshot).Ascending().Select(entry => entry.Key));
        Assert.True(snapshot.TryGetHigher(20, out int key, out _));
        Assert.Equal(19, key);
    }

    [Fact]
    public void A_snapshot_taken_between_batches_is_untouched_by_either()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(60));
        var before = tree.Snapshot();
        using (var batch = tree.BeginBatch())
        {
            for (int key = 0; key < 60; key++) batch[key] = -key;
            batch.Commit();
        }

        var between = tree.Snapshot();
        using (var batch = tree.BeginBatch())
        {
            batch.Clear();
            batch.Commit();
        }

        TreeAssert.Matches(before, Tens(TreeOf.Keys(60)));
        Assert.Equal(60, between.Count);
        Assert.All(between, entry => Assert.Equal(-entry.Key, entry.Value));
        Assert.True(tree.IsEmpty);
    }

    private static Expected<int, int> Tens(params int[] keys)
    {
        var model = new SortedDictionary<int, int>();
        foreach (int key in keys) model.Add(key, key * 10);
        return new(model);
    }
}
