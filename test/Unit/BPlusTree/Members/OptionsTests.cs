using System.Linq;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

public class OptionsTests
{
    [Fact]
    public void Without_a_domain_a_tree_lives_in_the_default_one()
    {
        Assert.Same(RcuDomain.Default, new BPlusTree<int, int>().Domain);
        Assert.Same(RcuDomain.Default, new BPlusTree<int, int>(new BPlusTreeOptions<int, int>()).Domain);
    }

    [Fact]
    public void The_domain_given_is_the_domain_reported()
    {
        using var domain = new RcuDomain();
        Assert.Same(domain, new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Domain = domain }).Domain);
    }

    [Fact]
    public void Options_are_records_with_recycling_on_and_no_reserve()
    {
        var options = new BPlusTreeOptions<int, int>();
        Assert.True(options.RecycleNodes);
        Assert.Equal(0, options.Reserve);
        Assert.Null(options.Comparer);
        Assert.Null(options.Domain);
        Assert.Null(options.Pool);
        Assert.Equal(options, new BPlusTreeOptions<int, int>());
        Assert.NotEqual(options, options with { Reserve = 5 });
    }

    [Fact]
    public void A_tree_with_a_reserve_works_like_any_other()
    {
        var tree = new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Reserve = 50, NodeCapacity = 4 });
        for (int key = 0; key < 500; key++) Assert.True(tree.TryAdd(key, key * 10));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(500));
        for (int key = 0; key < 500; key += 2) Assert.True(tree.Remove(key));
        TreeAssert.HoldsTens(tree, TreeOf.Keys(250, first: 1, step: 2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Recycled_or_not_a_tree_that_churns_keeps_its_entries(bool recycle)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(domain: domain, recycle: recycle);
        for (int key = 0; key < 200; key++) tree.Add(key, Twin.Of(key));
        for (int i = 0; i < 30_000; i++)
        {
            int key = i * 31 % 200;
            Assert.True(tree.TryRemove(key, out var removed));
            Assert.Equal(Twin.Of(key), removed);
            if (i % 1000 == 0) tree.CheckInvariants();
            Assert.True(tree.TryAdd(key, removed));
        }

        tree.CheckInvariants();
        Assert.Equal(TreeOf.Keys(200), new TreeReads<int, Twin>(tree).Ascending().Select(entry => entry.Key));
        Assert.All(new TreeReads<int, Twin>(tree).Ascending(), entry => Assert.Equal(Twin.Of(entry.Key), entry.Value));
    }
}
