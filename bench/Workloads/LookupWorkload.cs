using System;
using Concurrent.Bench.Data;
using Concurrent.Bench.Peers;

namespace Concurrent.Bench.Workloads;

/// <summary>
/// Lookups of present random keys, in an order that has nothing to do with the order of insertion. Each method returns how many it found,
/// and goes on behind the caller's <c>position</c>, so that several threads can share a workload.
/// </summary>
internal sealed class LookupWorkload
{
    private readonly ulong[] order;
    private readonly BPlusTree<ulong, long>? tree;
    private readonly LockedSortedDictionary<ulong, long>? locked;

    public LookupWorkload(int entries, bool tree = true, bool locked = true)
    {
        ulong[] keys = Keys.Random(entries);
        this.order = Keys.Shuffled(keys);
        if (tree)
        {
            this.tree = new BPlusTree<ulong, long>();
            foreach (ulong key in keys) this.tree.TryAdd(key, (long)key);
        }

        if (locked)
        {
            this.locked = new LockedSortedDictionary<ulong, long>();
            foreach (ulong key in keys) this.locked.TryAdd(key, (long)key);
        }
    }

    public int Entries => order.Length;

    public long Tree(int lookups, ref int position)
    {
        BPlusTree<ulong, long> tree = this.tree ?? throw new InvalidOperationException("built without the tree");
        ulong[] order = this.order;
        int next = position;
        long found = 0;
        for (int i = 0; i < lookups; i++)
        {
            ulong key = order[next];
            if (tree.TryGetValue(key, out long value) && value == (long)key) found++;
            if (++next == order.Length) next = 0;
        }

        position = next;
        return found;
    }

    public long Locked(int lookups, ref int position)
    {
        LockedSortedDictionary<ulong, long> locked = this.locked ?? throw new InvalidOperationException("built without the dictionary");
        ulong[] order = this.order;
        int next = position;
        long found = 0;
        for (int i = 0; i < lookups; i++)
        {
            ulong key = order[next];
            if (locked.TryGetValue(key, out long value) && value == (long)key) found++;
            if (++next == order.Length) next = 0;
        }

        position = next;
        return found;
    }
}
