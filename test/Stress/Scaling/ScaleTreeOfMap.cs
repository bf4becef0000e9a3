using System;
using Concurrent.Bench.Data;

namespace Stress.Scaling;

/// <summary>The loops, compiled for each tree.</summary>
internal sealed class ScaleTree<TMap> : ScaleTree
    where TMap : struct, IScaleMap
{
    private readonly TMap map;
    private readonly ulong[] order;
    private readonly ulong[] others;

    internal ScaleTree(string name, TMap map, int entries, ulong[] keys)
    {
        Name = name;
        this.map = map;
        foreach (ulong key in keys.AsSpan(0, entries)) map.Set(key, (long)key);
        // In another order than they were put in, which is how nodes lie in memory.
        order = Keys.Shuffled(keys[..entries]);
        others = keys[entries..];
    }

    internal override string Name { get; }

    internal override int Entries => order.Length;

    internal override long LookUp(int count, ref int position)
    {
        TMap map = this.map;
        ulong[] order = this.order;
        int next = position;
        long right = 0;
        for (int i = 0; i < count; i++)
        {
            ulong key = order[next];
            if (map.TryGet(key, out long value) && value == (long)key) right++;
            if (++next == order.Length) next = 0;
        }

        position = next;
        return right;
    }

    internal override void Change(int count, ref int position)
    {
        int next = position;
        for (int i = 0; i < count; i++)
        {
            ulong key = others[next % others.Length];
            if (next / others.Length % 2 == 0) map.Set(key, (long)key);
            else map.Remove(key);
            next = (next + 1) & int.MaxValue;
        }

        position = next;
    }
}
