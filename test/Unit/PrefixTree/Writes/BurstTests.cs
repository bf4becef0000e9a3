using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Leaves that burst, and come together again.</summary>
public sealed class BurstTests
{
    [Fact]
    public void A_leaf_bursts_into_a_leaf_for_each_byte_behind_what_the_keys_have_in_common()
    {
        var model = new PrefixModel();
        model.Add(Keys.Shuffled(Enumerable.Range(0, 33).Select(static i => Keys.Of($"common path/{(char)('a' + (i % 3))}{i}"))));
        var root = Assert.IsType<PrefixInner4>(Shape.Root(model.Tree));
        Assert.Equal(("common path/".Length, 3), (root.Depth, root.Count));
        Assert.Equal(4, Shape.Nodes(model.Tree).Count);
    }

    [Fact]
    public void The_key_that_is_a_prefix_of_all_others_becomes_the_terminal()
    {
        var model = new PrefixModel();
        model.Add(Keys.Of("go"));
        model.Add(Enumerable.Range(0, 32).Select(static i => Keys.Of($"go{(char)('a' + (i % 2))}{i}")));
        var root = Assert.IsType<PrefixInner4>(Shape.Root(model.Tree));
        Assert.Equal(2, root.Depth);
        Assert.NotNull(root.Terminal);
        model.RemoveAll(Keys.Of("go"));
        Assert.Null(Assert.IsType<PrefixInner4>(Shape.Root(model.Tree)).Terminal);
        model.Add(Keys.Of("go"));
        Assert.NotNull(Assert.IsType<PrefixInner4>(Shape.Root(model.Tree)).Terminal);
    }

    [Fact]
    public void Leaves_come_together_again_when_16_entries_are_left()
    {
        var model = new PrefixModel();
        byte[][] keys = [.. Keys.Shuffled(Keys.Fan(1, 8, 5))];
        model.Add(keys);
        model.RemoveAll(keys[17..]);
        Assert.False(Shape.Root(model.Tree).IsLeaf);
        model.RemoveAll(keys[16]);
        Assert.True(Shape.Root(model.Tree).IsLeaf);
        model.Add(keys[16..]);
    }

    [Fact]
    public void The_terminal_counts_among_the_16()
    {
        var model = new PrefixModel();
        byte[][] keys = [.. Keys.Fan(1, 8, 5)];
        model.Add(keys);
        model.Add([[]]);
        model.RemoveAll(keys[16..]);
        Assert.False(Shape.Root(model.Tree).IsLeaf);
        model.RemoveAll([[]]);
        Assert.True(Shape.Root(model.Tree).IsLeaf);
    }

    [Fact]
    public void Nodes_above_one_another_come_together_at_once()
    {
        // 33 entries below "a" burst there; then most of them go, and what is left fits into one leaf with the others.
        var model = new PrefixModel();
        byte[][] deep = [.. Enumerable.Range(0, 40).Select(static i => Keys.Of($"aa{(char)('a' + (i % 4))}{i}"))];
        model.Add(Keys.Of("b1"), Keys.Of("b2"), Keys.Of("ab"));
        model.Add(deep);
        Assert.Contains(Shape.Nodes(model.Tree), static node => node is PrefixInner { Depth: 2 });
        model.RemoveAll(deep[13..]);
        Assert.Single(Shape.Nodes(model.Tree));
    }

    [Fact]
    public void A_leaf_that_is_left_alone_takes_the_place_of_its_parent_however_full_it_is()
    {
        var model = new PrefixModel();
        model.Add(Keys.Fan(1, 1, 32));
        model.Add([2, 2]);
        Assert.False(Shape.Root(model.Tree).IsLeaf);
        model.RemoveAll([2, 2]);
        Assert.Equal(PrefixKind.Leaf32, Assert.Single(Shape.Nodes(model.Tree)).Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ascending_and_descending_keys_fill_the_tree_as_well_as_others(bool descending)
    {
        const int count = 20_000;
        var model = new PrefixModel();
        foreach (byte[] key in descending ? Keys.Numbers(0, count).Reverse() : Keys.Numbers(0, count)) model.TryAdd(key);
        model.Check();
        // 256 entries below each of the last bytes but one: an inner node of 256 slots there would hold one entry each.
        Assert.InRange(Shape.Nodes(model.Tree).Count, 1, count + (count / 100));
        foreach (byte[] key in descending ? Keys.Numbers(0, count).Reverse() : Keys.Numbers(0, count)) model.Remove(key);
        model.Check();
    }
}
