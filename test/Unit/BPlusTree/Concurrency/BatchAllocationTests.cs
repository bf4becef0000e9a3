#if !DEBUG // unoptimised code boxes a key to see whether it is null: the claim is about release builds
using System;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>What comes after the publishing store of a batch allocates nothing, however large the batch (P5).</summary>
[Collection(Alone.Name)]
public class BatchAllocationTests
{
    private const int Entries = 100_000;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(100, 32)] // a hundred leaves
    [InlineData(700, 32)] // more than a bag
    [InlineData(3_000, 32)] // nearly all
    [InlineData(20_000, 1)]
    public void Commit_allocates_nothing(int writes, int step)
    {
        using var domain = new RcuDomain();
        BPlusTree<int, Twin> tree = Filled(domain);
        WarmUp(domain);
        for (int round = 0; round < 40; round++)
        {
            using var batch = tree.BeginBatch();
            for (int i = 0; i < writes; i++) batch[i * step] = Twin.Of(round);
            long before = GC.GetAllocatedBytesForCurrentThread();
            batch.Commit();
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        tree.CheckInvariants();
    }

    [Fact]
    public void Commit_allocates_nothing_also_when_the_batch_threw_nodes_of_its_own_away()
    {
        using var domain = new RcuDomain();
        BPlusTree<int, Twin> tree = Filled(domain);
        WarmUp(domain);
        for (int round = 0; round < 40; round++)
        {
            using var batch = tree.BeginBatch();
            for (int key = 0; key < 20_000; key++) batch[Entries + key] = Twin.Of(round);
            for (int key = 0; key < 20_000; key++) batch.Remove(Entries + key);
            if (round % 8 == 7) batch.Clear();
            long before = GC.GetAllocatedBytesForCurrentThread();
            batch.Commit();
            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        tree.CheckInvariants();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 32)]
    [InlineData(100, 32)]
    [InlineData(1_000, 32)]
    public void A_batch_that_is_repeated_allocates_nothing_in_the_steady_state(int writes, int step)
    {
        using var domain = new RcuDomain();
        BPlusTree<int, Twin> tree = Filled(domain);
        int rounds = 400 + (20_000 / writes); // bags of each kind go round several times
        Batches(tree, writes, step, rounds);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Batches(tree, writes, step, rounds);
        Assert.Equal(0, Allocations.Fewest(() => Batches(tree, writes, step, rounds)));
        tree.CheckInvariants();
    }

    private static BPlusTree<int, Twin> Filled(RcuDomain domain)
    {
        var tree = TreeOf.Empty<int, Twin>(TreeOf.FullCapacity, domain: domain);
        for (int key = 0; key < Entries; key++) tree.Add(key, Twin.Of(key));
        return tree;
    }

    /// <summary>The code has run once; the first read of the meter comes before what it measures.</summary>
    private static void WarmUp(RcuDomain domain)
    {
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        Batches(tree, writes: 3_000, step: 1, rounds: 2);
        _ = GC.GetAllocatedBytesForCurrentThread();
    }

    private static void Batches(BPlusTree<int, Twin> tree, int writes, int step, int rounds)
    {
        for (int round = 0; round < rounds; round++)
        {
            using var batch = tree.BeginBatch();
            for (int i = 0; i < writes; i++) batch[i * step] = Twin.Of(round);
            batch.Commit();
        }
    }
}
#endif
