using System.Collections.Generic;
using System.Threading;

namespace Concurrent.Bench.Peers;

/// <summary>What a .NET program uses without this library: disjoint ranges in sorted lists, binary search, and a lock for many readers.</summary>
internal sealed class LockedRanges<TKey, TValue>
    where TKey : notnull
{
    private readonly List<TKey> firsts = [];
    private readonly List<TKey> lasts = [];
    private readonly List<TValue> values = [];
    private readonly ReaderWriterLockSlim gate = new();

    public void Append(TKey first, TKey last, TValue value)
    {
        firsts.Add(first);
        lasts.Add(last);
        values.Add(value);
    }

    public bool TryGetValue(TKey key, out TValue? value)
    {
        gate.EnterReadLock();
        try
        {
            int at = Floor(key);
            bool found = at >= 0 && Comparer<TKey>.Default.Compare(key, lasts[at]) <= 0;
            value = found ? values[at] : default;
            return found;
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public void Add(TKey first, TKey last, TValue value)
    {
        gate.EnterWriteLock();
        try
        {
            int at = Floor(first) + 1;
            firsts.Insert(at, first);
            lasts.Insert(at, last);
            values.Insert(at, value);
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    public bool Remove(TKey key)
    {
        gate.EnterWriteLock();
        try
        {
            int at = Floor(key);
            if (at < 0) return false;
            firsts.RemoveAt(at);
            lasts.RemoveAt(at);
            values.RemoveAt(at);
            return true;
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    private int Floor(TKey key)
    {
        int at = firsts.BinarySearch(key);
        return at >= 0 ? at : ~at - 1;
    }
}
