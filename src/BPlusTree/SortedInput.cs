using System;
using System.Collections.Generic;
using System.Linq;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Entries that the caller handed over, copied, their keys checked and put into the tree's form, in the order of the tree. Everything that runs user code is done with here (W1).</summary>
internal static class SortedInput
{
    /// <summary>Copies and sorts. O(m) when the entries ascend already, else O(m log m). Stable: of equal keys the one given last comes last.</summary>
    /// <exception cref="ArgumentException">A key is null.</exception>
    internal static KeyValuePair<TKey, TValue>[] Of<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries, IComparer<TKey>? comparer, string parameter)
        where TKey : notnull
    {
        KeyValuePair<TKey, TValue>[] sorted = Copied(entries);
        bool ascending = true;
        for (int i = 0; i < sorted.Length; i++)
        {
            (TKey key, TValue value) = sorted[i];
            if (key is null) ThrowNullKey(i, parameter);
            key = KeySearch.Normalize(key!, comparer);
            sorted[i] = new KeyValuePair<TKey, TValue>(key, value);
            ascending = ascending && (i == 0 || KeySearch.Compare(sorted[i - 1].Key, key, comparer) <= 0);
        }

        return ascending ? sorted : MergeSort(sorted, comparer);
    }

    internal static void ThrowNullKey(long position, string parameter) => throw new ArgumentException($"The key at position {position} is null.", parameter);

    /// <summary>The place of the first entry whose key equals that of the one before it, or -1.</summary>
    internal static int IndexOfRepeated<TKey, TValue>(KeyValuePair<TKey, TValue>[] sorted, IComparer<TKey>? comparer)
    {
        for (int i = 1; i < sorted.Length; i++)
        {
            if (KeySearch.AreEqual(sorted[i - 1].Key, sorted[i].Key, comparer)) return i;
        }

        return -1;
    }

    /// <summary>What is enumerated. A collection that others change, such as a live tree, may count more or fewer entries than it copies a moment later: counting first and copying then, as
    /// the framework does, would take empty places for entries.</summary>
    private static KeyValuePair<TKey, TValue>[] Copied<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    {
        if (entries is KeyValuePair<TKey, TValue>[] array) return array.AsSpan().ToArray();
        if (entries is List<KeyValuePair<TKey, TValue>> list) return list.ToArray();
        KeyValuePair<TKey, TValue>[] copy = entries.TryGetNonEnumeratedCount(out int expected) && expected > 0 ? new KeyValuePair<TKey, TValue>[expected] : [];
        int count = 0;
        foreach (KeyValuePair<TKey, TValue> entry in entries)
        {
            if (count == copy.Length) Array.Resize(ref copy, Math.Max(count + 4, (int)Math.Min(2L * count, Array.MaxLength)));
            copy[count++] = entry;
        }

        if (count != copy.Length) Array.Resize(ref copy, count);
        return copy;
    }

    /// <summary>Bottom-up. Array.Sort is not stable, and hides what a comparer throws in an exception of its own.</summary>
    private static KeyValuePair<TKey, TValue>[] MergeSort<TKey, TValue>(KeyValuePair<TKey, TValue>[] from, IComparer<TKey>? comparer)
    {
        var to = new KeyValuePair<TKey, TValue>[from.Length];
        for (long width = 1; width < from.Length; width *= 2)
        {
            for (long start = 0; start < from.Length; start += 2 * width)
            {
                int middle = (int)long.Min(start + width, from.Length), end = (int)long.Min(start + (2 * width), from.Length);
                int left = (int)start, right = middle;
                for (int at = (int)start; at < end; at++)
                {
                    bool takeLeft = right == end || (left < middle && KeySearch.Compare(from[left].Key, from[right].Key, comparer) <= 0);
                    to[at] = takeLeft ? from[left++] : from[right++];
                }
            }

            (from, to) = (to, from);
        }

        return from;
    }
}
