using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A comparer that throws at its n-th compare, for every n that a call gets to: the call must change nothing (P5).</summary>
public class FailedWriteTests
{
    private sealed record Call(Action<BPlusTree<int, long>> Do, Action<SortedDictionary<int, long>> Model);

    /// <summary>Every writing member, on a tree of the even keys 0 to 118, each with its own number as value.</summary>
    private static readonly Dictionary<string, Call> Writes = new()
    {
        ["TryAdd in the middle"] = new(tree => tree.TryAdd(51, 1), model => model.Add(51, 1)),
        ["TryAdd before the first"] = new(tree => tree.TryAdd(-1, 1), model => model.Add(-1, 1)),
        ["TryAdd behind the last"] = new(tree => tree.TryAdd(200, 1), model => model.Add(200, 1)),
        ["TryAdd of a present key"] = new(tree => tree.TryAdd(50, 1), _ => { }),
        ["Add"] = new(tree => tree.Add(51, 1), model => model.Add(51, 1)),
        ["set of an absent key"] = new(tree => tree[51] = 1, model => model[51] = 1),
        ["set of a present key"] = new(tree => tree[50] = 1, model => model[50] = 1),
        ["GetOrAdd"] = new(tree => tree.GetOrAdd(51, 1), model => model[51] = 1),
        ["GetOrAdd with a factory"] = new(tree => tree.GetOrAdd(51, key => key), model => model[51] = 51),
        ["AddOrUpdate of an absent key"] = new(tree => tree.AddOrUpdate(51, 1, (_, old) => old), model => model[51] = 1),
        ["AddOrUpdate of a present key"] = new(tree => tree.AddOrUpdate(50, 1, (_, old) => -old), model => model[50] = -50),
        ["TryUpdate"] = new(tree => tree.TryUpdate(50, 1), model => model[50] = 1),
        ["TryUpdate with a comparand"] = new(tree => tree.TryUpdate(50, 1, 50), model => model[50] = 1),
        ["TryRemove"] = new(tree => tree.TryRemove(50, out _), model => model.Remove(50)),
        ["TryRemove of an absent key"] = new(tree => tree.TryRemove(51, out _), _ => { }),
        ["TryRemove of a pair"] = new(tree => tree.TryRemove(KeyValuePair.Create(50, 50L)), model => model.Remove(50)),
        ["Remove of the first"] = new(tree => tree.Remove(0), model => model.Remove(0)),
        ["Remove of the last"] = new(tree => tree.Remove(118), model => model.Remove(118)),
        ["TryUpdateOrRemove that removes"] = new(tree => tree.TryUpdateOrRemove(50, (_, _) => EntryChange<long>.Remove), model => model.Remove(50)),
        ["AddUpdateOrRemove that adds"] = new(tree => tree.AddUpdateOrRemove(51, _ => EntryChange<long>.Set(1), (_, _) => default), model => model[51] = 1),
        ["AddUpdateOrRemove that replaces"] = new(tree => tree.AddUpdateOrRemove(50, _ => default, (_, _) => EntryChange<long>.Set(1)), model => model[50] = 1),
        ["TryRemoveFirstUpTo"] = new(tree => tree.TryRemoveFirstUpTo(3, out _, out _), model => model.Remove(0)),
        ["RemoveRange within a leaf"] = new(tree => tree.RemoveRange(KeyRange<int>.Inclusive(50, 50)), model => model.Remove(50)),
        ["RemoveRange over many"] = new(
            tree => tree.RemoveRange(KeyRange<int>.HalfOpen(31, 90)),
            model => { for (int key = 32; key < 90; key += 2) model.Remove(key); }),
        ["AddRange"] = new(
            tree => tree.AddRange([new(51, 1), new(-1, 2), new(200, 3), new(53, 4)]),
            model => (model[51], model[-1], model[200], model[53]) = (1, 2, 3, 4)),
        ["SetRange"] = new(tree => tree.SetRange([new(51, 1), new(50, 2), new(-1, 3), new(50, 4)]), model => (model[51], model[50], model[-1]) = (1, 4, 3)),
        ["Load"] = new(
            tree => tree.Load([new(1, 1), new(2, 2), new(300, 3)]),
            model =>
            {
                model.Clear();
                (model[1], model[2], model[300]) = (1, 2, 3);
            }),
        ["Clone"] = new(tree => Assert.Equal(60, tree.Clone().Count), _ => { }),
    };

    /// <summary>Every read that asks the comparer.</summary>
    private static readonly Dictionary<string, Action<BPlusTree<int, long>>> Reads = new()
    {
        ["TryGetValue"] = tree => tree.TryGetValue(50, out _),
        ["ContainsKey"] = tree => tree.ContainsKey(51),
        ["indexer"] = tree => _ = tree[50],
        ["TryGetFloor"] = tree => tree.TryGetFloor(51, out _, out _),
        ["TryGetCeiling"] = tree => tree.TryGetCeiling(51, out _, out _),
        ["TryGetLower"] = tree => tree.TryGetLower(50, out _, out _),
        ["TryGetHigher"] = tree => tree.TryGetHigher(50, out _, out _),
        ["EnumerateRange"] = tree => new TreeReads<int, long>(tree).Ascending(KeyRange<int>.Inclusive(30, 60)),
        ["EnumerateDescending"] = tree => new TreeReads<int, long>(tree).Descending(KeyRange<int>.Between(30, false, 60, false)),
        ["LINQ"] = tree => tree.Count(entry => entry.Value >= 0),
    };

    public static TheoryData<string, int> EveryWrite => Every(Writes.Keys);

    public static TheoryData<string, int> EveryRead => Every(Reads.Keys);

    [Theory]
    [MemberData(nameof(EveryWrite))]
    public void A_write_whose_comparer_throws_changes_nothing_and_succeeds_when_repeated(string write, int capacity)
    {
        for (int compare = 1; ; compare++)
        {
            Assert.True(compare < 1_000, "never succeeds");
            var comparer = new FailingComparer();
            using var domain = new RcuDomain();
            var (tree, model) = Evens(capacity, comparer, domain);
            var snapshot = tree.Snapshot();
            var before = new Expected<int, long>(model);

            bool thrown = Fails(comparer, compare, () => Writes[write].Do(tree));
            if (thrown)
            {
                TreeAssert.Matches(tree, model, TreeOf.Keys(121, first: -1));
                domain.Synchronize();
                Writes[write].Do(tree);
            }

            Writes[write].Model(model);
            TreeAssert.Matches(tree, model, TreeOf.Keys(121, first: -1));
            TreeAssert.Matches(snapshot, before);
            Churn(tree, model);
            if (thrown) continue;
            Assert.True(compare > 1, "never asked the comparer");
            return;
        }
    }

    [Theory]
    [MemberData(nameof(EveryRead))]
    public void A_read_whose_comparer_throws_leaves_its_section(string read, int capacity)
    {
        for (int compare = 1; ; compare++)
        {
            Assert.True(compare < 10_000, "never succeeds");
            var comparer = new FailingComparer();
            using var domain = new RcuDomain();
            var (tree, model) = Evens(capacity, comparer, domain);
            bool thrown = Fails(comparer, compare, () => Reads[read](tree));
            domain.Synchronize();
            if (compare == 1 && read != "LINQ") Assert.True(thrown, "never asked the comparer");
            if (thrown) continue;
            TreeAssert.Matches(tree, model);
            return;
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void A_merge_whose_comparer_throws_changes_neither_tree(int capacity)
    {
        for (int compare = 1; ; compare += compare < 50 ? 1 : 7)
        {
            Assert.True(compare < 100_000, "never succeeds");
            var comparer = new FailingComparer();
            var (tree, model) = Evens(capacity, comparer, null);
            var victim = TreeOf.Empty<int, long>(capacity, comparer);
            var victimModel = new SortedDictionary<int, long>(comparer);
            foreach (int key in TreeOf.Keys(40, first: 21, step: 2)) victim[key] = victimModel[key] = key;

            bool thrown = Fails(comparer, compare, () => tree.MergeFrom(victim));
            if (!thrown)
            {
                foreach (var (key, value) in victimModel) model.Add(key, value);
                TreeAssert.Matches(tree, model);
                Assert.True(victim.IsEmpty);
                victim.CheckInvariants();
                Assert.True(compare > 1, "never asked the comparer");
                return;
            }

            TreeAssert.Matches(tree, model);
            TreeAssert.Matches(victim, victimModel);
            Churn(tree, model);
            Churn(victim, victimModel);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void A_batch_whose_comparer_throws_can_be_discarded_whole(int capacity)
    {
        for (int compare = 1; ; compare++)
        {
            Assert.True(compare < 10_000, "never succeeds");
            var comparer = new FailingComparer();
            var (tree, model) = Evens(capacity, comparer, null);
            bool thrown = Fails(comparer, compare, () =>
            {
                using var batch = tree.BeginBatch();
                for (int key = 41; key < 60; key += 2) batch.TryAdd(key, key);
                for (int key = 60; key < 80; key += 2) batch.Remove(key);
                batch[10] = -10;
                batch.TryUpdate(12, -12);
                batch.Commit();
            });
            if (!thrown)
            {
                Assert.Equal(60, tree.Count);
                Assert.Equal(-12, tree[12]);
                tree.CheckInvariants();
                return;
            }

            TreeAssert.Matches(tree, model);
            Churn(tree, model);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void One_failed_call_in_a_batch_changes_nothing_and_the_others_can_be_committed(int capacity)
    {
        for (int compare = 1; ; compare++)
        {
            Assert.True(compare < 1_000, "never succeeds");
            var comparer = new FailingComparer();
            var (tree, model) = Evens(capacity, comparer, null);
            bool thrown = false;
            using (var batch = tree.BeginBatch())
            {
                for (int key = 41; key < 60; key += 2) batch[key] = model[key] = key;
                comparer.ArmAt(compare);
                try
                {
                    batch.Remove(53);
                    batch.TryAdd(77, 77);
                }
                catch (PlantedException)
                {
                    thrown = true;
                }

                comparer.Disarm();
                // The first of the two calls may have been done when the second failed.
                if (!batch.ContainsKey(53)) model.Remove(53);
                if (!thrown) model[77] = 77;
                TreeAssert.Matches(batch, model);
                batch.TryAdd(-5, 5);
                model[-5] = 5;
                batch.Commit();
            }

            TreeAssert.Matches(tree, model);
            if (!thrown) return;
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void A_range_whose_removal_from_a_batch_fails_is_still_there_whole(int capacity)
    {
        for (int compare = 1; ; compare++)
        {
            Assert.True(compare < 1_000, "never succeeds");
            var comparer = new FailingComparer();
            var (tree, model) = Evens(capacity, comparer, null);
            using (var batch = tree.BeginBatch())
            {
                for (int key = 41; key < 60; key += 2) batch[key] = model[key] = key;
                comparer.ArmAt(compare);
                bool thrown = false;
                try
                {
                    Assert.Equal(39, batch.RemoveRange(KeyRange<int>.HalfOpen(21, 79)));
                }
                catch (PlantedException)
                {
                    thrown = true;
                }

                comparer.Disarm();
                if (!thrown)
                {
                    for (int key = 21; key < 79; key++) model.Remove(key);
                }

                TreeAssert.Matches(batch, model);
                batch.Commit();
                if (!thrown) compare = int.MaxValue;
            }

            TreeAssert.Matches(tree, model);
            if (compare == int.MaxValue) return;
        }
    }

    [Fact]
    public void A_factory_that_throws_changes_nothing()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Func<int, int> make = _ => throw new PlantedException();
        Func<int, int, int> update = (_, _) => throw new PlantedException();
        Assert.Throws<PlantedException>(() => tree.GetOrAdd(4, make));
        Assert.Throws<PlantedException>(() => tree.GetOrAdd(4, update, 1));
        Assert.Throws<PlantedException>(() => tree.AddOrUpdate(4, make, update));
        Assert.Throws<PlantedException>(() => tree.AddOrUpdate(3, make, update));
        Assert.Throws<PlantedException>(() => tree.AddOrUpdate(3, 1, update));
        Assert.Throws<PlantedException>(() => tree.AddOrUpdate(4, static (_, _) => throw new PlantedException(), static (_, v, _) => v, 1));
        tree.Domain.Synchronize();
        TreeAssert.HoldsTens(tree, 1, 2, 3);
        Assert.True(tree.TryAdd(4, 40));
        TreeAssert.HoldsTens(tree, 1, 2, 3, 4);
    }

    private static TheoryData<string, int> Every(IEnumerable<string> names)
    {
        var every = new TheoryData<string, int>();
        foreach (string name in names)
        {
            every.Add(name, 4);
            every.Add(name, TreeOf.FullCapacity);
        }

        return every;
    }

    private static (BPlusTree<int, long> Tree, SortedDictionary<int, long> Model) Evens(
        int capacity, IComparer<int> comparer, RcuDomain? domain)
    {
        var tree = TreeOf.Empty<int, long>(capacity, comparer, domain);
        var model = new SortedDictionary<int, long>(comparer);
        foreach (int key in TreeOf.Shuffled(TreeOf.Keys(60, step: 2), 9)) tree[key] = model[key] = key;
        return (tree, model);
    }

    private static bool Fails(FailingComparer comparer, int atCompare, Action call)
    {
        comparer.ArmAt(atCompare);
        try
        {
            call();
            return false;
        }
        catch (PlantedException)
        {
            return true;
        }
        finally
        {
            comparer.Disarm();
        }
    }

    /// <summary>Uses the tree hard enough that a node left half-written, lost or pooled twice would show.</summary>
    private static void Churn(BPlusTree<int, long> tree, SortedDictionary<int, long> model)
    {
        for (int key = -20; key < 140; key += 3) tree[key] = model[key] = key;
        for (int key = -20; key < 140; key += 2) Assert.Equal(model.Remove(key), tree.Remove(key));
        TreeAssert.Matches(tree, model);
    }
}
