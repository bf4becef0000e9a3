using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary><c>ForEach</c> and <c>Drain</c>.</summary>
public class VisitTests
{
    [Fact]
    public void ForEach_of_an_empty_tree_visits_nothing()
    {
        Assert.Equal(0L, TreeOf.Empty<int, int>().ForEach(0, (_, _, _, _) => Assert.Fail("visited")));
        Assert.Equal(0L, TreeOf.Empty<int, int>().Snapshot().ForEach(0, (_, _, _, _) => Assert.Fail("visited")));
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void ForEach_visits_every_entry_ascending_with_state_and_ordinal(int capacity)
    {
        foreach (int size in new[] { 1, 4, 5, 33, 500 })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(size));
            var seen = new List<(int Key, int Value, long Ordinal)>();
            Assert.Equal(size, tree.ForEach(seen, static (list, key, value, ordinal) => list.Add((key, value, ordinal))));
            Assert.Equal(TreeOf.Keys(size).Select(key => (key, key * 10, (long)key)), seen);
        }
    }

    [Fact]
    public void A_ForEach_visitor_may_write_to_the_tree()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        int visited = 0;
        tree.ForEach(tree, (live, key, _, _) =>
        {
            // What the visitor adds further up may or may not be visited.
            if (key >= 1_000) return;
            Assert.Equal(visited++, key);
            Assert.True(live.Remove(key));
            live[key + 1_000] = 0;
            if (key == 99) live.Clear();
        });
        Assert.Equal(100, visited);
        Assert.True(tree.IsEmpty);
        tree.CheckInvariants();
    }

    [Fact]
    public void A_visitor_that_throws_ends_ForEach_and_leaves_the_tree_usable()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        int visits = 0;
        Assert.Throws<PlantedException>(() => tree.ForEach(0, (_, _, _, _) =>
        {
            if (++visits == 50) throw new PlantedException();
        }));
        Assert.Equal(50, visits);
        tree.Domain.Synchronize();
        TreeAssert.HoldsTens(tree, TreeOf.Keys(100));
        Assert.True(tree.TryAdd(100, 1000));
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Drain_visits_every_entry_ascending_and_leaves_the_tree_empty(int capacity)
    {
        foreach (int size in new[] { 0, 1, 4, 5, 33, 500 })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(size));
            var seen = new List<(int Key, int Value, long Ordinal)>();
            Assert.Equal(size, tree.Drain(seen, static (list, key, value, ordinal) => list.Add((key, value, ordinal))));
            Assert.Equal(TreeOf.Keys(size).Select(key => (key, key * 10, (long)key)), seen);
            TreeAssert.HoldsTens(tree);
            Assert.True(tree.TryAdd(3, 30));
            TreeAssert.HoldsTens(tree, 3);
        }
    }

    [Fact]
    public void A_Drain_visitor_finds_the_tree_empty_from_the_first_visit_and_may_fill_it_again()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        long drained = tree.Drain(tree, static (live, key, value, ordinal) =>
        {
            Assert.Equal(ordinal, live.Count);
            Assert.False(live.ContainsKey(key));
            live.Add(key, value);
        });
        Assert.Equal(100, drained);
        TreeAssert.HoldsTens(tree, TreeOf.Keys(100));
    }

    [Fact]
    public void A_Drain_visitor_that_throws_leaves_the_tree_empty_and_usable()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        int visits = 0;
        Assert.Throws<PlantedException>(() => tree.Drain(0, (_, _, _, _) =>
        {
            if (++visits == 50) throw new PlantedException();
        }));
        Assert.Equal(50, visits);
        TreeAssert.HoldsTens(tree);
        tree.Domain.Synchronize();
        Assert.True(tree.TryAdd(1, 10));
        TreeAssert.HoldsTens(tree, 1);
    }

    [Fact]
    public void Drain_does_not_touch_a_snapshot()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        var snapshot = tree.Snapshot();
        Assert.Equal(100, tree.Drain(0, static (_, _, _, _) => { }));
        Assert.Equal(TreeOf.Keys(100), snapshot.Select(entry => entry.Key));
    }

    [Fact]
    public void A_reader_that_is_enumerating_when_the_tree_is_drained_is_not_disturbed()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        int last = -1;
        foreach (var entry in tree)
        {
            Assert.True(entry.Key > last);
            Assert.Equal(entry.Key * 10, entry.Value);
            last = entry.Key;
            if (last == 10) Assert.Equal(100, tree.Drain(0, static (_, _, _, _) => { }));
        }

        Assert.InRange(last, 10, 99);
        Assert.True(tree.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void TakeAll_hands_out_every_entry_and_leaves_the_tree_empty(int capacity)
    {
        foreach (int size in new[] { 0, 1, 5, 300 })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(size));
            var taken = tree.TakeAll();
            TreeAssert.HoldsTens(tree);
            for (int key = 0; key < size; key++) Assert.True(tree.TryAdd(key, -1));
            Assert.Equal(size, taken.Count);
            Assert.Equal(TreeOf.Keys(size).Select(key => KeyValuePair.Create(key, key * 10)), taken);
            tree.CheckInvariants();
        }
    }
}
