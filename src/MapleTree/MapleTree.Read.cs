using System;
using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <summary>Gets the value of a key, or stores a value at this one key. O(log n); the getter never blocks, the setter waits for other writers; linearizable.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is there (get).</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch (set).</exception>
    public TValue this[TKey key]
    {
        get => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"Nothing is at the key '{key}'.");
        set => Store(key, value);
    }

    /// <summary>Whether there is a value at a key. O(log n), lock-free, linearizable, allocates nothing.</summary>
    public bool ContainsKey(TKey key)
    {
        using ReadSection section = domain.EnterRead();
        return MapleReader<TKey, TValue>.Contains(ref root, key);
    }

    /// <summary>Whether there is a value anywhere from <paramref name="first"/> to <paramref name="last"/>. O(log n), lock-free, linearizable, allocates nothing, however wide the window is.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public bool AnyIn(TKey first, TKey last)
    {
        RangeWindow<TKey>.ThrowIfReversed(first, last);
        using ReadSection section = domain.EnterRead();
        return !MapleReader<TKey, TValue>.IsFree(ref root, first, last);
    }

    /// <summary>Looks up many keys at once, in any order, also repeated ones. Lock-free; allocates nothing.</summary>
    /// <remarks>
    /// O(log n) each, but two to three times as fast as single look-ups where the tree does not fit into the cache: the misses of 32 keys at a time overlap.
    /// Each look-up is linearizable by itself; together they are not a snapshot. A section covers 256 keys at most.
    /// </remarks>
    /// <param name="keys">The keys.</param>
    /// <param name="values">Gets the value of each key, or default where there is none. May be longer than <paramref name="keys"/>; the rest is left alone. Must not overlap it.</param>
    /// <param name="found">Gets for each key whether there is a value. May be longer.</param>
    /// <returns>How many of the keys have a value.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
    {
        ManyArguments.Check(keys.Length, "keys", values, found);
        int total = 0;
        for (int at = 0; at < keys.Length; at += ManyRangeReader<TKey, TValue>.SectionLength)
        {
            int length = Math.Min(ManyRangeReader<TKey, TValue>.SectionLength, keys.Length - at);
            using ReadSection section = domain.EnterRead();
            total += ManyRangeReader<TKey, TValue>.Get(ref root, keys.Slice(at, length), values.Slice(at, length), found.Slice(at, length));
        }

        return total;
    }
}
