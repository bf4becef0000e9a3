using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class NodePoolTests
{
    private static NodePool<TestNode> Pool(RcuDomain domain, int bagSize = 4, int maxLimbo = 1_000, int maxPooled = 1_000, int reserve = 0) =>
        new(domain, new NodePoolOptions { BagSize = bagSize, MaxLimbo = maxLimbo, MaxPooled = maxPooled, Reserve = reserve });

    private static List<TestNode> SealFullBag(NodePool<TestNode> pool)
    {
        var nodes = new List<TestNode>();
        Bag<TestNode> bag = pool.TakeEmpty();
        while (bag.Count < pool.BagSize)
        {
            var node = new TestNode { Payload = "payload" };
            nodes.Add(node);
            bag.Add(node);
        }

        Assert.True(SpinWait.SpinUntil(() => pool.TrySeal(bag), TimeSpan.FromMinutes(1)), "the pool is never free"); // others may be at it
        return nodes;
    }

    private static List<TestNode> TakeAll(NodePool<TestNode> pool)
    {
        var nodes = new List<TestNode>();
        Bag<TestNode> bag = pool.TakeEmpty();
        while (pool.TryExchange(ref bag))
        {
            while (bag.TryTake(out TestNode? node)) nodes.Add(node!);
        }

        return nodes;
    }

    [Fact]
    public void Retired_nodes_come_back_only_after_the_grace_period_and_with_their_references_cleared()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain);
        List<TestNode> retired;
        using (ParkedReader reader = ParkedReader.Enter(domain))
        {
            retired = SealFullBag(pool);
            for (int i = 0; i < 10; i++) Assert.True(pool.TryDrainLimbo());
            Assert.Empty(TakeAll(pool));
            Assert.All(retired, node => Assert.Equal("payload", node.Payload)); // the reader may still look at it
            Assert.Equal(4, pool.LimboNodes);
            Assert.Equal(4, domain.GetStatistics().PendingNodes);
        }

        Assert.False(pool.TryDrainLimbo());
        List<TestNode> back = TakeAll(pool);
        Assert.Equal(retired.ToHashSet(), back.ToHashSet());
        Assert.All(back, node => Assert.Equal((null, 1), (node.Payload, node.TimesCleared)));
        Assert.Equal((0L, 4L, 0L), (domain.GetStatistics().PendingNodes, domain.GetStatistics().RecycledNodes, domain.GetStatistics().DroppedNodes));
    }

    [Fact]
    public void A_reader_that_enters_after_the_seal_holds_nothing_back()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain);
        using (ParkedReader early = ParkedReader.Enter(domain))
        {
            SealFullBag(pool);
            using ParkedReader late = ParkedReader.Enter(domain);
            early.Leave();
            Assert.False(pool.TryDrainLimbo());
            Assert.Equal(4, pool.FreeNodes);
        }
    }

    [Fact]
    public void Beyond_the_bound_the_oldest_bags_are_left_to_the_collector_and_never_recycled()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain, maxLimbo: 16);
        var oldest = new HashSet<TestNode>();
        var latest = new HashSet<TestNode>();
        using (ParkedReader reader = ParkedReader.Enter(domain))
        {
            for (int i = 0; i < 10; i++)
            {
                List<TestNode> nodes = SealFullBag(pool);
                (i < 6 ? oldest : latest).UnionWith(nodes);
                Assert.InRange(pool.LimboNodes, 1, 16);
            }

            Assert.Equal((16L, 24L), (domain.GetStatistics().PendingNodes, domain.GetStatistics().DroppedNodes));
        }

        Assert.False(pool.TryDrainLimbo());
        var back = new HashSet<TestNode>(TakeAll(pool));
        Assert.Equal(latest, back);
        Assert.All(oldest, node => Assert.Equal(("payload", 0), (node.Payload, node.TimesCleared))); // untouched for the reader that may hold it
    }

    [Fact]
    public void Dropped_nodes_and_what_they_refer_to_can_be_collected()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain, maxLimbo: 4);
        using ParkedReader reader = ParkedReader.Enter(domain);
        List<WeakReference> dropped = Drop(pool);
        GC.Collect();
        Assert.All(dropped, node => Assert.False(node.IsAlive));
        Assert.Equal(4, pool.LimboNodes);
        GC.KeepAlive(pool);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static List<WeakReference> Drop(NodePool<TestNode> pool)
        {
            List<WeakReference> oldest = SealFullBag(pool).ConvertAll(node => new WeakReference(node));
            SealFullBag(pool);
            return oldest;
        }
    }

    [Fact]
    public void Taken_nodes_are_forgotten_by_their_bag()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain);
        WeakReference taken = Take(pool);
        GC.Collect();
        Assert.False(taken.IsAlive);
        GC.KeepAlive(pool);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Take(NodePool<TestNode> pool)
        {
            SealFullBag(pool);
            return new WeakReference(TakeAll(pool)[0]);
        }
    }

    [Fact]
    public void No_more_than_the_cap_is_kept_for_re_use()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain, maxPooled: 8);
        for (int i = 0; i < 5; i++) SealFullBag(pool);
        Assert.Equal(8, pool.FreeNodes);
        Assert.Equal(8, domain.GetStatistics().RecycledNodes); // the rest saved nobody an allocation
        Assert.Equal(8, TakeAll(pool).Count);
    }

    [Fact]
    public void A_cap_of_zero_keeps_nothing()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain, maxPooled: 0);
        SealFullBag(pool);
        Assert.Equal((0, 0), (pool.FreeNodes, pool.LimboNodes));
    }

    [Fact]
    public void A_full_collection_halves_what_lies_idle_down_to_the_reserve()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain, reserve: 8);
        for (int i = 0; i < 14; i++) SealFullBag(pool);
        Assert.InRange(pool.FreeNodes, 8, 64);
        for (int i = 0; i < 8; i++)
        {
            int before = pool.FreeNodes;
            GC.Collect(2, GCCollectionMode.Forced, blocking: true);
            SealFullBag(pool); // adds four, then trims, unless the finalizer thread did so before
            int trimmedAfter = Math.Max(8, (before + 4) / 2) + 3; // whole bags of four stay
            int trimmedBefore = Math.Max(8, before / 2) + 3 + 4;
            Assert.InRange(pool.FreeNodes, 8, Math.Max(trimmedAfter, trimmedBefore));
        }
    }

    [Fact]
    public void A_reserve_is_allocated_up_front_and_counted()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain, reserve: 10, maxPooled: 0);
        Assert.Equal((10, 10L), (pool.FreeNodes, domain.GetStatistics().AllocatedNodes));
        Assert.Equal(10, TakeAll(pool).Count);
    }

    [Fact]
    public void Bags_of_several_threads_come_back_whole()
    {
        using var domain = new RcuDomain();
        NodePool<TestNode> pool = Pool(domain, bagSize: 8, maxPooled: 1_000_000);
        const int bags = 500;
        Crew.Run(4, number =>
        {
            for (int i = 0; i < bags; i++)
            {
                using (domain.EnterRead())
                {
                }

                SealFullBag(pool);
                if (number == 0) pool.TryDrainLimbo();
            }
        });
        pool.TryDrainLimbo();
        RcuStatistics statistics = domain.GetStatistics();
        Assert.Equal(4L * bags * 8, statistics.RecycledNodes);
        Assert.Equal((0L, 0L), (statistics.PendingNodes, statistics.DroppedNodes));
        List<TestNode> all = TakeAll(pool);
        Assert.Equal(all.Count, new HashSet<TestNode>(all).Count);
    }

    [Fact]
    public void A_collected_pool_takes_its_limbo_out_of_the_sums()
    {
        using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        Abandon(domain);
        Eventually.True(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return domain.GetStatistics().PendingNodes == 0;
            },
            "the pool is collected");

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Abandon(RcuDomain domain)
        {
            SealFullBag(Pool(domain));
            Assert.Equal(4, domain.GetStatistics().PendingNodes);
        }
    }

    [Theory]
    [InlineData(0, 1, 1, 0)]
    [InlineData(1, 0, 1, 0)]
    [InlineData(1, 1, -1, 0)]
    [InlineData(1, 1, 1, -1)]
    public void Options_outside_their_range_are_refused(int bagSize, int maxLimbo, int maxPooled, int reserve)
    {
        using var domain = new RcuDomain();
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(domain, bagSize, maxLimbo, maxPooled, reserve));
    }
}
