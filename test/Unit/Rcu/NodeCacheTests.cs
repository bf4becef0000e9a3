using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class NodeCacheTests
{
    private static NodeCache<TestNode> Cache(RcuDomain domain, int bagSize = 4, bool recycle = true, int reserve = 0) =>
        new(new NodePool<TestNode>(domain, new NodePoolOptions { BagSize = bagSize, Reserve = reserve }), recycle);

    private static bool Overwrite(NodeCache<TestNode> cache, int nodes = 1)
    {
        cache.Prepare();
        for (int i = 0; i < nodes; i++) cache.Retire(cache.Rent());
        return cache.Commit();
    }

    [Fact]
    public void A_steady_writer_lives_on_recycled_nodes()
    {
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain);
        for (int i = 0; i < 1_000; i++) Overwrite(cache);
        Assert.InRange(domain.GetStatistics().AllocatedNodes, 1, 12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_steady_writer_allocates_nothing(int nodesPerWrite)
    {
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain, bagSize: 16);
        for (int i = 0; i < 1_000; i++) Overwrite(cache, nodesPerWrite);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) Overwrite(cache, nodesPerWrite);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Within_the_reserve_a_write_allocates_nothing_even_while_nothing_comes_back()
    {
        using var domain = new RcuDomain();
        Overwrite(Cache(domain, bagSize: 1)); // the code has run once
        NodeCache<TestNode> cache = Cache(domain, bagSize: 64, reserve: 1_000);
        using ParkedReader reader = ParkedReader.Enter(domain);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1_000; i++) Overwrite(cache);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Without_recycling_every_node_is_new_and_none_is_kept()
    {
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain, recycle: false);
        var seen = new HashSet<TestNode>();
        for (int i = 0; i < 50; i++)
        {
            cache.Prepare();
            TestNode node = cache.Rent();
            Assert.True(seen.Add(node));
            cache.Retire(node);
            Assert.False(cache.Commit());
            cache.GiveBack(node);
        }

        Assert.Equal((0, 0), (cache.RetiredNodes, cache.ReadyNodes));
        Assert.Equal(0, domain.GetStatistics().PendingNodes);
    }

    [Fact]
    public void A_failed_write_takes_back_what_it_noted_and_nothing_else()
    {
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain);
        var committed = new TestNode { Payload = "old" };
        var stillLinked = new TestNode { Payload = "live" };
        cache.Prepare();
        cache.Retire(committed);
        cache.Commit();

        cache.Prepare();
        TestNode rented = cache.Rent();
        rented.Payload = "unpublished";
        for (int i = 0; i < 10; i++) cache.Retire(stillLinked); // beyond the bag, too
        cache.Rollback();
        cache.GiveBack(rented);

        Assert.Equal((1, 1), (cache.RetiredNodes, cache.ReadyNodes));
        Assert.Null(rented.Payload);
        while (cache.Tick())
        {
        }

        Assert.Equal((0, 1), (stillLinked.TimesCleared, committed.TimesCleared));
        Assert.Equal("live", stillLinked.Payload);
    }

    [Fact]
    public void Commit_asks_for_care_when_it_puts_the_first_node_into_a_bag()
    {
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain, bagSize: 3);
        Assert.True(Overwrite(cache));
        Assert.False(Overwrite(cache));
        Assert.False(Overwrite(cache)); // seals
        Assert.Equal(0, cache.RetiredNodes);
        Assert.True(Overwrite(cache));
        cache.Prepare();
        Assert.False(cache.Commit()); // nothing retired
    }

    [Fact]
    public void Commit_asks_for_care_also_when_one_write_fills_a_bag()
    {
        // A reader may hold the sealed bag back, and no later write may come.
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain, bagSize: 3);
        Assert.True(Overwrite(cache, nodes: 5));
        Assert.Equal(0, cache.RetiredNodes);
    }

    [Fact]
    public void A_tick_seals_an_open_bag_that_has_not_changed_since_the_last_one()
    {
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain);
        Overwrite(cache);
        Assert.True(cache.Tick());
        Assert.Equal(1, cache.RetiredNodes); // the writer may be in full swing
        Overwrite(cache);
        Assert.True(cache.Tick());
        Assert.Equal(2, cache.RetiredNodes);
        Assert.False(cache.Tick()); // sealed, and no reader held it back
        Assert.Equal(0, cache.RetiredNodes);
        Assert.Equal(2, domain.GetStatistics().RecycledNodes);
        Assert.False(cache.Tick());
    }

    [Fact]
    public void A_tick_goes_on_asking_while_a_reader_holds_nodes_back()
    {
        using var domain = new RcuDomain();
        NodeCache<TestNode> cache = Cache(domain);
        using ParkedReader reader = ParkedReader.Enter(domain);
        Overwrite(cache);
        for (int i = 0; i < 10; i++) Assert.True(cache.Tick());
        reader.Leave();
        Assert.False(cache.Tick());
    }
}
