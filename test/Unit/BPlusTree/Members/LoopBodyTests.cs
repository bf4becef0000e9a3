using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>The body of a loop over the tree writes to that same tree.</summary>
public class LoopBodyTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Removing_the_current_key_visits_every_key_and_empties_the_tree(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300));
        var seen = new List<int>();
        foreach (var entry in tree)
        {
            seen.Add(entry.Key);
            Assert.True(tree.TryRemove(entry.Key, out int value));
            Assert.Equal(entry.Value, value);
        }

        Assert.Equal(TreeOf.Keys(300), seen);
        TreeAssert.HoldsTens(tree);
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Removing_the_current_key_descending_empties_the_tree(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300));
        var seen = new List<int>();
        foreach (var entry in tree.EnumerateDescending())
        {
            seen.Add(entry.Key);
            Assert.True(tree.Remove(entry.Key));
        }

        Assert.Equal(TreeOf.Keys(300).Reverse(), seen);
        TreeAssert.HoldsTens(tree);
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Overwriting_the_current_value_visits_every_key_once(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300));
        var seen = new List<int>();
        foreach (var entry in tree)
        {
            seen.Add(entry.Key);
            tree[entry.Key] = entry.Value;
        }

        Assert.Equal(TreeOf.Keys(300), seen);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(300));
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Keys_added_between_and_behind_do_not_hide_or_repeat_the_others(int capacity)
    {
        foreach (bool descending in new[] { false, true })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(200, step: 4));
            var seen = new List<int>();
            void Body(int key)
            {
                seen.Add(key);
                if (key % 4 != 0) return;
                tree.TryAdd(key - 1, (key - 1) * 10);
                tree.TryAdd(key + 1, (key + 1) * 10);
                tree.TryAdd(key + 2, (key + 2) * 10);
            }

            if (descending)
            {
                foreach (var entry in tree.EnumerateDescending()) Body(entry.Key);
                seen.Reverse();
            }
            else
            {
                foreach (var entry in tree) Body(entry.Key);
            }

            Assert.Equal(seen.Distinct().Order(), seen);
            Assert.Equal(TreeOf.Keys(200, step: 4), seen.Where(key => key % 4 == 0));
            TreeAssert.HoldsTens(tree, TreeOf.Keys(800, first: -1));
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Keys_removed_ahead_and_behind_do_not_hide_or_repeat_the_others(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(400));
        var seen = new List<int>();
        foreach (var entry in tree)
        {
            seen.Add(entry.Key);
            // Whole leaves disappear on both sides of the loop; multiples of ten stay throughout.
            for (int key = entry.Key - 15; key < entry.Key + 15; key++)
            {
                if (key % 10 != 0) tree.Remove(key);
            }
        }

        Assert.Equal(seen.Distinct().Order(), seen);
        Assert.Equal(TreeOf.Keys(40, step: 10), seen.Where(key => key % 10 == 0));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(40, step: 10));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Clearing_the_tree_inside_the_loop_ends_it_in_order(bool refill)
    {
        var tree = TreeOf.Tens(TreeOf.Keys(200));
        int last = -1;
        int visits = 0;
        foreach (var entry in tree)
        {
            Assert.True(entry.Key > last);
            last = entry.Key;
            visits++;
            if (last != 50) continue;
            tree.Clear();
            if (refill) tree.Add(500, 5000);
        }

        Assert.InRange(visits, 51, 201);
        TreeAssert.HoldsTens(tree, refill ? [500] : []);
    }

    [Fact]
    public void Churning_the_whole_tree_at_every_step_keeps_the_order_and_the_permanent_keys()
    {
        using var domain = new Rcu.RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        for (int key = 0; key < 200; key += 2) tree.Add(key, Twin.Of(key));
        foreach (bool descending in new[] { false, true })
        {
            var seen = new List<int>();
            int step = 0;
            void Body(KeyValuePair<int, Twin> entry)
            {
                Assert.Equal(Twin.Of(entry.Key), entry.Value);
                seen.Add(entry.Key);
                for (int key = 1; key < 200; key += 2)
                {
                    if (step % 2 == 0) tree.TryAdd(key, Twin.Of(key));
                    else tree.Remove(key);
                }

                step++;
            }

            if (descending)
            {
                foreach (var entry in tree.EnumerateDescending()) Body(entry);
                seen.Reverse();
            }
            else
            {
                foreach (var entry in tree) Body(entry);
            }

            Assert.Equal(seen.Distinct().Order(), seen);
            Assert.Equal(TreeOf.Keys(100, step: 2), seen.Where(key => key % 2 == 0));
            tree.CheckInvariants();
        }
    }

    [Fact]
    public void Waiting_for_readers_inside_a_loop_throws_instead_of_hanging()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        foreach (var entry in tree)
        {
            Assert.True(entry.Key > 0);
            Assert.Throws<InvalidOperationException>(() => tree.Domain.Synchronize());
        }

        tree.Domain.Synchronize();
    }

    [Fact]
    public void A_batch_may_be_committed_inside_a_loop()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        var seen = new List<int>();
        foreach (var entry in tree)
        {
            seen.Add(entry.Key);
            using var batch = tree.BeginBatch();
            batch[entry.Key] = -entry.Key;
            batch.Remove(entry.Key - 1);
            batch.Commit();
        }

        Assert.Equal(TreeOf.Keys(100), seen);
        Assert.Equal([KeyValuePair.Create(99, -99)], new TreeReads<int, int>(tree).Ascending());
        tree.CheckInvariants();
    }

    [Fact]
    public void A_snapshot_taken_inside_a_loop_is_exact()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(50));
        foreach (var entry in tree)
        {
            tree.Remove(entry.Key);
            Assert.Equal(TreeOf.Keys(49 - entry.Key, first: entry.Key + 1), tree.Snapshot().Select(e => e.Key));
        }
    }
}
