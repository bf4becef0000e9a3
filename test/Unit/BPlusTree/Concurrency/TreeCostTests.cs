using System;
using System.Runtime.CompilerServices;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>What a tree costs that holds little, lies idle, or is gone.</summary>
[Collection(Alone.Name)]
public class TreeCostTests
{
    [Fact]
    public void An_empty_tree_costs_little_memory()
    {
        using var domain = new RcuDomain();
        GC.KeepAlive(TreeOf.Empty<long, long>(TreeOf.FullCapacity, domain: domain));
        const int trees = 100;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < trees; i++) GC.KeepAlive(TreeOf.Empty<long, long>(TreeOf.FullCapacity, domain: domain));
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / trees;
        Assert.InRange(each, 1, 8_192);
    }

    [Fact]
    public void Dead_trees_leave_the_domains_list_though_none_was_ever_ticked()
    {
        using var domain = new RcuDomain();
        for (int i = 0; i < 20; i++)
        {
            Make(domain, 500);
            GC.Collect();
        }

        Assert.InRange(domain.IdleWorks, 1, 2_500);

        var living = TreeOf.Tens(1);
        GC.KeepAlive(living);
        var ticked = TreeOf.Empty<int, Twin>(domain: domain);
        GC.Collect();
        Eventually.True(
            () =>
            {
                ticked[1] = default; // copies a leaf, so a tick is due
                return domain.IdleWorks == 1;
            },
            "the dead are off the list");
        GC.KeepAlive(ticked);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Make(RcuDomain domain, int trees)
        {
            for (int i = 0; i < trees; i++) TreeOf.Empty<int, int>(domain: domain).Add(1, 1);
        }
    }

    [Fact]
    public void An_idle_tree_gives_its_pooled_nodes_back_at_full_collections_without_another_write()
    {
        using var domain = new RcuDomain();
        var pool = new BPlusTreePool<int, Twin>(domain);
        var tree = new BPlusTree<int, Twin>(new BPlusTreeOptions<int, Twin> { Pool = pool });
        for (int key = 0; key < 320_000; key++) tree.Add(key, Twin.Of(key));
        using (ParkedReader reader = ParkedReader.Enter(domain))
        {
            for (int key = 0; key < 320_000; key += 32) tree[key] = Twin.Of(-key);
            reader.Release();
        }

        Eventually.True(() => pool.PendingNodes == 0, "the nodes come back from their grace period");
        int burst = pool.PooledNodes;
        int before = burst;
        Assert.InRange(before, 8, 12_000);
        for (int i = 0; i < 6; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            int after = pool.PooledNodes;
            Assert.InRange(after, 0, before / 2 + 2 * 1_024); // half, but for a bag of either kind
            before = after;
        }

        Assert.InRange(before, 0, Math.Max(2 * 1_024, burst / 4));
        GC.KeepAlive(tree);
    }
}
