using System;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>
/// Writes to a tree of constant size: overwriting the values of random present keys, and taking a random key out while another goes in.
/// Each method returns how many writes (or pairs) did what they should.
/// </summary>
internal sealed class WriteWorkload<TValue>
{
    // One key in so many is absent at any time. A key that was taken out stays out that long, so that neither its leaf is still
    // in the processor's cache when it comes back, nor the room that it left behind.
    private const int AbsentShare = 16;

    private readonly BPlusTree<ulong, TValue> tree;
    private readonly Func<long, TValue> value;
    private readonly int entries;

    // All keys in random order, as a ring. Present are those from `first` on, `entries` of them.
    private readonly ulong[] ring;
    private int first;
    private int next;
    private long written;

    public WriteWorkload(int entries, bool recycle, Func<long, TValue> value)
    {
        this.entries = entries;
        this.value = value;
        tree = new BPlusTree<ulong, TValue>(new BPlusTreeOptions<ulong, TValue> { RecycleNodes = recycle });
        ring = Keys.Shuffled(Keys.Random(entries + (entries / AbsentShare)));

        // Filled in another order than it is written to, in which leaves would lie side by side in memory.
        var present = new ulong[entries];
        Array.Copy(ring, present, entries);
        foreach (ulong key in Keys.Shuffled(present)) tree.TryAdd(key, value(0));
    }

    public long Overwrite(int writes)
    {
        for (int i = 0; i < writes; i++)
        {
            tree[ring[Place(next)]] = value(++written);
            if (++next == entries) next = 0;
        }

        return writes;
    }

    /// <summary>Removes one random key and adds another; the two are in different leaves.</summary>
    public long AddRemove(int pairs)
    {
        long done = 0;
        for (int i = 0; i < pairs; i++)
        {
            // Both, whatever the first answers: the tree keeps its size.
            if (tree.Remove(ring[first]) & tree.TryAdd(ring[Place(entries)], value(++written))) done++;
            first = Place(1);
        }

        return done;
    }

    private int Place(int offset)
    {
        int place = first + offset;
        return place < ring.Length ? place : place - ring.Length;
    }
}
