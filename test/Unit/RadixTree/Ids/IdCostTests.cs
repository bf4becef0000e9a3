#if !DEBUG // the claims are about release builds
using System;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Ids;

/// <summary>What ids cost: bytes for each, and none for giving one out and taking it back.</summary>
[Collection(Alone.Name)]
public class IdCostTests
{
    private const int Ids = 1_000_000;

    [Fact]
    public void A_dense_id_costs_at_most_a_fifth_of_a_byte()
    {
        using var domain = new RcuDomain();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        // What is linked: the small leaves that the large ones grew from go to the collector, not to the pool.
        var ids = new IdAllocator(new IdAllocatorOptions { Domain = domain, RecycleNodes = false });
        for (int i = 0; i < Ids; i++) ids.TryAllocate(out _);
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(Ids, ids.Count);
        Assert.True(bytes <= 0.2 * Ids, $"{(double)bytes / Ids:0.000} bytes an id");
    }

    [Fact]
    public void A_range_costs_next_to_nothing_for_each_id()
    {
        using var domain = new RcuDomain();
        var ids = new IdAllocator(new IdAllocatorOptions { Domain = domain });
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(ids.TryAllocateRange(1UL << 40, out _));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000);
        Assert.True(ids.IsAllocated((1UL << 40) - 1) && !ids.IsAllocated(1UL << 40));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Ids_that_come_and_go_allocate_no_memory(bool delays)
    {
        using var domain = new RcuDomain();
        var ids = new IdAllocator(new IdAllocatorOptions { Last = 199_999, DelayReuse = delays, Domain = domain });
        for (int i = 0; i < 100_000; i++) ids.TryAllocate(out _);
        var random = new Random(1);
        // Fills words and empties them, besides all that is between; a word may come and go.
        void Work()
        {
            for (int i = 0; i < 200_000; i++)
            {
                ulong id = (ulong)random.Next(200_000);
                if (ids.IsAllocated(id)) ids.Free(id);
                else ids.TryAllocate(id, out _);
                if (i % 1_000 == 0) domain.Synchronize();
            }
        }

        // The pool grows to the most nodes that are ever under way at once, which takes a while to show.
        for (int i = 0; i < 4; i++) Work();
        Assert.Equal(0, Allocations.Fewest(Work));
        ids.CheckInvariants();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Values_that_come_and_go_allocate_no_memory(bool delays)
    {
        using var domain = new RcuDomain();
        var table = new IdAllocator<long>(new IdAllocatorOptions<long> { Last = 19_999, DelayReuse = delays, Domain = domain });
        for (int i = 0; i < 10_000; i++) table.TryAllocate(i, out _);
        var random = new Random(1);
        void Work()
        {
            for (int i = 0; i < 100_000; i++)
            {
                ulong id = (ulong)random.Next(20_000);
                if (table.TryGetValue(id, out _)) table.Free(id);
                else table.TryAllocate(i, id, out _);
                if (i % 1_000 == 0) domain.Synchronize();
            }
        }

        // The pool grows to the most nodes that are ever under way at once, which takes a while to show.
        for (int i = 0; i < 4; i++) Work();
        Assert.Equal(0, Allocations.Fewest(Work));
    }

    [Fact]
    public void Walks_and_look_ups_allocate_no_memory()
    {
        using var domain = new RcuDomain();
        var ids = new IdAllocator(new IdAllocatorOptions { DelayReuse = true, Domain = domain });
        for (int i = 0; i < 10_000; i++) ids.TryAllocate(out _);
        ids.Free(77);
        long sum = 0;
        Assert.Equal(0, Allocations.Fewest(() =>
        {
            foreach (ulong id in ids) sum += ids.IsAllocated(id) ? 1 : 0;
        }));
        Assert.True(sum >= 9_999);
    }
}
#endif
