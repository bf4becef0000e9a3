using System;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Trees whose nodes hold 4 entries. Keys that ascend make full leaves: 10 to 50 by tens is the leaf 10 to 40 and the leaf 50.</summary>
internal static class SmallTree
{
    private const int Capacity = 4;

    /// <summary>A tree that leaves replaced nodes to the collector: no reclaimer runs, and all steps are those of readers and writers.</summary>
    internal static BPlusTree<long, long> Of(World world, params ReadOnlySpan<long> keys)
    {
        var tree = new BPlusTree<long, long>(new BPlusTreeOptions<long, long> { Domain = Given.Domain(world), NodeCapacity = Capacity, RecycleNodes = false });
        Fill(tree, keys);
        return tree;
    }

    /// <summary>As <see cref="Of"/>, and then without some of the keys again: leaves that are not full.</summary>
    internal static BPlusTree<long, long> OfBut(World world, ReadOnlySpan<long> without, params ReadOnlySpan<long> keys)
    {
        BPlusTree<long, long> tree = Of(world, keys);
        foreach (long key in without) tree.Remove(key);
        return tree;
    }

    /// <summary>A tree that recycles its nodes in bags of this size.</summary>
    internal static BPlusTree<long, long> Recycling(RcuDomain domain, int bagSize, out BPlusTreePool<long, long> pool, params ReadOnlySpan<long> keys)
    {
        pool = new BPlusTreePool<long, long>(domain, new NodePoolOptions { BagSize = bagSize });
        var tree = new BPlusTree<long, long>(new BPlusTreeOptions<long, long> { Pool = pool, NodeCapacity = Capacity });
        Fill(tree, keys);
        return tree;
    }

    /// <summary>A tree of 16-byte values.</summary>
    internal static BPlusTree<long, Wide> OfWide(World world, bool recycle, params ReadOnlySpan<long> keys)
    {
        RcuDomain domain = Given.Domain(world);
        var tree = new BPlusTree<long, Wide>(new BPlusTreeOptions<long, Wide>
        {
            Pool = new BPlusTreePool<long, Wide>(domain, new NodePoolOptions { BagSize = 1 }),
            NodeCapacity = Capacity,
            RecycleNodes = recycle,
        });
        foreach (long key in keys) tree[key] = Wide.Of(Value.Of(key));
        return tree;
    }

    /// <summary>Adds ascending keys so that all leaves but the last are full.</summary>
    /// <remarks>A root leaf splits into halves, and only leaves below an inner node stay full. So two more keys go before the first, split the root, and leave again.</remarks>
    private static void Fill(BPlusTree<long, long> tree, ReadOnlySpan<long> keys)
    {
        bool splits = keys.Length > Capacity;
        if (splits) tree[long.MinValue] = tree[long.MinValue + 1] = 0;
        foreach (long key in keys) tree[key] = Value.Of(key);
        if (!splits) return;
        tree.Remove(long.MinValue);
        tree.Remove(long.MinValue + 1);
    }

    /// <summary>Looks a key up that is in the tree throughout.</summary>
    internal static void CheckFinds(this BPlusTree<long, long> tree, long key)
    {
        Check.That(tree.TryGetValue(key, out long value), $"the key {key} is in the tree throughout and was not found");
        Value.CheckIsOf(key, value);
    }

    /// <summary>Looks a key up that comes or goes.</summary>
    internal static bool Finds(this BPlusTree<long, long> tree, long key)
    {
        if (!tree.TryGetValue(key, out long value)) return false;
        Value.CheckIsOf(key, value);
        return true;
    }
}
