using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Bench.Workloads;

/// <summary>Writes to a tree of constant size, one by one and in groups that become visible at once. Each method returns how many writes did what they should.</summary>
internal sealed class GroupedWriteWorkload<TKey>
    where TKey : notnull
{
    private readonly BPlusTree<TKey, long> tree = new();
    private readonly TKey[] order;
    private readonly TKey[] ascending;
    private readonly int group;
    private int next;
    private long written;

    /// <param name="order">All keys, in the order in which they are written.</param>
    /// <param name="ascending">The same, ascending.</param>
    /// <param name="group">Writes that become visible at once.</param>
    public GroupedWriteWorkload(TKey[] order, TKey[] ascending, int group)
    {
        this.order = order;
        this.ascending = ascending;
        this.group = group;
        tree.AddRange(order.Reverse().Select(key => new KeyValuePair<TKey, long>(key, 0)));
    }

    public long OneByOne(int writes)
    {
        for (int i = 0; i < writes; i++) tree[order[Next()]] = ++written;
        return writes;
    }

    public long Batch(int writes)
    {
        for (int left = writes; left > 0; left -= group)
        {
            using BPlusTree<TKey, long>.Batch batch = tree.BeginBatch();
            for (int i = 0; i < Math.Min(left, group); i++) batch[order[Next()]] = ++written;
            batch.Commit();
        }

        return writes;
    }

    public long SetRange(int writes)
    {
        for (int left = writes; left > 0; left -= group)
        {
            var entries = new KeyValuePair<TKey, long>[Math.Min(left, group)];
            for (int i = 0; i < entries.Length; i++) entries[i] = new KeyValuePair<TKey, long>(order[Next()], ++written);
            if (tree.SetRange(entries) != 0) return 0;
        }

        return writes;
    }

    /// <summary>Removes neighbouring keys and adds them again, one by one.</summary>
    public long RemoveSingle(int keys)
    {
        long done = 0;
        for (int left = keys; left > 0; left -= group)
        {
            int from = Stretch(), count = Math.Min(left, group);
            for (int i = 0; i < count; i++)
            {
                if (tree.Remove(ascending[from + i])) done++;
            }

            for (int i = 0; i < count; i++) tree.TryAdd(ascending[from + i], i);
        }

        return done;
    }

    /// <summary>Removes neighbouring keys and adds them again, each by one call.</summary>
    public long RemoveRange(int keys)
    {
        long done = 0;
        for (int left = keys; left > 0; left -= group)
        {
            int from = Stretch(), count = Math.Min(left, group);
            done += tree.RemoveRange(KeyRange<TKey>.Inclusive(ascending[from], ascending[from + count - 1]));
            var entries = new KeyValuePair<TKey, long>[count];
            for (int i = 0; i < count; i++) entries[i] = new KeyValuePair<TKey, long>(ascending[from + i], i);
            tree.AddRange(entries);
        }

        return done;
    }

    /// <summary>Takes the first entry and puts it back.</summary>
    public long Pop(int pops)
    {
        long done = 0;
        for (int i = 0; i < pops; i++)
        {
            if (tree.TryRemoveFirst(out TKey? key, out long value) && tree.TryAdd(key, value + 1)) done++;
        }

        return done;
    }

    private int Stretch()
    {
        next = (next + (7 * group)) % (order.Length - group);
        return next;
    }

    private int Next()
    {
        if (next == order.Length) next = 0;
        return next++;
    }
}
