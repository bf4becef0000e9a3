using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Which reads of a tree that owns its values need a section (V1).</summary>
public class OwnedReadTests
{
    [Fact]
    public void Every_member_that_shows_a_value_throws_outside_of_a_section_and_works_inside()
    {
        using var bed = new OwnedBed(comparer: null);
        var tree = bed.Tree;
        var map = (IDictionary<int, Probe?>)tree;
        var byName = tree.GetAlternateLookup(Numbers.Instance);
        var pair = KeyValuePair.Create<int, Probe?>(5, bed.Values[6]);
        Dictionary<string, Action> reads = new()
        {
            ["indexer"] = () => _ = tree[5],
            ["TryGetValue"] = () => tree.TryGetValue(5, out _),
            ["TryGetValue, absent"] = () => tree.TryGetValue(99, out _),
            ["TryGetFirst"] = () => tree.TryGetFirst(out _, out _),
            ["TryGetLast"] = () => tree.TryGetLast(out _, out _),
            ["TryGetFloor"] = () => tree.TryGetFloor(5, out _, out _),
            ["TryGetCeiling"] = () => tree.TryGetCeiling(5, out _, out _),
            ["TryGetLower"] = () => tree.TryGetLower(5, out _, out _),
            ["TryGetHigher"] = () => tree.TryGetHigher(5, out _, out _),
            ["GetMany"] = () => tree.GetMany([5], new Probe?[1], new bool[1]),
            ["CopyRange"] = () => tree.CopyRange(KeyRange<int>.All, new int[3], new Probe?[3], out _),
            ["CopyDescending"] = () => tree.CopyDescending(KeyRange<int>.All, new int[3], new Probe?[3], out _),
            ["ToArray"] = () => tree.ToArray(),
            ["ToList"] = () => tree.ToList(),
            ["ForEach"] = () => tree.ForEach(0, static (_, _, _, _) => { }),
            ["ContainsValue"] = () => tree.ContainsValue(null),
            ["IEnumerable"] = () => Assert.NotNull(tree.AsEnumerable().First().Value),
            ["IEnumerable, untyped"] = () => ((IEnumerable)tree).GetEnumerator().MoveNext(),
            ["EnumerateRange, IEnumerable"] = () => Assert.NotNull(tree.EnumerateRange(KeyRange<int>.All).First().Value),
            ["CopyTo"] = () => map.CopyTo(new KeyValuePair<int, Probe?>[40], 0),
            ["ICollection.Contains"] = () => map.Contains(pair),
            ["Values.ToArray"] = () => tree.Values.ToArray(),
            ["Values.ToList"] = () => tree.Values.ToList(),
            ["Values.CopyTo"] = () => tree.Values.CopyTo(new Probe?[40], 0),
            ["Values, IEnumerable"] = () => Assert.NotNull(map.Values.First()),
            ["GetOrAdd"] = () => tree.GetOrAdd(5, bed.Values[5]),
            ["GetOrAdd, function"] = () => tree.GetOrAdd(5, static _ => new Probe()),
            ["GetOrAdd, function and argument"] = () => tree.GetOrAdd(5, static (_, _) => new Probe(), 0),
            ["AddOrUpdate"] = () => tree.AddOrUpdate(5, bed.Values[5], static (_, old) => old),
            ["TryUpdateOrRemove"] = () => tree.TryUpdateOrRemove(5, static (_, _) => default),
            ["AddUpdateOrRemove"] = () => tree.AddUpdateOrRemove(5, static _ => default, static (_, _) => default),
            ["TryUpdate, compared"] = () => tree.TryUpdate(5, null, bed.Values[6]),
            ["TryRemove, pair"] = () => tree.TryRemove(pair),
            ["alternate indexer"] = () => _ = byName["5"],
            ["alternate TryGetValue"] = () => byName.TryGetValue("5", out _),
            ["alternate TryGetFloor"] = () => byName.TryGetFloor("5", out _, out _),
            ["alternate TryGetHigher"] = () => byName.TryGetHigher("5", out _, out _),
        };
        foreach ((string name, Action read) in reads)
        {
            Assert.True(Record.Exception(read) is InvalidOperationException, $"{name} shows a value that is not protected");
            using (bed.Domain.EnterRead()) read();
            using (var reader = tree.Read()) read();
            foreach ((_, _) in tree)
            {
                read();
                break;
            }
        }

        bed.AssertAllDisposedInTheEnd();
    }

    [Fact]
    public void Members_that_show_no_value_need_no_section()
    {
        using var bed = new OwnedBed();
        var byName = bed.Tree.GetAlternateLookup(Numbers.Instance);
        Assert.Equal(40, bed.Tree.Count);
        Assert.False(bed.Tree.IsEmpty);
        Assert.True(bed.Tree.ContainsKey(5));
        Assert.True(byName.ContainsKey("5"));
        Assert.Equal(40, bed.Tree.Keys.ToArray().Length);
        Assert.Equal(Enumerable.Range(0, 40), bed.Tree.Keys.AsEnumerable());
        Assert.Equal(35, bed.Tree.CountRange(KeyRange<int>.AtLeast(5)));
        byName["5"] = new Probe();
        Assert.True(byName.TryUpdate("6", new Probe()));
        Assert.True(byName.Remove("7"));
        Assert.True(byName.TryRemove("8", out _));
        bed.AssertDisposed(5, 6, 7);
        bed.AssertAllDisposedInTheEnd(8);
    }

    [Fact]
    public void A_foreach_a_cursor_and_a_reader_protect_what_they_show()
    {
        using var bed = new OwnedBed();
        foreach ((int key, Probe? value) in bed.Tree)
        {
            bed.Tree.Remove(key);
            value!.AssertAlive();
        }

        for (int i = 0; i < 10; i++) bed.Tree[i] = new Probe();
        using (var cursor = bed.Tree.GetCursor())
        {
            while (cursor.MoveNext())
            {
                bed.Tree.Remove(cursor.Key);
                cursor.Value!.AssertAlive();
            }
        }

        bed.Tree[1] = new Probe();
        using (var reader = bed.Tree.Read())
        {
            Probe value = reader[1]!;
            bed.Tree.Clear();
            value.AssertAlive();
        }
    }

    [Fact]
    public void An_IEnumerable_that_is_carried_from_one_section_to_the_next_shows_only_what_is_there_then()
    {
        using var bed = new OwnedBed();
        using var entries = bed.Tree.AsEnumerable().GetEnumerator();
        using var values = ((IEnumerable<Probe?>)bed.Tree.Values).GetEnumerator();
        using var keys = bed.Tree.Keys.AsEnumerable().GetEnumerator();
        using (bed.Domain.EnterRead()) Assert.True(entries.MoveNext() && values.MoveNext() && keys.MoveNext());
        bed.Tree.RemoveRange(KeyRange<int>.LessThan(20));
        bed.AssertDisposed(Enumerable.Range(0, 20));
        Assert.Throws<InvalidOperationException>(() => entries.MoveNext());
        Assert.Throws<InvalidOperationException>(() => values.MoveNext());
        Assert.True(keys.MoveNext());
        using (bed.Domain.EnterRead())
        {
            Assert.True(entries.MoveNext() && values.MoveNext());
            Assert.Same(bed.Values[20], entries.Current.Value);
            Assert.Same(bed.Values[20], values.Current);
        }
    }

    [Fact]
    public void A_section_of_another_domain_protects_nothing()
    {
        using var bed = new OwnedBed();
        using var other = new RcuDomain();
        using ReadSection section = other.EnterRead();
        Assert.Throws<InvalidOperationException>(() => bed.Tree[5]);
    }

    [Fact]
    public void A_debugger_sees_the_values()
    {
        using var bed = new OwnedBed();
        Assert.Equal(40, new EntriesDebugView<int, Probe?>(bed.Tree).Items.Length);
        Assert.Equal(bed.Values, new ValuesDebugView<int, Probe?>(bed.Tree.Values).Items);
        Assert.Equal(bed.Values, new ValuesDebugView<int, Probe?>(bed.Tree.Snapshot().Values).Items);
        Assert.False(bed.Domain.IsInReadSection);
    }

    [Fact]
    public void Default_views_show_nothing_and_throw_nothing()
    {
        Assert.Empty(default(EntryValues<int, Probe>).ToArray());
        Assert.Empty(default(EntryRange<int, Probe>));
        Assert.False(default(EntryEnumerator<int, Probe>).MoveNext());
        Assert.Throws<InvalidOperationException>(() => default(BPlusTree<int, Probe>.AlternateLookup<string>).Remove("5"));
    }

    /// <summary>Numbers by their names.</summary>
    private sealed class Numbers : IAlternateComparer<string, int>
    {
        public static readonly Numbers Instance = new();

        public int Compare(string alternate, int key) => Create(alternate).CompareTo(key);

        public int Create(string alternate) => int.Parse(alternate, System.Globalization.CultureInfo.InvariantCulture);
    }
}
