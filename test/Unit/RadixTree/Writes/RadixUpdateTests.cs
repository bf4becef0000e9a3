using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Writes of one index that look at what is there first, with values of all sizes.</summary>
public class RadixUpdateTests
{
    [Fact]
    public void Adding_refuses_what_is_there_and_storing_does_not()
    {
        var tree = new RadixTree<string?> { { 5, "five" } };
        Assert.False(tree.TryAdd(5, "again"));
        Assert.Equal("index", Assert.Throws<ArgumentException>(() => tree.Add(5, "again")).ParamName);
        Assert.Equal("five", tree[5]);
        Assert.True(tree.Store(5, null, out string? old));
        Assert.Equal("five", old);
        Assert.Null(tree[5]); // an ordinary value
        Assert.False(tree.TryAdd(5, "still there"));
        Assert.False(tree.Store(6, "six", out old));
        Assert.Null(old);
        Assert.Throws<KeyNotFoundException>(() => tree[7]);
        Assert.Equal(2, tree.Count);
    }

    [Fact]
    public void Storing_keeps_the_tags_and_removing_takes_them_away()
    {
        var tree = new RadixTree<int> { { 5, 5 } };
        tree.SetTag(5, 1);
        tree[5] = 6;
        Assert.True(tree.GetTag(5, 1));
        tree.Remove(5);
        Assert.False(tree.IsAnyTagged(1));
        tree.Add(5, 7);
        Assert.False(tree.GetTag(5, 1));
        tree.CheckInvariants();
    }

    [Fact]
    public void Updates_happen_where_something_is_and_compares_where_it_is_equal()
    {
        var tree = new RadixTree<int> { { 5, 50 } };
        Assert.False(tree.TryUpdate(6, 1));
        Assert.True(tree.TryUpdate(5, 51));
        Assert.False(tree.TryUpdate(5, 1, 50));
        Assert.True(tree.TryUpdate(5, 52, 51));
        Assert.False(tree.CompareExchange(6, 1, 0, out int current)); // nothing is no zero
        Assert.Equal(0, current);
        Assert.False(tree.CompareExchange(5, 1, 50, out current));
        Assert.Equal(52, current);
        Assert.True(tree.CompareExchange(5, 53, 52, out current));
        Assert.Equal(52, current);
        Assert.False(tree.TryRemove(KeyValuePair.Create(5UL, 52)));
        Assert.True(tree.TryRemove(KeyValuePair.Create(5UL, 53)));
        Assert.False(tree.TryRemove(KeyValuePair.Create(5UL, 53)));
        Assert.Equal(0, tree.LongCount);
    }

    [Fact]
    public void Factories_run_only_when_they_are_needed_and_outside_the_lock()
    {
        var tree = new RadixTree<int>();
        Assert.Equal(10, tree.GetOrAdd(1, index => Inside(tree, (int)index * 10)));
        Assert.Equal(10, tree.GetOrAdd(1, _ => throw new InvalidOperationException("not needed")));
        Assert.Equal(7, tree.GetOrAdd(2, (index, more) => Inside(tree, (int)index + more), 5));
        Assert.Equal(7, tree.GetOrAdd(2, 8));
        Assert.Equal(3, tree.AddOrUpdate(3, _ => 3, (_, _) => throw new InvalidOperationException("not needed")));
        Assert.Equal(6, tree.AddOrUpdate(3, _ => throw new InvalidOperationException("not needed"), (_, old) => Inside(tree, 2 * old)));
        Assert.Equal(16, tree.AddOrUpdate(3, (_, more) => more, (_, old, more) => old + more, 10));
        tree.CheckInvariants();

        static int Inside(RadixTree<int> tree, int value)
        {
            tree[1000] = value; // would throw under the lock
            return value;
        }
    }

    [Fact]
    public void A_factory_runs_again_when_the_value_changed_meanwhile()
    {
        var tree = new RadixTree<int> { { 1, 1 } };
        int calls = 0;
        Assert.Equal(101, tree.AddOrUpdate(1, 0, (_, old) =>
        {
            if (calls++ == 0) tree[1] = 100;
            return old + 1;
        }));
        Assert.Equal(2, calls);
        calls = 0;
        Assert.Equal(0, tree.AddOrUpdate(1, 0, (_, _) =>
        {
            if (calls++ == 0) tree.Remove(1);
            return 5;
        }));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void Missing_factories_are_named_and_change_nothing()
    {
        var tree = new RadixTree<int>();
        Assert.Equal("valueFactory", Assert.Throws<ArgumentNullException>(() => tree.GetOrAdd(1, null!)).ParamName);
        Assert.Equal("valueFactory", Assert.Throws<ArgumentNullException>(() => tree.GetOrAdd(1, null!, 0)).ParamName);
        Assert.Equal("updateValueFactory", Assert.Throws<ArgumentNullException>(() => tree.AddOrUpdate(1, 1, null!)).ParamName);
        Assert.Equal("addValueFactory", Assert.Throws<ArgumentNullException>(() => tree.AddOrUpdate(1, null!, (_, old) => old)).ParamName);
        Assert.Equal("updateValueFactory", Assert.Throws<ArgumentNullException>(() => tree.AddOrUpdate(1, _ => 1, null!)).ParamName);
        Assert.Equal("visitor", Assert.Throws<ArgumentNullException>(() => tree.Drain<int>(0, null!)).ParamName);
        Assert.Equal("entries", Assert.Throws<ArgumentNullException>(() => tree.Load((IEnumerable<KeyValuePair<ulong, int>>)null!)).ParamName);
        Assert.Equal("entries", Assert.Throws<ArgumentNullException>(() => tree.AddRange(null!)).ParamName);
        Assert.Equal(0, tree.LongCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Values_of_every_size_survive_all_kinds_of_writes(bool recycle)
    {
        Churn(number => (byte)number, recycle);
        Churn(number => $"{number}", recycle);
        Churn(Twin.Of, recycle);
        Churn(Block64.Of, recycle);
        Churn(number => Labelled.Of((int)number), recycle);
    }

    private static void Churn<TValue>(Func<long, TValue> value, bool recycle)
    {
        using var domain = new RcuDomain();
        var tree = new RadixTree<TValue>(new RadixTreeOptions<TValue> { Domain = domain, RecycleNodes = recycle });
        Dictionary<ulong, TValue> model = [];
        List<(RadixTreeSnapshot<TValue> Snapshot, Dictionary<ulong, TValue> Then)> snapshots = [];
        var random = new Random(11);
        for (int i = 0; i < 3000; i++)
        {
            ulong index = random.Next(2) == 0 ? (ulong)random.Next(300) : (ulong)random.Next(300) << (6 * random.Next(9));
            switch (random.Next(5))
            {
                case 0:
                    Assert.Equal(model.Remove(index, out TValue? gone), tree.TryRemove(index, out TValue? removed));
                    Assert.Equal(gone, removed);
                    break;
                case 1:
                    Assert.Equal(model.TryGetValue(index, out TValue? known), tree.CompareExchange(index, value(-i), known!, out TValue? current));
                    Assert.Equal(known, current);
                    if (model.ContainsKey(index)) model[index] = value(-i);
                    break;
                default:
                    tree[index] = value(i);
                    model[index] = value(i);
                    break;
            }

            if (i % 500 == 0) snapshots.Add((tree.Snapshot(), new(model)));
            if (i % 100 == 0) tree.CheckInvariants();
        }

        tree.CheckInvariants();
        Assert.Equal(model.OrderBy(entry => entry.Key), tree.ToList());
        foreach (var (snapshot, then) in snapshots) Assert.Equal(then.OrderBy(entry => entry.Key), snapshot.ToList());
        if (!recycle) Assert.Equal(0, domain.GetStatistics().PendingNodes);
    }
}
