using System.Collections.Generic;
using System.Threading;

namespace Concurrent.Bench.Peers;

/// <summary>What a .NET program uses without this library: <see cref="SortedDictionary{TKey,TValue}"/> under one lock.</summary>
internal sealed class LockedSortedDictionary<TKey, TValue>(IComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly SortedDictionary<TKey, TValue> entries = new(comparer);
    private readonly Lock gate = new();

    public bool TryGetValue(TKey key, out TValue? value)
    {
        lock (gate) return entries.TryGetValue(key, out value);
    }

    public bool TryAdd(TKey key, TValue value)
    {
        lock (gate) return entries.TryAdd(key, value);
    }

    public bool Remove(TKey key)
    {
        lock (gate) return entries.Remove(key);
    }

    public void Set(TKey key, TValue value)
    {
        lock (gate) entries[key] = value;
    }

    /// <summary>Visits all entries under the lock and counts them.</summary>
    public long Scan()
    {
        long count = 0;
        lock (gate)
        {
            foreach (KeyValuePair<TKey, TValue> _ in entries) count++;
        }

        return count;
    }
}
