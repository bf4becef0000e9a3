using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

public class PopTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void The_first_and_the_last_leave_in_order_until_nothing_is_left(int capacity)
    {
        int[] keys = TreeOf.Keys(150);
        var up = TreeOf.Tens(capacity, null, keys);
        var down = TreeOf.Tens(capacity, null, keys);
        for (int i = 0; i < keys.Length; i++)
        {
            Assert.True(up.TryRemoveFirst(out int first, out int firstValue));
            Assert.Equal((i, i * 10), (first, firstValue));
            Assert.True(down.TryRemoveLast(out int last, out int lastValue));
            Assert.Equal((149 - i, (149 - i) * 10), (last, lastValue));
            up.CheckInvariants();
            down.CheckInvariants();
        }

        foreach (var tree in new[] { up, down })
        {
            Assert.False(tree.TryRemoveFirst(out int key, out int value));
            Assert.Equal((0, 0), (key, value));
            Assert.False(tree.TryRemoveLast(out _, out _));
            TreeAssert.HoldsTens(tree);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Only_what_is_due_leaves_and_the_bound_is_due_itself(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(100, first: 5, step: 5));
        var due = new List<int>();
        for (int now = 0; now < 520; now += 13)
        {
            while (tree.TryRemoveFirstUpTo(now, out int key, out int value))
            {
                Assert.Equal(key * 10, value);
                Assert.True(key <= now);
                due.Add(key);
            }

            Assert.True(tree.IsEmpty || (tree.TryGetFirst(out int first, out _) && first > now));
        }

        Assert.Equal(TreeOf.Keys(100, first: 5, step: 5), due);
        tree.Add(7, 70);
        Assert.False(tree.TryRemoveFirstUpTo(6, out int none, out int nothing));
        Assert.Equal((0, 0), (none, nothing));
        Assert.True(tree.TryRemoveFirstUpTo(7, out _, out _));
    }

    [Fact]
    public void What_is_due_follows_the_comparer_and_the_order_of_floating_point_numbers()
    {
        var reversed = TreeOf.Tens(4, ReverseComparer<int>.Instance, 1, 2, 3);
        Assert.False(reversed.TryRemoveFirstUpTo(4, out _, out _));
        Assert.True(reversed.TryRemoveFirstUpTo(2, out int key, out _));
        Assert.Equal(3, key);
        var doubles = TreeOf.Empty<double, int>();
        doubles[0.0] = 1;
        Assert.False(doubles.TryRemoveFirstUpTo(double.NaN, out _, out _));
        Assert.True(doubles.TryRemoveFirstUpTo(-0.0, out double zero, out _));
        Assert.Equal(0, BitConverter.DoubleToInt64Bits(zero));
    }

    [Fact]
    public void Asking_in_vain_does_not_wait_for_a_writer()
    {
        var tree = TreeOf.Tens(10, 20, 30);
        using var batch = tree.BeginBatch();
        batch.Remove(10);
        Crew.OnAnotherThread(() =>
        {
            Assert.False(tree.TryRemoveFirstUpTo(9, out _, out _));
            var empty = TreeOf.Tens();
            using var held = empty.BeginBatch();
            Crew.OnAnotherThread(() =>
            {
                Assert.False(empty.TryRemoveFirst(out _, out _));
                Assert.False(empty.TryRemoveLast(out _, out _));
                Assert.False(empty.TryRemoveFirstUpTo(9, out _, out _));
            });
        });
    }

    [Fact]
    public void Misuse_is_refused_also_where_there_is_nothing_to_remove()
    {
        var tree = TreeOf.Empty<string, int>();
        Assert.Throws<ArgumentNullException>("bound", () => tree.TryRemoveFirstUpTo(null!, out _, out _));
        using (var batch = tree.BeginBatch())
        {
            Assert.Throws<InvalidOperationException>(() => tree.TryRemoveFirst(out _, out _));
            Assert.Throws<InvalidOperationException>(() => tree.TryRemoveLast(out _, out _));
            Assert.Throws<InvalidOperationException>(() => tree.TryRemoveFirstUpTo("x", out _, out _));
        }

        var domain = new RcuDomain();
        var closed = TreeOf.Empty<int, int>(domain: domain);
        closed.Add(1, 1);
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => closed.TryRemoveFirst(out _, out _));
        Assert.Throws<ObjectDisposedException>(() => closed.TryRemoveFirstUpTo(3, out _, out _));
    }

    [Fact]
    public void Many_threads_take_each_entry_once_and_in_ascending_order()
    {
        var tree = TreeOf.Tens(4, null, TreeOf.Keys(3_000));
        var taken = new List<int>[3];
        using var crew = new Crew();
        for (int i = 0; i < taken.Length; i++)
        {
            var mine = taken[i] = [];
            crew.Add($"taker {i}", () =>
            {
                while (tree.TryRemoveFirstUpTo(2_990, out int key, out _)) mine.Add(key);
            });
        }

        crew.Add("late comer", () =>
        {
            for (int key = 3_100; key < 3_500; key++) tree.Add(key, key * 10);
        });
        crew.Join();
        Assert.All(taken, mine => Assert.Equal(mine.Order(), mine));
        Assert.Equal(TreeOf.Keys(2_991), taken.SelectMany(mine => mine).Order());
        TreeAssert.HoldsTens(tree, [.. TreeOf.Keys(9, first: 2_991), .. TreeOf.Keys(400, first: 3_100)]);
    }
}
