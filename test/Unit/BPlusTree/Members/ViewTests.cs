#pragma warning disable xUnit2017, CA1841 // which member of which interface answers is what is tested
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary><c>Keys</c>, <c>Values</c>, and what a debugger shows.</summary>
public class ViewTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Views_show_keys_and_values_in_key_order(int capacity)
    {
        foreach (int size in new[] { 0, 1, 4, 5, 63, 64, 65, 700 })
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Shuffled(TreeOf.Keys(size), size));
            var keys = new List<int>();
            foreach (int key in tree.Keys) keys.Add(key);
            Assert.Equal(TreeOf.Keys(size), keys);
            var values = new List<int>();
            foreach (int value in tree.Values) values.Add(value);
            Assert.Equal(TreeOf.Keys(size, step: 10), values);
            Assert.Equal(size, tree.Keys.Count);
            Assert.Equal(size, tree.Values.Count);
        }
    }

    [Fact]
    public void A_view_of_a_live_tree_shows_later_writes_and_that_of_a_snapshot_does_not()
    {
        var tree = TreeOf.Tens(1, 2);
        var live = tree.Keys;
        var frozen = tree.Snapshot().Keys;
        tree[3] = 30;
        Assert.Equal([1, 2, 3], live);
        Assert.Equal([1, 2], frozen);
    }

    [Fact]
    public void The_keys_are_searched_with_the_comparer_of_the_tree()
    {
        var tree = TreeOf.Empty<string, int>(comparer: StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < 50; i++) tree[$"key {i}"] = i;
        Assert.True(tree.Keys.Contains("KEY 30"));
        Assert.False(tree.Keys.Contains("KEY"));
        Assert.True(((ICollection<string>)tree.Keys).Contains("KEY 30"));
        Assert.True(tree.Snapshot().Keys.Contains("kEY 1"));
        Assert.Throws<ArgumentNullException>("item", () => tree.Keys.Contains(null!));
    }

    [Fact]
    public void The_default_views_are_empty()
    {
        EntryKeys<string, int> keys = default;
        EntryValues<string, int> values = default;
        Assert.Equal((0, 0), (keys.Count, values.Count));
        foreach (string key in keys) Assert.Fail(key);
        foreach (int value in values) Assert.Fail($"{value}");
        Assert.Equal([], (IEnumerable<string>)keys);
        Assert.Equal([], values.ToArray());
        Assert.Equal([], keys.ToList());
        Assert.False(keys.Contains("a"));
        Assert.False(values.Contains(0));
        keys.CopyTo([], 0);
    }

    [Fact]
    public void A_loop_over_a_view_may_write_to_the_tree()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(300));
        foreach (int key in tree.Keys) Assert.True(tree.Remove(key));
        Assert.True(tree.IsEmpty);
        tree.Domain.Synchronize();
    }

    [Fact]
    public void An_enumerator_of_a_view_can_be_reset()
    {
        using var keys = ((IEnumerable<int>)TreeOf.Tens(1, 2).Keys).GetEnumerator();
        Assert.True(keys.MoveNext());
        Assert.True(keys.MoveNext());
        Assert.False(keys.MoveNext());
        keys.Reset();
        Assert.True(keys.MoveNext());
        Assert.Equal(1, keys.Current);
    }

    [Fact]
    public void Views_of_a_tree_whose_domain_is_disposed_throw_and_those_of_a_snapshot_do_not()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        tree[1] = 10;
        var snapshot = tree.Snapshot();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tree.Keys.Contains(1));
        Assert.Throws<ObjectDisposedException>(() => tree.Keys.ToArray());
        Assert.Throws<ObjectDisposedException>(() => tree.Values.Contains(10));
        Assert.Throws<ObjectDisposedException>(() => tree.ToList());
        Assert.Equal([1], snapshot.Keys.ToArray());
        Assert.True(snapshot.Values.Contains(10));
    }

    [Fact]
    public void A_debugger_shows_the_first_thousand_entries_and_freezes_nothing()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(1_500));
        Assert.Equal(TreeOf.Keys(1_000), Shown<KeyValuePair<int, int>>(tree).Select(entry => entry.Key));
        Assert.Equal(TreeOf.Keys(1_000), Shown<int>(tree.Keys));
        Assert.Equal(TreeOf.Keys(1_000, step: 10), Shown<int>(tree.Values));
        Assert.Equal([1, 2], Shown<int>(TreeOf.Tens(2, 1).Keys));
        Assert.Equal(0, CopiedWhenOverwritten(tree));
        Assert.Equal(TreeOf.Keys(1_000), Shown<KeyValuePair<int, int>>(tree.Snapshot()).Select(entry => entry.Key));
        Assert.NotEqual(0, CopiedWhenOverwritten(tree)); // control: the snapshot did freeze
    }

    [Fact]
    public void A_debugger_that_stopped_a_writer_is_not_kept_waiting_by_its_lock()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(100));
        using var batch = tree.BeginBatch();
        batch.Clear();
        Crew.OnAnotherThread(() =>
        {
            Assert.Equal(100, Shown<KeyValuePair<int, int>>(tree).Length);
            Assert.Equal(100, Shown<int>(tree.Keys).Length);
        });
    }

    /// <summary>How many leaves are replaced by writes that replace frozen leaves only.</summary>
    private static long CopiedWhenOverwritten(BPlusTree<int, int> tree)
    {
        long copied = 0;
        var before = Leaves();
        foreach (int key in tree.Keys.ToArray()) tree[key] = key * 10;
        foreach (object leaf in Leaves()) copied += before.Contains(leaf) ? 0 : 1;
        return copied;

        HashSet<object> Leaves()
        {
            var leaves = new HashSet<object>(ReferenceEqualityComparer.Instance);
            foreach (int key in TreeOf.Keys(1_500)) leaves.Add(TreeReader<int, int>.FindLeaf(ref ((IEntrySource<int>)tree).Root, key, null));
            return leaves;
        }
    }

    private static T[] Shown<T>(object target)
    {
        var type = target.GetType();
        var proxy = type.GetCustomAttribute<DebuggerTypeProxyAttribute>();
        Assert.NotNull(proxy);
        var view = Type.GetType(proxy.ProxyTypeName, throwOnError: true)!.MakeGenericType(type.GetGenericArguments());
        var items = view.GetProperty("Items")!;
        Assert.Equal(DebuggerBrowsableState.RootHidden, items.GetCustomAttribute<DebuggerBrowsableAttribute>()!.State);
        return Assert.IsType<T[]>(items.GetValue(Activator.CreateInstance(view, target)));
    }
}
