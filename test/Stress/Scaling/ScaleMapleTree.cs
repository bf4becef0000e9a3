using System;
using Concurrent;
using Concurrent.Bench.Data;

namespace Stress.Scaling;

/// <summary>Random 64-bit keys, each a range of its own.</summary>
internal sealed class ScaleMapleTree : ScaleTree
{
    private readonly MapleTree<ulong, long> tree = new();

    internal ScaleMapleTree(int entries)
        : this(entries, Keys.Random(2 * entries))
    {
    }

    private ScaleMapleTree(int entries, ulong[] keys)
        : base(entries, keys)
    {
        foreach (ulong key in keys.AsSpan(0, entries)) Change(key, add: true);
    }

    internal override string Name => "maple tree";

    protected override long LookUp(ulong[] order, int count, ref int position)
    {
        MapleTree<ulong, long> tree = this.tree;
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
        if (add) tree.Store(key, (long)key);
        else tree.RemoveRange(key, key);
    }
}
