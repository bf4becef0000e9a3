using System;
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

    [Fact]
    public void Options_outside_their_ranges_or_at_odds_are_refused()
    {
        using var domain = new RcuDomain();
        Assert.Throws<ArgumentOutOfRangeException>(() => new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Reserve = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { NodeCapacity = 3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { NodeCapacity = 1_000 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BPlusTreePool<int, int>(domain, -1));
        var pool = new BPlusTreePool<int, int>(domain);
        Assert.Throws<ArgumentException>(() => new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Pool = pool, Domain = RcuDomain.Default }));
        Assert.Throws<ArgumentException>(() => new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Pool = pool, Reserve = 5 }));
    }

    [Fact]
    public void A_tree_with_a_shared_pool_lives_in_the_domain_of_the_pool()
    {
        using var domain = new RcuDomain();
        var pool = new BPlusTreePool<int, int>(domain, reserve: 16);
        Assert.Same(domain, pool.Domain);
        Assert.Same(domain, new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Pool = pool }).Domain);
        Assert.Same(domain, new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Pool = pool, Domain = domain }).Domain);
        Assert.Same(RcuDomain.Default, new BPlusTreePool<int, int>().Domain);
    }

    [Fact]
    public void Trees_that_share_a_pool_recycle_the_nodes_of_one_another_and_keep_their_own_entries()
    {
        using var domain = new RcuDomain();
        var pool = new BPlusTreePool<int, Twin>(domain);
        var trees = Enumerable.Range(0, 4).Select(_ => new BPlusTree<int, Twin>(TreeOf.Options<int, Twin>() with { Pool = pool })).ToArray();
        for (int i = 0; i < 40_000; i++)
        {
            int at = i % trees.Length;
            int key = i * 31 % 300;
            if (i / 300 % 3 == at % 3) trees[at].Remove(key);
            else trees[at][key] = Twin.Of((long)key * trees.Length + at);
        }

        domain.Synchronize();
        Assert.True(domain.GetStatistics().RecycledNodes > 0, "nothing was recycled: the run proves nothing");
        for (int at = 0; at < trees.Length; at++)
        {
            trees[at].CheckInvariants();
            int owner = at;
            Assert.All(new TreeReads<int, Twin>(trees[at]).Ascending(), e => Assert.Equal(Twin.Of((long)e.Key * trees.Length + owner), e.Value));
        }
    }

    [Fact]
    public void A_write_to_a_tree_whose_domain_is_disposed_throws_and_leaves_no_lock_behind()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        tree.Add(1, 10);
        domain.Dispose();
        for (int again = 0; again < 2; again++)
        {
            Assert.Throws<ObjectDisposedException>(() => tree.TryAdd(2, 20));
            Assert.Throws<ObjectDisposedException>(() => tree[1] = 0);
            Assert.Throws<ObjectDisposedException>(() => tree.Remove(1));
            Assert.Throws<ObjectDisposedException>(() =>
            {
                using var batch = tree.BeginBatch();
            });
        }
    }

    [Fact]
    public void What_concerns_the_whole_tree_throws_once_its_domain_is_disposed_and_leaves_no_lock_behind()
    {
        var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        tree.Add(1, 10);
        var living = TreeOf.Tens(2);
        domain.Dispose();
        for (int again = 0; again < 2; again++)
        {
            Assert.Throws<ObjectDisposedException>(tree.Snapshot);
            Assert.Throws<ObjectDisposedException>(tree.Clear);
            Assert.Throws<ObjectDisposedException>(tree.TakeAll);
            Assert.Throws<ObjectDisposedException>(() => tree.Drain(0, static (_, _, _, _) => { }));
            Assert.Throws<ObjectDisposedException>(() => tree.MergeFrom(living));
            Assert.Throws<ObjectDisposedException>(() => living.MergeFrom(tree));
            Crew.OnAnotherThread(tree.CheckInvariants); // takes the lock
            Assert.Equal(1, tree.Count);
            TreeAssert.HoldsTens(living, 2);
        }
    }

    [Fact]
    public void A_reserve_without_recycling_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Reserve = 1, RecycleNodes = false }));
        GC.KeepAlive(new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Reserve = 1 }));
        GC.KeepAlive(new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { RecycleNodes = false }));
    }
}
