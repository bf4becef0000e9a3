using System;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Radix trees of a few entries; each value follows from its index.</summary>
internal static class SmallRadix
{
    /// <summary>What writers store; no index has it to begin with.</summary>
    internal const long New = 1;

    /// <summary>A tree that leaves replaced nodes to the collector: no reclaimer runs, and all steps are those of readers and writers.</summary>
    internal static RadixTree<long> Of(World world, params ReadOnlySpan<ulong> indices)
    {
        var tree = new RadixTree<long>(new RadixTreeOptions<long> { Domain = Given.Domain(world), RecycleNodes = false, TagCount = 1 });
        foreach (ulong index in indices) tree[index] = Old(index);
        return tree;
    }

    /// <summary>A tree that recycles its nodes one by one: what comes back too early comes back at once.</summary>
    internal static RadixTree<long> Recycling(World world, params ReadOnlySpan<ulong> indices)
    {
        var pool = new RadixTreePool<long>(Given.Domain(world), new NodePoolOptions { BagSize = 1 });
        var tree = new RadixTree<long>(new RadixTreeOptions<long> { Pool = pool, TagCount = 1 });
        foreach (ulong index in indices) tree[index] = Old(index);
        return tree;
    }

    /// <summary>The value of an index to begin with.</summary>
    internal static long Old(ulong index) => Value.Of((long)index);

    /// <summary>Stores the values of many indices side by side.</summary>
    internal static RadixTree<long> Fill(this RadixTree<long> tree, ulong first, ulong last)
    {
        for (ulong index = first; index <= last; index++) tree[index] = Old(index);
        return tree;
    }

    /// <summary>Looks up an index whose value nobody changes.</summary>
    internal static void CheckHolds(this RadixTree<long> tree, ulong index)
    {
        Check.That(tree.TryGetValue(index, out long value), $"the index {index} holds a value throughout, and none was found");
        Check.Equal(Old(index), value, $"the value at {index}, which nobody changes");
    }

    /// <summary>Looks up an index whose value comes or goes.</summary>
    internal static bool Finds(this RadixTree<long> tree, ulong index)
    {
        if (!tree.TryGetValue(index, out long value)) return false;
        Check.Equal(Old(index), value, $"the value at {index}, as long as there is one");
        return true;
    }
}
