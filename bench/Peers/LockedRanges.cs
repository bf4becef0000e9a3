using System.Collections.Generic;
using System.Numerics;
using System.Threading;

namespace Concurrent.Bench.Peers;

/// <summary>What a .NET program uses without this library: disjoint ranges in sorted lists, binary search, and a lock for many readers.</summary>
internal sealed class LockedRanges<TKey, TValue>
    where TKey : struct, IBinaryInteger<TKey>
{
    private readonly List<TKey> firsts = [];
    private readonly List<TKey> lasts = [];
    private readonly List<TValue> values = [];
    private readonly ReaderWriterLockSlim gate = new();
    private List<TKey> savedFirsts = [];
    private List<TKey> savedLasts = [];
    private List<TValue> savedValues = [];
    private (TKey Last, TValue Value) saved;

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

    /// <summary>The lowest gap of a size from a key on, found by looking at one after the other.</summary>
    public bool TryAllocate(TKey size, TKey from, TValue value, out TKey first)
    {
        gate.EnterWriteLock();
        try
        {
            for (int i = int.Max(Floor(from), 0); i + 1 < firsts.Count; i++)
            {
                first = TKey.Max(from, lasts[i] + TKey.One);
                if (firsts[i + 1] < first || firsts[i + 1] - first < size) continue;
                firsts.Insert(i + 1, first);
                lasts.Insert(i + 1, first + size - TKey.One);
                values.Insert(i + 1, value);
                return true;
            }

            first = default;
            return false;
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    /// <summary>One range in place of so many, the first of which begins at its first key; <see cref="Uncover"/> takes that back.</summary>
    public void Cover(TKey first, TKey last, TValue value, int covered)
    {
        gate.EnterWriteLock();
        try
        {
            int at = Floor(first);
            // As collections, so that each list moves what is behind them once.
            savedFirsts = firsts.GetRange(at + 1, covered - 1);
            savedLasts = lasts.GetRange(at + 1, covered - 1);
            savedValues = values.GetRange(at + 1, covered - 1);
            saved = (lasts[at], values[at]);
            firsts.RemoveRange(at + 1, covered - 1);
            lasts.RemoveRange(at + 1, covered - 1);
            values.RemoveRange(at + 1, covered - 1);
            (lasts[at], values[at]) = (last, value);
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }

    public void Uncover(TKey first)
    {
        gate.EnterWriteLock();
        try
        {
            int at = Floor(first);
            (lasts[at], values[at]) = saved;
            firsts.InsertRange(at + 1, savedFirsts);
            lasts.InsertRange(at + 1, savedLasts);
            values.InsertRange(at + 1, savedValues);
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
