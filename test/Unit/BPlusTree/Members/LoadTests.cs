using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

public class LoadTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Every_number_of_entries_makes_a_well_formed_tree_that_can_be_written_to(int capacity)
    {
        foreach (int count in TreeOf.Keys(140).Concat([31 * 32, 32 * 32, (32 * 32) + 1, (33 * 32) + 1, 4_000]))
        {
            var tree = TreeOf.Empty<int, int>(capacity);
            int[] keys = TreeOf.Keys(count, step: 2);
            if (count % 2 == 0) tree.Load(keys, [.. keys.Select(key => key * 10)]);
            else tree.Load(keys.Select(key => KeyValuePair.Create(key, key * 10)));
            TreeAssert.HoldsTens(tree, keys);
            int[] more = TreeOf.Keys(30, first: count / 2);
            foreach (int key in more) tree[key] = key * 10;
            for (int key = 0; key < count; key += 6) tree.Remove(key);
            TreeAssert.HoldsTens(tree, keys.Union(more).Where(key => key >= count || key % 6 != 0).Order());
        }
    }

    [Fact]
    public void Nodes_are_full()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<long, long>(TreeOf.FullCapacity, domain: domain);
        long before = domain.GetStatistics().AllocatedNodes;
        long[] keys = [.. TreeOf.Keys(320_000).Select(key => (long)key)];
        tree.Load(keys, keys);
        Assert.Equal(10_000 + 313 + 10 + 1, domain.GetStatistics().AllocatedNodes - before);
        tree.CheckInvariants();
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void What_was_there_is_replaced_and_snapshots_keep_it(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100));
        var snapshot = tree.Snapshot();
        tree.Load(TreeOf.Keys(50, first: 70).Select(key => KeyValuePair.Create(key, key * 10)));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(50, first: 70));
        Assert.Equal(TreeOf.Keys(100), snapshot.Select(entry => entry.Key));
        tree.Load([]);
        TreeAssert.HoldsTens(tree);
        tree.Load([]);
        TreeAssert.HoldsTens(tree);
    }

    [Fact]
    public void Unsorted_repeated_and_null_keys_are_refused_by_position_and_change_nothing()
    {
        var tree = TreeOf.Empty<string, int>();
        tree["kept"] = 1;
        string[][] wrong = [["a", "c", "b"], ["a", "b", "b"], ["a", "b", null!]];
        foreach (string[] keys in wrong)
        {
            var pairs = Assert.Throws<ArgumentException>("entries", () => tree.Load(keys.Select(key => KeyValuePair.Create(key, 2))));
            Assert.Contains("position 2", pairs.Message, StringComparison.Ordinal);
            var spans = Assert.Throws<ArgumentException>("keys", () => tree.Load(keys, new int[3]));
            Assert.Contains("position 2", spans.Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentException>("values", () => tree.Load(["a"], new int[2]));
        Assert.Throws<ArgumentNullException>("entries", () => tree.Load(null!));
        TreeAssert.Matches(tree, new SortedDictionary<string, int>(StringComparer.Ordinal) { ["kept"] = 1 });
    }

    [Fact]
    public void Input_is_read_outside_the_lock_and_what_is_written_meanwhile_is_replaced()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        IEnumerable<KeyValuePair<int, int>> Entries()
        {
            tree.Add(4, 40);
            yield return new(10, 100);
            Assert.Equal(4, tree.Snapshot().Count);
            Crew.OnAnotherThread(() => tree.Add(5, 50));
            yield return new(20, 200);
            Assert.Equal(5, tree.Count);
        }

        tree.Load(Entries());
        TreeAssert.HoldsTens(tree, 10, 20);
        for (int key = 11; key < 20; key++) tree.Add(key, key * 10); // the nodes were frozen by the snapshot that came in between
        TreeAssert.HoldsTens(tree, TreeOf.Keys(10, first: 10).Append(20));
    }

    [Fact]
    public void Input_that_throws_changes_nothing()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        static IEnumerable<KeyValuePair<int, int>> Failing()
        {
            for (int key = 0; key < 100; key++) yield return new(key, 0);
            throw new PlantedException();
        }

        Assert.Throws<PlantedException>(() => tree.Load(Failing()));
        Assert.Throws<PlantedException>(() => tree.AddRange(Failing()));
        Assert.Throws<PlantedException>(() => tree.SetRange(Failing()));
        Assert.Throws<PlantedException>(() => new BPlusTree<int, int>(Failing()));
        TreeAssert.HoldsTens(tree, 1, 2, 3);
        Assert.True(tree.TryAdd(4, 40));
    }

    [Fact]
    public void A_tree_can_be_loaded_from_itself()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(200));
        for (int key = 0; key < 200; key += 2) tree.Remove(key);
        tree.Load(tree);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(100, first: 1, step: 2));
        tree.Load(tree.Snapshot());
        TreeAssert.HoldsTens(tree, TreeOf.Keys(100, first: 1, step: 2));
    }

    [Fact]
    public void Equal_floating_point_keys_are_repeated_keys_and_are_kept_in_one_form()
    {
        var tree = TreeOf.Empty<double, int>();
        Assert.Throws<ArgumentException>(() => tree.Load([new(-0.0, 1), new(0.0, 2)]));
        tree.Load([new(double.NaN, 1), new(double.NegativeInfinity, 2), new(-0.0, 3)]);
        Assert.Equal(1, tree[-double.NaN]);
        Assert.Equal(3, tree[0.0]);
        tree.CheckInvariants();
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void A_clone_has_the_options_of_the_tree_and_goes_its_own_way(int capacity)
    {
        using var domain = new RcuDomain();
        var pool = new BPlusTreePool<int, int>(domain);
        var tree = new BPlusTree<int, int>(TreeOf.Options<int, int>(capacity, ReverseComparer<int>.Instance) with { Pool = pool });
        foreach (int key in TreeOf.Shuffled(TreeOf.Keys(300), 4)) tree.Add(key, key * 10);
        var clone = tree.Clone();
        Assert.Same(domain, clone.Domain);
        Assert.Same(tree.Comparer, clone.Comparer);
        TreeAssert.HoldsTens(clone, TreeOf.Keys(300));
        for (int key = 0; key < 300; key += 2) clone.Remove(key);
        for (int key = 0; key < 300; key += 3) tree.Remove(key);
        for (int key = 300; key < 400; key++) clone.Add(key, key * 10);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(300).Where(key => key % 3 != 0));
        TreeAssert.HoldsTens(clone, TreeOf.Keys(400).Where(key => key % 2 != 0 || key >= 300));
        TreeAssert.HoldsTens(TreeOf.Tens().Clone());
    }

    [Fact]
    public void Bulk_calls_of_a_thread_that_may_not_write_are_refused_before_the_input_is_read()
    {
        var tree = TreeOf.Tens(1);
        static IEnumerable<KeyValuePair<int, int>> Unread()
        {
            Assert.Fail("read");
            yield break;
        }

        using (tree.BeginBatch())
        {
            Assert.Throws<InvalidOperationException>(() => tree.Load(Unread()));
            Assert.Throws<InvalidOperationException>(() => tree.Load([], []));
            Assert.Throws<InvalidOperationException>(() => tree.AddRange(Unread()));
            Assert.Throws<InvalidOperationException>(() => tree.TryAddRange(Unread()));
            Assert.Throws<InvalidOperationException>(() => tree.SetRange(Unread()));
            Assert.Throws<InvalidOperationException>(() => tree.Clone());
        }

        var domain = new RcuDomain();
        var closed = TreeOf.Empty<int, int>(domain: domain);
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => closed.Load(Unread()));
        Assert.Throws<ObjectDisposedException>(() => closed.AddRange(Unread()));
        Assert.Throws<ObjectDisposedException>(() => closed.SetRange(Unread()));
        Assert.Throws<ObjectDisposedException>(() => closed.Clone());
        Assert.Throws<ObjectDisposedException>(() => closed.RemoveRange(KeyRange<int>.All));
    }
}
