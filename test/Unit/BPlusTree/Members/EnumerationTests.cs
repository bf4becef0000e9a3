using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

public class EnumerationTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Entries_come_in_order_in_both_directions(int capacity)
    {
        foreach (int size in new[] { 0, 1, 2, 4, 5, 6, 33, 700 })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Shuffled(TreeOf.Keys(size), size));
            var up = new List<int>();
            foreach (var (key, value) in tree)
            {
                Assert.Equal(key * 10, value);
                up.Add(key);
            }

            Assert.Equal(TreeOf.Keys(size), up);
            var down = new List<int>();
            foreach (var (key, value) in tree.EnumerateDescending())
            {
                Assert.Equal(key * 10, value);
                down.Add(key);
            }

            up.Reverse();
            Assert.Equal(up, down);
        }
    }

    [Fact]
    public void MoveNext_stays_false_at_the_end()
    {
        var tree = TreeOf.Tens(1, 2);
        using var entries = tree.GetEnumerator();
        Assert.True(entries.MoveNext());
        Assert.True(entries.MoveNext());
        Assert.Equal(KeyValuePair.Create(2, 20), entries.Current);
        Assert.False(entries.MoveNext());
        Assert.False(entries.MoveNext());
    }

    [Fact]
    public void Nested_loops_over_one_tree_are_independent()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(30));
        int pairs = 0;
        foreach (var outer in tree)
        {
            foreach (var inner in tree.EnumerateDescending(KeyRange<int>.LessThan(outer.Key)))
            {
                Assert.True(inner.Key < outer.Key);
                pairs++;
            }
        }

        Assert.Equal(30 * 29 / 2, pairs);
        tree.Domain.Synchronize();
    }

    [Fact]
    public void A_loop_that_is_left_early_leaves_its_read_section()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(30));
        foreach (var entry in tree)
        {
            if (entry.Key == 3) break;
        }

        foreach (var entry in tree.EnumerateDescending())
        {
            if (entry.Key == 3) break;
        }

        Assert.Throws<PlantedException>(() =>
        {
            foreach (var entry in tree.EnumerateRange(KeyRange<int>.AtLeast(3)))
            {
                Assert.True(entry.Key >= 3);
                throw new PlantedException();
            }
        });
        tree.Domain.Synchronize();
        Assert.True(tree.TryAdd(30, 300));
    }

    [Fact]
    public void LINQ_sees_every_entry_and_may_run_twice()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(500));
        IEnumerable<KeyValuePair<int, int>> entries = tree;
        Assert.Equal(TreeOf.Keys(500), entries.Select(entry => entry.Key));
        Assert.Equal(TreeOf.Keys(500), entries.ToArray().Select(entry => entry.Key));
        Assert.Equal(TreeOf.Keys(500), entries.ToDictionary().Keys.Order());
        Assert.Equal(250, entries.Count(entry => entry.Key % 2 == 0));
        tree.Domain.Synchronize();
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void LINQ_over_the_live_tree_keeps_to_the_contract_while_the_tree_changes(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(400));
        var seen = new List<int>();
        foreach (var entry in tree.Where(entry => entry.Key >= 0))
        {
            seen.Add(entry.Key);
            if (entry.Key % 2 == 1 && entry.Key < 400) tree.Remove(entry.Key);
            if (entry.Key % 50 == 0 && entry.Key < 400) tree.TryAdd(1000 + entry.Key, 0);
        }

        Assert.Equal(seen.Distinct().Order(), seen);
        Assert.Equal(TreeOf.Keys(200, step: 2), seen.Where(key => key < 400 && key % 2 == 0));
        tree.CheckInvariants();
    }

    [Fact]
    public void An_enumerator_of_the_interface_needs_no_section_and_crosses_threads()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(300));
        using var entries = ((IEnumerable<KeyValuePair<int, int>>)tree).GetEnumerator();
        for (int key = 0; key < 100; key++)
        {
            Assert.True(entries.MoveNext());
            Assert.Equal(key, entries.Current.Key);
        }

        tree.Domain.Synchronize();
        Crew.OnAnotherThread(() =>
        {
            for (int key = 100; key < 300; key++)
            {
                Assert.True(entries.MoveNext());
                Assert.Equal(key, entries.Current.Key);
            }

            Assert.False(entries.MoveNext());
        });
    }
}
