using System;
using Concurrent;

namespace Stress.Scaling;

/// <summary>Dense indices: each second one stays.</summary>
internal sealed class ScaleRadixTree : ScaleTree
{
    private readonly RadixTree<long> tree = new();

    internal ScaleRadixTree(int entries)
        : this(entries, Dense(2 * entries))
    {
    }

    private ScaleRadixTree(int entries, ulong[] keys)
        : base(entries, keys)
    {
        foreach (ulong key in keys.AsSpan(0, entries)) Change(key, add: true);
    }

    /// <summary>The even indices, then the odd ones.</summary>
    private static ulong[] Dense(int count)
    {
        var indices = new ulong[count];
        for (int i = 0; i < count; i++) indices[i] = (ulong)(i < count / 2 ? 2 * i : (2 * (i - (count / 2))) + 1);
        return indices;
    }

    internal override string Name => "radix tree";

    protected override long LookUp(ulong[] order, int count, ref int position)
    {
        RadixTree<long> tree = this.tree;
        int next = position;
        long right = 0;
        for (int i = 0; i < count; i++)
        {
            ulong key = order[next];
            if (tree.TryGetValue(key, out long value) && value == (long)key) right++;
            if (++next == order.Length) next = 0;
        }

        position = next;
        return right;
    }

    protected override void Change(ulong key, bool add)
    {
        if (add) tree.Store(key, (long)key, out _);
        else tree.Remove(key);
    }
}
