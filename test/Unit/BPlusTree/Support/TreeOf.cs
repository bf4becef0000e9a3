using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Builds the trees under test. A small logical node capacity reaches splits, merges and tall trees with few entries.</summary>
internal static class TreeOf
{
    /// <summary>Stands for the node layout's own capacity.</summary>
    public const int FullCapacity = 0;

    public static BPlusTreeOptions<TKey, TValue> Options<TKey, TValue>(
        int capacity = 4, IComparer<TKey>? comparer = null, RcuDomain? domain = null, bool recycle = true)
        where TKey : notnull
    {
        var options = new BPlusTreeOptions<TKey, TValue> { Comparer = comparer, Domain = domain, RecycleNodes = recycle };
        return capacity == FullCapacity ? options : options with { NodeCapacity = capacity };
    }

    public static BPlusTree<TKey, TValue> Empty<TKey, TValue>(
        int capacity = 4, IComparer<TKey>? comparer = null, RcuDomain? domain = null, bool recycle = true)
        where TKey : notnull
        => new(Options<TKey, TValue>(capacity, comparer, domain, recycle));

    /// <summary>A tree of the given keys, each with ten times itself as its value.</summary>
    public static BPlusTree<int, int> Tens(params int[] keys) => Tens(4, null, keys);

    public static BPlusTree<int, int> Tens(int capacity, IComparer<int>? comparer, params int[] keys)
    {
        var tree = Empty<int, int>(capacity, comparer);
        foreach (int key in keys) Assert.True(tree.TryAdd(key, key * 10));
        return tree;
    }

    /// <summary>The integers first, first + step, ... (count of them).</summary>
    public static int[] Keys(int count, int first = 0, int step = 1)
    {
        var keys = new int[count];
        for (int i = 0; i < count; i++) keys[i] = first + i * step;
        return keys;
    }

    public static T[] Shuffled<T>(IReadOnlyCollection<T> items, int seed)
    {
        var shuffled = new T[items.Count];
        int i = 0;
        foreach (var item in items) shuffled[i++] = item;
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}

/// <summary>The logical node capacities that a theory runs at: the smallest, an odd one, a middle one, and the layout's own.</summary>
internal static class Capacities
{
    public static TheoryData<int> All => new() { 4, 5, 8, TreeOf.FullCapacity };

    public static TheoryData<int> SmallestAndFull => new() { 4, TreeOf.FullCapacity };
}
