using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

public class LookupTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Every_added_key_is_found_with_its_value(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300));
        for (int key = 0; key < 300; key++)
        {
            Assert.True(tree.TryGetValue(key, out int value));
            Assert.Equal(key * 10, value);
            Assert.True(tree.ContainsKey(key));
            Assert.Equal(key * 10, tree[key]);
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Keys_between_and_around_the_present_ones_are_absent(int capacity)
    {
        var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(300, step: 2));
        for (int key = -1; key <= 599; key += 2)
        {
            Assert.False(tree.TryGetValue(key, out int value));
            Assert.Equal(0, value);
            Assert.False(tree.ContainsKey(key));
        }
    }

    [Fact]
    public void An_empty_tree_finds_nothing()
    {
        var tree = TreeOf.Empty<int, string>();
        Assert.False(tree.TryGetValue(0, out string? value));
        Assert.Null(value);
        Assert.False(tree.ContainsKey(0));
        Assert.Throws<KeyNotFoundException>(() => tree[0]);
    }

    [Fact]
    public void The_indexer_throws_for_an_absent_key_and_leaves_the_tree_alone()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.Throws<KeyNotFoundException>(() => tree[4]);
        TreeAssert.HoldsTens(tree, 1, 2, 3);
    }

    [Fact]
    public void The_default_key_of_a_value_type_is_an_ordinary_key()
    {
        var tree = TreeOf.Empty<int, int>();
        Assert.False(tree.ContainsKey(0));
        Assert.True(tree.TryAdd(0, 5));
        Assert.Equal(5, tree[0]);
        Assert.True(tree.TryRemove(0, out int removed));
        Assert.Equal(5, removed);
        Assert.False(tree.ContainsKey(0));
    }

    [Fact]
    public void A_default_value_is_an_ordinary_value()
    {
        var tree = TreeOf.Empty<int, long>();
        Assert.True(tree.TryAdd(1, 0L));
        Assert.True(tree.TryGetValue(1, out long value));
        Assert.Equal(0L, value);
        Assert.False(tree.TryAdd(1, 7L));
        Assert.Equal(0L, tree[1]);
        Assert.Equal(1, tree.Count);
    }

    [Fact]
    public void A_null_value_is_an_ordinary_value()
    {
        var tree = TreeOf.Empty<int, string?>();
        Assert.True(tree.TryAdd(1, null));
        Assert.True(tree.ContainsKey(1));
        Assert.True(tree.TryGetValue(1, out string? value));
        Assert.Null(value);
        Assert.Null(tree[1]);
        Assert.False(tree.TryAdd(1, "not this"));
        Assert.Null(tree.GetOrAdd(1, "nor this"));
        Assert.Equal(1, tree.Count);
        Assert.True(tree.TryUpdate(1, "now", null));
        Assert.True(tree.TryUpdate(1, null, "now"));
        Assert.True(tree.TryRemove(KeyValuePair.Create(1, (string?)null)));
        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void A_reference_value_comes_back_as_the_same_object()
    {
        var tree = TreeOf.Empty<int, object>();
        var values = new object[50];
        for (int key = 0; key < values.Length; key++)
        {
            values[key] = new object();
            tree.Add(key, values[key]);
        }

        for (int key = 0; key < values.Length; key++) Assert.Same(values[key], tree[key]);
    }
}
