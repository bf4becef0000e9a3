using System;
using System.Diagnostics;
using System.Numerics;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>The writer's bench for leaves: the neighbouring entries that one or two of them will be made of.</summary>
internal sealed class RangeAssembly<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>What is left of two leaves, one of their neighbours, and three new entries.</summary>
    private const int Room = 3 * NodeLayout.LeafCapacity + 3;

    private readonly TKey[] lasts = new TKey[Room];
    private readonly TValue[] values = new TValue[Room];
    private readonly bool[] present = new bool[Room];
    private TKey first;

    internal int Count { get; private set; }

    internal void Begin(TKey firstKey)
    {
        Debug.Assert(Count == 0, "The bench is cleared after each use");
        first = firstKey;
    }

    internal void Add(TKey last, bool isPresent, TValue value)
    {
        lasts[Count] = last;
        present[Count] = isPresent;
        values[Count++] = value;
    }

    internal void Add(RangeLeaf<TKey, TValue> leaf, int from, int count)
    {
        leaf.Lasts.Slice(from, count).CopyTo(lasts.AsSpan(Count));
        leaf.Values.Slice(from, count).CopyTo(values.AsSpan(Count));
        for (int i = 0; i < count; i++) present[Count + i] = leaf.IsPresent(from + i);
        Count += count;
    }

    /// <summary>Makes <paramref name="leaf"/>, which nobody else can see, hold <paramref name="count"/> of the entries.</summary>
    internal void FillInto(RangeLeaf<TKey, TValue> leaf, int from, int count)
    {
        lasts.AsSpan(from, count).CopyTo(leaf.Lasts);
        values.AsSpan(from, count).CopyTo(leaf.Values);
        if (leaf.Count > count) leaf.Values[count..leaf.Count].Clear(); // a leaf of a batch that shrinks in place
        uint bits = 0;
        for (int i = 0; i < count; i++) bits |= (present[from + i] ? 1u : 0) << i;
        leaf.First = from == 0 ? first : lasts[from - 1] + TKey.One;
        leaf.Present = bits;
        leaf.Count = count;
    }

    /// <summary>Forgets everything: a reference left here would keep a value alive.</summary>
    internal void Clear()
    {
        Array.Clear(values, 0, Count);
        Count = 0;
    }
}
