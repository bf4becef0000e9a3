using System;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

/// <summary>Compressed paths: split by a key that leaves them, or ends in them, and joined again when it goes.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(40)]
    public void A_key_that_leaves_the_path_at_any_byte_splits_it_there_and_joins_it_again_when_it_goes(int length)
    {
        byte[] path = [.. Enumerable.Range(1, length).Select(static i => (byte)i)];
        for (int at = 0; at < length; at++)
        {
            foreach (int other in (int[])[0, at + 1 == 255 ? 1 : 255])
            {
                var model = new PrefixModel();
                model.Add(Enumerable.Range(0, 40).Select(i => (byte[])[.. path, (byte)i, 9]));
                Assert.Equal(length, Shape.Root(model.Tree).Depth);
                byte[] key = [.. path[..at], (byte)other, 5];
                model.Add(key);
                Assert.Equal(at, Shape.Root(model.Tree).Depth);
                model.RemoveAll(key);
                Assert.Equal(length, Shape.Root(model.Tree).Depth);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(17)]
    public void A_key_that_ends_in_the_path_splits_it_there_and_joins_it_again_when_it_goes(int length)
    {
        byte[] path = [.. Enumerable.Range(1, length).Select(static i => (byte)i)];
        for (int at = 0; at <= length; at++)
        {
            var model = new PrefixModel();
            model.Add(Enumerable.Range(0, 40).Select(i => (byte[])[.. path, (byte)i, 9]));
            model.Add(path[..at]);
            Assert.Equal(at, Shape.Root(model.Tree).Depth);
            model.RemoveAll(path[..at]);
            Assert.Equal(length, Shape.Root(model.Tree).Depth);
        }
    }

    [Fact]
    public void Paths_of_two_nodes_become_one_when_the_fork_between_them_goes()
    {
        var model = new PrefixModel();
        byte[][] left = [.. Enumerable.Range(0, 40).Select(static i => Keys.Of($"one long path/left side/{i:00}"))];
        byte[][] right = [.. Enumerable.Range(0, 40).Select(static i => Keys.Of($"one long path/right side/{i:00}"))];
        model.Add([.. left, .. right]);
        Assert.Equal("one long path/".Length, Shape.Root(model.Tree).Depth);
        model.RemoveAll(right);
        Assert.Equal("one long path/left side/".Length, Shape.Root(model.Tree).Depth);
        model.Add(right);
        model.RemoveAll(left);
        Assert.Equal("one long path/right side/".Length, Shape.Root(model.Tree).Depth);
    }

    [Fact]
    public void Keys_that_differ_from_a_path_in_one_byte_are_not_there()
    {
        var model = new PrefixModel();
        byte[] path = Keys.Of("a path of more than eight bytes");
        model.Add(Enumerable.Range(0, 40).Select(i => Keys.With(path, i)));
        for (int at = 0; at < path.Length; at++)
        {
            byte[] key = Keys.With(path, 7);
            key[at]++;
            Assert.False(model.Tree.TryGetValue(key, out _));
            Assert.False(model.Tree.Remove(key));
            Assert.False(model.Tree.TryGetValue(path.AsSpan(0, at), out _));
        }

        model.Check();
    }
}
