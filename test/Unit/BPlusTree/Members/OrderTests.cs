using Xunit;

namespace Concurrent.Unit.Trees;

public class OrderTests
{
    [Fact]
    public void An_empty_tree_has_no_neighbours()
    {
        var tree = TreeOf.Empty<int, string>();
        Assert.False(tree.TryGetFirst(out int key, out string? value));
        Assert.False(tree.TryGetLast(out key, out value));
        Assert.False(tree.TryGetFloor(5, out key, out value));
        Assert.False(tree.TryGetCeiling(5, out key, out value));
        Assert.False(tree.TryGetLower(5, out key, out value));
        Assert.False(tree.TryGetHigher(5, out key, out value));
        Assert.Equal(0, key);
        Assert.Null(value);
    }

    [Fact]
    public void First_and_last_are_the_least_and_the_greatest_key()
    {
        var tree = TreeOf.Tens(30, 10, 20);
        Assert.True(tree.TryGetFirst(out int key, out int value));
        Assert.Equal((10, 100), (key, value));
        Assert.True(tree.TryGetLast(out key, out value));
        Assert.Equal((30, 300), (key, value));
    }

    [Fact]
    public void Floor_and_ceiling_include_the_key_itself_and_lower_and_higher_do_not()
    {
        var tree = TreeOf.Tens(10, 20, 30);
        Assert.True(tree.TryGetFloor(20, out int key, out int value));
        Assert.Equal((20, 200), (key, value));
        Assert.True(tree.TryGetCeiling(20, out key, out value));
        Assert.Equal((20, 200), (key, value));
        Assert.True(tree.TryGetLower(20, out key, out value));
        Assert.Equal((10, 100), (key, value));
        Assert.True(tree.TryGetHigher(20, out key, out value));
        Assert.Equal((30, 300), (key, value));
    }

    [Fact]
    public void Beyond_either_end_there_is_nothing()
    {
        var tree = TreeOf.Tens(10, 20);
        Assert.False(tree.TryGetFloor(9, out _, out _));
        Assert.False(tree.TryGetLower(10, out _, out _));
        Assert.False(tree.TryGetCeiling(21, out _, out _));
        Assert.False(tree.TryGetHigher(20, out _, out _));
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void The_neighbours_of_every_key_and_every_gap_are_right_at_any_size(int capacity)
    {
        for (int size = 1; size <= 90; size += size < 20 ? 1 : 7)
        {
            var tree = TreeOf.Tens(capacity, null, TreeOf.Keys(size, first: 10, step: 10));
            for (int probe = 0; probe <= (size + 1) * 10; probe++)
            {
                int below = probe / 10 * 10;
                int above = (probe + 9) / 10 * 10;
                Expect(tree.TryGetFloor(probe, out int key, out int value), key, value, below > size * 10 ? size * 10 : below, size);
                Expect(tree.TryGetCeiling(probe, out key, out value), key, value, above < 10 ? 10 : above, size);
                int lower = (probe + 9) / 10 * 10 - 10;
                Expect(tree.TryGetLower(probe, out key, out value), key, value, lower > size * 10 ? size * 10 : lower, size);
                int higher = probe / 10 * 10 + 10;
                Expect(tree.TryGetHigher(probe, out key, out value), key, value, higher, size);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void The_ends_follow_as_keys_come_and_go_at_both_ends(int capacity)
    {
        var tree = TreeOf.Empty<int, int>(capacity);
        for (int reach = 0; reach < 150; reach++)
        {
            tree[reach] = reach;
            tree[-reach] = -reach;
            ExpectEnds(tree, -reach, reach);
        }

        for (int reach = 149; reach > 0; reach--)
        {
            Assert.True(tree.Remove(reach));
            ExpectEnds(tree, -reach, reach - 1);
            Assert.True(tree.Remove(-reach));
            ExpectEnds(tree, -reach + 1, reach - 1);
        }
    }

    private static void ExpectEnds(BPlusTree<int, int> tree, int first, int last)
    {
        Assert.True(tree.TryGetFirst(out int key, out int value));
        Assert.Equal((first, first), (key, value));
        Assert.True(tree.TryGetLast(out key, out value));
        Assert.Equal((last, last), (key, value));
    }

    private static void Expect(bool found, int key, int value, int wanted, int size)
    {
        bool there = wanted >= 10 && wanted <= size * 10;
        Assert.Equal(there ? (true, wanted, wanted * 10) : (false, 0, 0), (found, key, value));
    }
}
