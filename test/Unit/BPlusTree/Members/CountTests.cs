using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

public class CountTests
{
    [Fact]
    public void A_new_tree_is_empty()
    {
        foreach (var tree in new[] { new BPlusTree<int, int>(), new((IComparer<int>?)null), new(new BPlusTreeOptions<int, int>()) })
        {
            Assert.Equal(0, tree.Count);
            Assert.Equal(0L, tree.LongCount);
            Assert.True(tree.IsEmpty);
            tree.CheckInvariants();
        }
    }

    [Fact]
    public void The_count_follows_every_write_that_adds_or_removes()
    {
        var tree = TreeOf.Empty<int, int>();
        void Holds(int count)
        {
            Assert.Equal(count, tree.Count);
            Assert.Equal(count, tree.LongCount);
            Assert.Equal(count == 0, tree.IsEmpty);
            Assert.Equal(count, ((IReadOnlyCollection<KeyValuePair<int, int>>)tree).Count);
            Assert.Equal(count, tree.Select(entry => entry.Key).ToHashSet().Count);
        }

        tree.TryAdd(1, 1);
        Holds(1);
        tree.TryAdd(1, 2);
        Holds(1);
        tree[1] = 3;
        Holds(1);
        tree[2] = 3;
        Holds(2);
        tree.GetOrAdd(3, 3);
        tree.GetOrAdd(3, 4);
        Holds(3);
        tree.AddOrUpdate(4, 4, (_, v) => v);
        tree.AddOrUpdate(4, 4, (_, v) => v);
        Holds(4);
        tree.TryUpdate(4, 5);
        tree.TryUpdate(9, 5);
        Holds(4);
        tree.Remove(9);
        Holds(4);
        tree.Remove(1);
        Holds(3);
        tree.TryRemove(KeyValuePair.Create(2, 3));
        tree.TryRemove(KeyValuePair.Create(3, 99));
        Holds(2);
        tree.Clear();
        Holds(0);
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Trees_of_every_size_up_to_some_thousand_hold_what_was_put_in(int capacity)
    {
        foreach (int size in new[] { 0, 1, 2, 3, 4, 5, 8, 9, 16, 17, 31, 32, 33, 64, 65, 100, 512, 1025 })
        {
            Exercise.Run(TreeOf.Keys(size, first: 5, step: 3), i => i, capacity, absent: [int.MinValue, -1, 0, 4, 6, int.MaxValue], seed: size);
        }

        Exercise.Run(TreeOf.Keys(5_000, first: -2_500), i => (long)i, capacity);
    }
}
