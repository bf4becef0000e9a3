using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Nodes of each size, as they fill and empty.</summary>
public sealed class KindTests
{
    [Fact]
    public void An_empty_tree_is_an_empty_leaf()
    {
        var tree = new PrefixTree<long>();
        tree.CheckInvariants();
        Assert.Equal(PrefixKind.Leaf4, Shape.Root(tree).Kind);
        Assert.False(tree.TryGetValue("", out _));
        Assert.False(tree.Remove("a"));
        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(4, PrefixKind.Leaf4, 5, PrefixKind.Leaf8)]
    [InlineData(8, PrefixKind.Leaf8, 9, PrefixKind.Leaf16)]
    [InlineData(16, PrefixKind.Leaf16, 17, PrefixKind.Leaf32)]
    [InlineData(32, PrefixKind.Leaf32, 33, PrefixKind.Inner48)]
    public void A_leaf_that_overflows_becomes_a_larger_one_and_at_last_an_inner_node(int full, int kind, int more, int larger)
    {
        foreach (bool descending in (bool[])[false, true])
        {
            byte[][] keys = [.. Keys.Fan(1, more, 1)];
            if (descending) keys = [.. keys.Reverse()];
            var model = new PrefixModel();
            model.Add(keys[..full]);
            Assert.Equal(kind, Shape.Root(model.Tree).Kind);
            model.Add(keys[full..]);
            Assert.Equal(larger, Shape.Root(model.Tree).Kind);
        }
    }

    [Fact]
    public void A_leaf_shrinks_only_when_there_is_room_to_spare()
    {
        var model = new PrefixModel();
        byte[][] keys = [.. Keys.Fan(1, 32, 1)];
        model.Add(keys);
        int[] kinds = new int[33];
        for (int left = 31; left >= 0; left--)
        {
            model.RemoveAll(keys[left]);
            kinds[left] = Shape.Root(model.Tree).Kind;
        }

        Assert.Equal([.. Enumerable.Repeat(PrefixKind.Leaf4, 4), .. Enumerable.Repeat(PrefixKind.Leaf8, 3), .. Enumerable.Repeat(PrefixKind.Leaf16, 6), .. Enumerable.Repeat(PrefixKind.Leaf32, 19)], kinds[..32]);
    }

    [Theory]
    [InlineData(4, PrefixKind.Inner4, 5, PrefixKind.Inner16)]
    [InlineData(16, PrefixKind.Inner16, 17, PrefixKind.Inner48)]
    [InlineData(48, PrefixKind.Inner48, 49, PrefixKind.Inner256)]
    public void An_inner_node_that_overflows_becomes_a_larger_one(int full, int kind, int more, int larger)
    {
        var model = new PrefixModel();
        model.Add(Keys.Shuffled(Keys.Fan(7, full, 20)));
        Assert.Equal(kind, Shape.Root(model.Tree).Kind);
        model.Add(Keys.Fan(7 + full, more - full, 20));
        Assert.Equal(larger, Shape.Root(model.Tree).Kind);
    }

    [Fact]
    public void An_inner_node_of_256_slots_takes_every_byte_and_shrinks_only_when_there_is_room_to_spare()
    {
        var model = new PrefixModel();
        model.Add(Keys.Shuffled(Keys.Fan(0, 256, 3)));
        int[] kinds = new int[257];
        for (int left = 255; left >= 0; left--)
        {
            model.RemoveAll(Keys.Fan((left * 11) & 255, 1, 3)); // all over the node; 11 is odd, so each byte comes once
            kinds[left] = Shape.Root(model.Tree).Kind;
        }

        Assert.All(kinds[37..256], static kind => Assert.Equal(PrefixKind.Inner256, kind));
        Assert.All(kinds[13..37], static kind => Assert.Equal(PrefixKind.Inner48, kind));
        Assert.All(kinds[6..13], static kind => Assert.Equal(PrefixKind.Inner16, kind)); // with 5 bytes 15 entries are left, which one leaf holds
        Assert.All(kinds[..6], static kind => Assert.True(kind < PrefixKind.Inner4));
    }

    [Fact]
    public void An_inner_node_of_16_slots_shrinks_to_4()
    {
        var model = new PrefixModel();
        model.Add(Keys.Fan(0, 5, 20));
        Assert.Equal(PrefixKind.Inner16, Shape.Root(model.Tree).Kind);
        model.RemoveAll(Keys.Fan(1, 1, 20));
        Assert.Equal(PrefixKind.Inner16, Shape.Root(model.Tree).Kind);
        model.RemoveAll(Keys.Fan(3, 1, 20));
        Assert.Equal(PrefixKind.Inner4, Shape.Root(model.Tree).Kind);
    }

    [Fact]
    public void What_comes_and_goes_at_a_boundary_does_not_change_the_kind_each_time()
    {
        var model = new PrefixModel();
        model.Add(Keys.Fan(0, 17, 2));
        model.RemoveAll(Keys.Fan(16, 1, 2));
        Assert.Equal(PrefixKind.Inner48, Shape.Root(model.Tree).Kind);
        model.Add(Keys.Fan(16, 1, 2));
        Assert.Equal(PrefixKind.Inner48, Shape.Root(model.Tree).Kind);
    }
}
