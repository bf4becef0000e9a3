using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Many look-ups at once: a group of them goes down level by level, so that the cache misses of all its lanes are under way together. As <c>ManyReader</c> of the B+ tree.</summary>
internal static class ManyRangeReader<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private const int Lanes = NodeLanes.Length;

    /// <summary>Keys that are looked up in one read section, so that a long list does not keep grace periods waiting.</summary>
    internal const int SectionLength = 256;

    /// <summary>Looks up all of the keys; inside a section where there is one.</summary>
    /// <returns>How many were found.</returns>
    internal static int Get(ref Node? root, ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
    {
        int total = 0;
        for (int at = 0; at < keys.Length; at += Lanes)
        {
            int lanes = Math.Min(Lanes, keys.Length - at);
            total += GetGroup(ref root, keys.Slice(at, lanes), values.Slice(at, lanes), found.Slice(at, lanes));
        }

        return total;
    }

    private static int GetGroup(ref Node? root, ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
    {
        NodeLanes nodes = default;
        PlaceLanes places;
        Unsafe.SkipInit(out places);
        ref Lane lane = ref Unsafe.As<NodeLanes, Lane>(ref nodes);
        ref int place = ref Unsafe.As<PlaceLanes, int>(ref places);
        int lanes = keys.Length;
        Node top = Publication.Load(ref root);
        int level = top.Level;
        if (level > 0)
        {
            // The root is in the cache, and all lanes stand in it: one step without lanes.
            var inner = Unsafe.As<InnerNode<TKey>>(top);
            for (int i = 0; i < lanes; i++) Step(ref Unsafe.Add(ref lane, i), inner.Child(inner.Route(keys[i], comparer: null)), level);
            level--;
        }
        else
        {
            for (int i = 0; i < lanes; i++) Unsafe.Add(ref lane, i).Node = top;
        }

        // All children of a node are one level below it, so the lanes arrive at the leaves together.
        for (; level > 0; level--)
        {
            Debug.Assert(level <= NodeLayout.MaxHeight, "R1: a recycled node was reached");
            for (int i = 0; i < lanes; i++)
            {
                var inner = Unsafe.As<InnerNode<TKey>>(Unsafe.Add(ref lane, i).Node!);
                int at = inner.Route(keys[i], comparer: null);
                Unsafe.Add(ref place, i) = at;
                Prefetch.One(ref inner.ChildSlot(at));
            }

            for (int i = 0; i < lanes; i++)
            {
                Step(ref Unsafe.Add(ref lane, i), Unsafe.As<InnerNode<TKey>>(Unsafe.Add(ref lane, i).Node!).Child(Unsafe.Add(ref place, i)), level);
            }
        }

        for (int i = 0; i < lanes; i++)
        {
            var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(Unsafe.Add(ref lane, i).Node!);
            int index = MapleReader<TKey, TValue>.IndexOf(leaf, keys[i]);
            if (!leaf.IsPresent(index)) index = -1;
            else Prefetch.One(ref leaf.Value(index));
            Unsafe.Add(ref place, i) = index;
        }

        int count = 0;
        for (int i = 0; i < lanes; i++)
        {
            int index = Unsafe.Add(ref place, i);
            bool isThere = index >= 0;
            found[i] = isThere;
            values[i] = isThere ? AtomicSlot<TValue>.Read(ref Unsafe.As<RangeLeaf<TKey, TValue>>(Unsafe.Add(ref lane, i).Node!).Value(index)) : default!;
            if (isThere) count++;
        }

        return count;
    }

    /// <summary>Goes down to a child, and asks for what a search there will read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(ref Lane lane, Node child, int level)
    {
        if (level > 1)
        {
            lane.StepToInner<TKey>(child);
            return;
        }

        lane.Node = child;
        Prefetch.Header(child, ref Unsafe.As<RangeLeaf<TKey, TValue>>(child).LastSlots);
    }
}
