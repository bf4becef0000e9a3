using System;
using System.Collections.Generic;
using Concurrent.Bench.Data;
using Concurrent.Bench.Peers;

namespace Concurrent.Bench.Workloads;

/// <summary>Reading in order: all entries, or the hundred behind a random key.</summary>
internal sealed class ScanWorkload
{
    /// <summary>Entries read after each seek.</summary>
    public const int SeekLength = 100;

    private readonly BPlusTree<ulong, long> tree = new();
    private readonly LockedSortedDictionary<ulong, long> locked = new();
    private readonly ulong[] starts;
    private int next;

    public ScanWorkload(int entries)
    {
        ulong[] keys = Keys.Random(entries);
        // One after the other: nodes of two trees that lie between each other in memory make each scan pay for the other's pages.
        foreach (ulong key in keys) tree.TryAdd(key, 1);
        foreach (ulong key in keys) locked.TryAdd(key, 1);

        // Only keys that have a hundred entries from themselves on.
        ulong[] ascending = [.. keys];
        Array.Sort(ascending);
        ulong last = ascending[^SeekLength];
        starts = Array.FindAll(Keys.Shuffled(keys), key => key <= last);
    }

    public int Entries => tree.Count;

    /// <summary>Visits every entry; the argument is there for the harness's sake. Returns their number.</summary>
    public long TreeAll(int entries)
    {
        _ = entries;
        long sum = 0;
        foreach (KeyValuePair<ulong, long> entry in tree) sum += entry.Value;
        return sum;
    }

    public long LockedAll(int entries)
    {
        _ = entries;
        return locked.Scan();
    }

    /// <summary>Reads <paramref name="entries"/> entries in pieces of <see cref="SeekLength"/>, each behind a seek to a random key.</summary>
    public long TreeSeek(int entries)
    {
        long read = 0;
        for (int seek = 0; seek < entries / SeekLength; seek++)
        {
            int left = SeekLength;
            foreach (KeyValuePair<ulong, long> entry in tree.EnumerateRange(KeyRange<ulong>.AtLeast(starts[next])))
            {
                read += entry.Value;
                if (--left == 0) break;
            }

            if (++next == starts.Length) next = 0;
        }

        return read;
    }
}
