using System;
using System.Collections.Generic;
using System.Threading;

namespace Stress.Engine;

/// <summary>A worker's counters. Counted by the worker, read by the table.</summary>
internal sealed class CounterSet
{
    private sealed class Entry(string name)
    {
        internal readonly string Name = name;
        internal long Value;
    }

    private Entry[] entries = [];

    internal void Add(string name, long by)
    {
        // Names are literals, so nearly always the first comparison, of references, decides.
        foreach (Entry entry in entries)
        {
            if (!ReferenceEquals(entry.Name, name)) continue;
            Volatile.Write(ref entry.Value, entry.Value + by);
            return;
        }

        AddSlowly(name, by);
    }

    private void AddSlowly(string name, long by)
    {
        Entry? entry = Array.Find(entries, e => e.Name == name);
        if (entry is null)
        {
            entry = new Entry(name);
            Volatile.Write(ref entries, [.. entries, entry]);
        }

        Volatile.Write(ref entry.Value, entry.Value + by);
    }

    /// <summary>Adds the counts to <paramref name="sums"/>.</summary>
    internal void AddTo(IDictionary<string, long> sums)
    {
        foreach (Entry entry in Volatile.Read(ref entries))
        {
            sums.TryGetValue(entry.Name, out long before);
            sums[entry.Name] = before + Volatile.Read(ref entry.Value);
        }
    }
}
