using Xunit;

namespace Concurrent.Unit.Trees;

public class UpdateTests
{
    [Fact]
    public void TryUpdate_replaces_a_present_value_and_refuses_an_absent_key()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.True(tree.TryUpdate(2, -2));
        Assert.Equal(-2, tree[2]);
        Assert.False(tree.TryUpdate(4, 40));
        Assert.True(tree.TryUpdate(2, 20));
        TreeAssert.HoldsTens(tree, 1, 2, 3);
    }

    [Fact]
    public void TryUpdate_of_an_empty_tree_changes_nothing()
    {
        var tree = TreeOf.Empty<int, int>();
        Assert.False(tree.TryUpdate(0, 1));
        Assert.False(tree.TryUpdate(0, 1, 0));
        TreeAssert.HoldsTens(tree);
    }

    [Fact]
    public void TryUpdate_with_a_comparand_replaces_only_an_equal_value()
    {
        var tree = TreeOf.Tens(1, 2, 3);
        Assert.False(tree.TryUpdate(2, 99, 21));
        Assert.Equal(20, tree[2]);
        Assert.True(tree.TryUpdate(2, 99, 20));
        Assert.Equal(99, tree[2]);
        Assert.False(tree.TryUpdate(4, 40, 0));
        Assert.Equal(3, tree.Count);
    }

    [Fact]
    public void A_comparand_is_compared_by_equality_not_by_reference()
    {
        var tree = TreeOf.Empty<int, string>();
        tree.Add(1, new string('a', 3));
        Assert.True(tree.TryUpdate(1, "bbb", new string('a', 3)));
        Assert.Equal("bbb", tree[1]);
    }

    [Fact]
    public void A_comparand_of_a_wide_value_type_is_compared_whole()
    {
        var tree = TreeOf.Empty<int, Twin>();
        tree.Add(1, Twin.Of(5));
        Assert.False(tree.TryUpdate(1, Twin.Of(6), new Twin(5, 5)));
        Assert.True(tree.TryUpdate(1, Twin.Of(6), Twin.Of(5)));
        Assert.Equal(Twin.Of(6), tree[1]);
    }

    [Fact]
    public void A_NaN_value_equals_a_NaN_comparand()
    {
        var tree = TreeOf.Empty<int, double>();
        tree.Add(1, double.NaN);
        Assert.True(tree.TryUpdate(1, 0.0, double.NaN));
        Assert.True(tree.TryUpdate(1, 1.0, -0.0));
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void Every_key_at_any_depth_can_be_updated(int capacity)
    {
        var tree = TreeOf.Empty<int, int>(capacity);
        for (int key = 0; key < 500; key++) tree.Add(key, 0);
        for (int key = 0; key < 500; key++) Assert.True(tree.TryUpdate(key, key * 10, 0));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(500));
    }
}
