using System;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>
/// Writes to a tree of constant size: overwriting the values of random present keys, and taking a random key out while a new one goes in.
/// Each method returns how many writes (or pairs) did what they should.
/// </summary>
internal sealed class WriteWorkload<TValue>
{
    private readonly BPlusTree<ulong, TValue> tree;
    private readonly ulong[] keys;
    private readonly Func<long, TValue> value;
    private ulong spare;
    private int next;
    private long written;

    public WriteWorkload(int entries, bool recycle, Func<long, TValue> value)
    {
        this.value = value;
        tree = new BPlusTree<ulong, TValue>(new BPlusTreeOptions<ulong, TValue> { RecycleNodes = recycle });
        ulong[] keys = Keys.Random(entries + 1);
        spare = keys[entries];
        Array.Resize(ref keys, entries);
        foreach (ulong key in keys) tree.TryAdd(key, value(0));
        this.keys = Keys.Shuffled(keys);
    }

    public long Overwrite(int writes)
    {
        for (int i = 0; i < writes; i++)
        {
            tree[keys[next]] = value(++written);
            if (++next == keys.Length) next = 0;
        }

        return writes;
    }

    /// <summary>Removes one random key and adds another, in different leaves; the key taken out goes in with the next pair.</summary>
    public long AddRemove(int pairs)
    {
        long done = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong leaving = keys[next];
            if (tree.Remove(leaving) & tree.TryAdd(spare, value(++written))) done++;
            keys[next] = spare;
            spare = leaving;
            if (++next == keys.Length) next = 0;
        }

        return done;
    }
}
