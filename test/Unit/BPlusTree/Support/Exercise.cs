using System;
using System.Collections.Generic;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Takes a tree of any key and value type through its life: fill, overwrite, thin out, refill, empty, with a snapshot of each stage.</summary>
internal static class Exercise
{
    /// <summary>Runs the life of a tree with the keys in ascending, descending and shuffled order.</summary>
    public static void Run<TKey, TValue>(
        TKey[] keys, Func<int, TValue> valueOf, int capacity = 4, IComparer<TKey>? comparer = null, TKey[]? absent = null, int seed = 1)
        where TKey : notnull
    {
        var order = comparer ?? NaturalOrder<TKey>();
        var ascending = (TKey[])keys.Clone();
        Array.Sort(ascending, order);
        var descending = (TKey[])ascending.Clone();
        Array.Reverse(descending);
        foreach (var arrangement in new[] { ascending, descending, TreeOf.Shuffled(keys, seed) })
        {
            Life(arrangement, valueOf, TreeOf.Empty<TKey, TValue>(capacity, comparer), order, absent ?? [], seed);
        }
    }

    public static IComparer<TKey> NaturalOrder<TKey>()
        => typeof(TKey) == typeof(string) ? (IComparer<TKey>)(object)StringComparer.Ordinal : Comparer<TKey>.Default;

    private static void Life<TKey, TValue>(
        TKey[] keys, Func<int, TValue> valueOf, BPlusTree<TKey, TValue> tree, IComparer<TKey> order, TKey[] absent, int seed)
        where TKey : notnull
    {
        var model = new SortedDictionary<TKey, TValue>(order);
        TKey[] probes = [.. keys, .. absent];
        var stages = new List<(BPlusTreeSnapshot<TKey, TValue> Snapshot, Expected<TKey, TValue> Expected)>();
        void Stage()
        {
            TreeAssert.Matches(tree, model, probes);
            stages.Add((tree.Snapshot(), new(model)));
        }

        Stage();
        for (int i = 0; i < keys.Length; i++)
        {
            var value = valueOf(i);
            Assert.Equal(model.TryAdd(keys[i], value), tree.TryAdd(keys[i], value));
            Assert.False(tree.TryAdd(keys[i], valueOf(-1)));
            if (i == keys.Length / 2) Stage();
        }

        Stage();
        for (int i = 0; i < keys.Length; i += 2) tree[keys[i]] = model[keys[i]] = valueOf(i + 1_000);
        Stage();
        var leaving = TreeOf.Shuffled(keys, seed + 1);
        for (int i = 0; i < leaving.Length / 2; i++) Leave(leaving[i]);
        Stage();
        for (int i = 0; i < keys.Length; i++) Assert.Equal(model.TryAdd(keys[i], valueOf(i + 2_000)), tree.TryAdd(keys[i], valueOf(i + 2_000)));
        Stage();
        foreach (var key in keys) Leave(key);
        Stage();
        Assert.True(tree.IsEmpty);
        foreach (var (snapshot, expected) in stages) TreeAssert.Matches(snapshot, expected, probes);

        void Leave(TKey key)
        {
            bool present = model.Remove(key, out var gone);
            Assert.Equal(present, tree.TryRemove(key, out var removed));
            Assert.Equal(gone, removed);
        }
    }
}
