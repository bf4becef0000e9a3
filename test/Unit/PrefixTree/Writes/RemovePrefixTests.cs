using System;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Prefixes;

public sealed class RemovePrefixTests
{
    private static readonly byte[][] Paths = [.. Enumerable.Range(0, 40).SelectMany(static i => new[] { Keys.Of($"/usr/bin/{i}"), Keys.Of($"/usr/lib/{i}"), Keys.Of($"/var/{i}/log") })];

    [Theory]
    [InlineData("", 120)]
    [InlineData("/", 120)]
    [InlineData("/u", 80)]
    [InlineData("/usr/", 80)]
    [InlineData("/usr/bin", 40)]
    [InlineData("/usr/bin/", 40)]
    [InlineData("/usr/bin/3", 11)]
    [InlineData("/usr/bin/39", 1)]
    [InlineData("/usr/bin/390", 0)]
    [InlineData("/usr/bon", 0)]
    [InlineData("/x", 0)]
    [InlineData("x", 0)]
    [InlineData("/var/7", 1)]
    [InlineData("/var/7/log/and more", 0)]
    public void All_keys_with_the_prefix_go_and_no_others(string prefix, int count)
    {
        var model = new PrefixModel();
        model.Add(Paths);
        Assert.Equal(count, model.Expected.Keys.Count(key => key.AsSpan().StartsWith(Keys.Of(prefix))));
        model.RemovePrefix(Keys.Of(prefix));
        model.Check();
        model.RemovePrefix(Keys.Of(prefix)); // again: nothing is left
        model.Check();
    }

    [Fact]
    public void The_key_that_is_the_prefix_goes_too()
    {
        var model = new PrefixModel();
        model.Add(Paths);
        model.Add(Keys.Of("/usr"), Keys.Of("/usr/bin"), Keys.Of(""));
        model.RemovePrefix(Keys.Of("/usr/bin"));
        model.Check();
        model.RemovePrefix(Keys.Of("/usr"));
        model.Check();
    }

    [Fact]
    public void A_text_names_its_bytes()
    {
        var tree = new PrefixTree<int> { { "ä1", 1 }, { "ä2", 2 }, { "a", 3 } };
        Assert.Equal(2, tree.RemovePrefix("ä"));
        Assert.Equal(1, tree.RemovePrefix(""));
        tree.CheckInvariants();
    }

    [Fact]
    public void What_is_left_of_a_node_comes_together()
    {
        var model = new PrefixModel();
        model.Add(Enumerable.Range(0, 40).Select(static i => Keys.Of($"aaaaaaaaaaaaa{i}")));
        model.Add(Enumerable.Range(0, 40).Select(static i => Keys.Of($"aaaab{i}")));
        model.Add(Keys.Of("aaaac"));
        model.RemovePrefix(Keys.Of("aaaab"));
        model.Check();
        model.RemovePrefix(Keys.Of("aaaaa"));
        model.Check();
        Assert.True(Shape.Root(model.Tree).IsLeaf);
    }

    [Fact]
    public void A_snapshot_keeps_what_goes()
    {
        var model = new PrefixModel();
        model.Add(Paths);
        PrefixTreeSnapshot<long> before = model.Tree.Snapshot();
        model.RemovePrefix(Keys.Of("/usr"));
        model.Check();
        Assert.Equal(120, before.Count);
        Assert.Equal(120, Shape.Nodes(before).Where(static node => node.IsLeaf).Sum(static node => node.Count));
    }
}
