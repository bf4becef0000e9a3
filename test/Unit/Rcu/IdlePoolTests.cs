using System;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

/// <summary>What a pool holds while little or nothing happens.</summary>
[Collection("Alone in the process")]
public sealed class IdlePoolTests
{
    private static void Overwrite(NodeCache<TestNode> cache)
    {
        cache.Prepare();
        cache.Retire(cache.Rent());
        cache.Commit();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(24)]
    public void Each_full_collection_halves_what_lies_idle_without_a_write_but_for_the_reserve(int reserve)
    {
        const int bagSize = 8;
        using var domain = new RcuDomain();
        var pool = new NodePool<TestNode>(domain, new NodePoolOptions { BagSize = bagSize, Reserve = reserve });
        var cache = new NodeCache<TestNode>(pool, recycle: true);
        using (ParkedReader reader = ParkedReader.Enter(domain))
        {
            for (int i = 0; i < 1_000; i++) Overwrite(cache);
        }

        while (cache.Tick())
        {
        }

        int before = pool.FreeNodes;
        Assert.InRange(before, 500, 1_100);
        for (int i = 0; i < 8; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            int after = pool.FreeNodes;
            Assert.InRange(after, reserve, Math.Max(reserve, before / 2) + 2 * bagSize); // whole bags
            before = after;
        }

        Assert.InRange(before, reserve, reserve + 3 * bagSize);
        GC.KeepAlive(cache);
    }

    [Fact]
    public void A_slow_writer_under_a_stalled_reader_does_not_keep_a_bag_for_every_write()
    {
        const int writes = 5_000;
        using var domain = new RcuDomain();
        var pool = new NodePool<TestNode>(domain, new NodePoolOptions());
        var cache = new NodeCache<TestNode>(pool, recycle: true);
        Overwrite(cache);
        cache.Tick();
        cache.Tick();
        using (ParkedReader reader = ParkedReader.Enter(domain))
        {
            int pending = pool.LimboNodes;
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < writes; i++)
            {
                Overwrite(cache);
                for (int tick = 0; tick < 3; tick++) cache.Tick(); // an idle tree's bag is sealed
            }

            long perWrite = (GC.GetAllocatedBytesForCurrentThread() - before) / writes;
            Assert.Equal(writes, pool.LimboNodes - pending);
            Assert.InRange(perWrite, 0, 128); // the node and its place in a bag
        }

        while (cache.Tick())
        {
        }

        Assert.Equal(0, pool.LimboNodes);
        Assert.InRange(domain.GetStatistics().RecycledNodes, writes, writes + 1); // none was lost in moving
    }
}
