using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

public class AddTests
{
    [Fact]
    public void TryAdd_adds_an_absent_key_and_refuses_a_present_one()
    {
        var tree = TreeOf.Tens(1, 3);
        Assert.True(tree.TryAdd(2, 20));
        Assert.False(tree.TryAdd(2, 99));
        TreeAssert.HoldsTens(tree, 1, 2, 3);
    }

    [Fact]
    public void TryAdd_refuses_every_key_that_is_present_at_any_depth()
    {
        var tree = TreeOf.Tens(TreeOf.Keys(200));
        for (int key = 0; key < 200; key++) Assert.False(tree.TryAdd(key, -1));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(200));
    }

    [Fact]
    public void Add_adds_an_absent_key_and_throws_for_a_present_one()
    {
        var tree = TreeOf.Tens(1);
        tree.Add(2, 20);
        Assert.Throws<ArgumentException>(() => tree.Add(2, 99));
        TreeAssert.HoldsTens(tree, 1, 2);
    }

    [Fact]
    public void A_collection_initialiser_fills_a_tree()
    {
        var tree = new BPlusTree<int, int> { { 2, 20 }, { 1, 10 }, { 3, 30 } };
        TreeAssert.HoldsTens(tree, 1, 2, 3);
        Assert.Throws<ArgumentException>(() => new BPlusTree<int, int> { { 2, 20 }, { 2, 30 } });
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void The_indexer_adds_an_absent_key_and_overwrites_a_present_one(int capacity)
    {
        var tree = TreeOf.Empty<int, int>(capacity);
        for (int key = 0; key < 200; key++) tree[key] = -key;
        Assert.Equal(200, tree.Count);
        for (int key = 0; key < 200; key++) tree[key] = key * 10;
        TreeAssert.HoldsTens(tree, TreeOf.Keys(200));
    }

    [Fact]
    public void GetOrAdd_adds_an_absent_key_and_returns_a_present_value()
    {
        var tree = TreeOf.Empty<int, string>();
        Assert.Equal("first", tree.GetOrAdd(1, "first"));
        Assert.Equal("first", tree.GetOrAdd(1, "second"));
        Assert.Equal("first", tree[1]);
        Assert.Equal(1, tree.Count);
    }

    [Fact]
    public void GetOrAdd_with_a_factory_calls_it_with_the_key_once_and_only_for_an_absent_key()
    {
        var tree = TreeOf.Empty<int, string>();
        var asked = new List<int>();
        string Make(int key)
        {
            asked.Add(key);
            return $"made {key}";
        }

        Assert.Equal("made 7", tree.GetOrAdd(7, Make));
        Assert.Equal("made 7", tree.GetOrAdd(7, Make));
        Assert.Equal("made 8", tree.GetOrAdd(8, Make));
        Assert.Equal([7, 8], asked);
    }

    [Fact]
    public void GetOrAdd_with_an_argument_hands_it_to_the_factory()
    {
        var tree = TreeOf.Empty<int, string>();
        Assert.Equal("3 and x", tree.GetOrAdd(3, static (key, arg) => $"{key} and {arg}", "x"));
        Assert.Equal("3 and x", tree.GetOrAdd(3, static (key, arg) => $"{key} and {arg}", "y"));
        Assert.Equal(1, tree.Count);
    }

    [Fact]
    public void A_GetOrAdd_factory_may_write_to_the_tree_and_loses_when_it_adds_the_key_itself()
    {
        var tree = TreeOf.Empty<int, string>();
        string got = tree.GetOrAdd(5, key =>
        {
            Assert.True(tree.TryAdd(6, "neighbour"));
            Assert.True(tree.TryAdd(key, "added by the factory"));
            return "made";
        });
        Assert.Equal("added by the factory", got);
        Assert.Equal("added by the factory", tree[5]);
        Assert.Equal("neighbour", tree[6]);
        Assert.Equal(2, tree.Count);
    }

    [Fact]
    public void AddOrUpdate_adds_an_absent_key_and_updates_a_present_one()
    {
        var tree = TreeOf.Empty<int, int>();
        Assert.Equal(1, tree.AddOrUpdate(5, 1, (_, old) => old + 100));
        Assert.Equal(101, tree.AddOrUpdate(5, 1, (_, old) => old + 100));
        Assert.Equal(101, tree[5]);
        Assert.Equal(1, tree.Count);
    }

    [Fact]
    public void AddOrUpdate_with_two_factories_calls_the_one_that_applies_with_key_and_old_value()
    {
        var tree = TreeOf.Empty<int, string>();
        string Upsert(int key) => tree.AddOrUpdate(key, k => $"add {k}", (k, old) => $"{old}, update {k}");
        Assert.Equal("add 4", Upsert(4));
        Assert.Equal("add 4, update 4", Upsert(4));
        Assert.Equal("add 4, update 4, update 4", Upsert(4));
        Assert.Equal("add 4, update 4, update 4", tree[4]);
    }

    [Fact]
    public void AddOrUpdate_with_an_argument_hands_it_to_both_factories()
    {
        var tree = TreeOf.Empty<int, string>();
        string Upsert(string arg) => tree.AddOrUpdate(4, static (k, a) => $"{k}{a}", static (_, old, a) => old + a, arg);
        Assert.Equal("4a", Upsert("a"));
        Assert.Equal("4ab", Upsert("b"));
    }

    [Fact]
    public void An_AddOrUpdate_factory_that_changes_the_key_itself_is_asked_again()
    {
        var tree = TreeOf.Empty<int, int>();
        tree.Add(1, 1);
        int calls = 0;
        int result = tree.AddOrUpdate(1, 0, (key, old) =>
        {
            if (calls++ == 0) tree[key] = 50;
            return old + 1;
        });
        Assert.Equal(51, result);
        Assert.Equal(51, tree[1]);
        Assert.Equal(2, calls);
    }

    [Fact]
    public void An_AddOrUpdate_factory_that_removes_the_key_leads_to_an_add()
    {
        var tree = TreeOf.Empty<int, int>();
        tree.Add(1, 1);
        int result = tree.AddOrUpdate(1, 1000, (key, old) =>
        {
            Assert.True(tree.Remove(key));
            return old + 1;
        });
        Assert.Equal(1000, result);
        Assert.Equal(1000, tree[1]);
        Assert.Equal(1, tree.Count);
    }
}
