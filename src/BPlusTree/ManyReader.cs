using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Many look-ups at once: a group of them goes down level by level, so that the cache misses of all its lanes are under way together.</summary>
/// <remarks>
/// After "AMAC" (Kocberber, Falsafi, Grot, VLDB 2015) and group prefetching (Chen, Ailamaki, Gibbons, Mowry, ICDE 2004), of which it is the simpler one: all lanes make the same step.
/// A lane is the look-up of <see cref="TreeReader{TKey,TValue}"/> stretched in time: the root, one child slot a level, the count, the keys, the value slot, in that order.
/// That the root is loaded once for the group changes nothing: all of it happens within the call, so each look-up is linearizable. The lanes together are not a snapshot.
/// </remarks>
internal static class ManyReader<TKey, TValue>
{
    private const int Lanes = NodeLanes.Length;

    /// <summary>Keys that are looked up in one read section, so that a long list does not keep grace periods waiting.</summary>
    internal const int SectionLength = 256;

    /// <summary>Refuses spans that are too short, and null keys, before anything is written.</summary>
    internal static void Check(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
    {
        ManyArguments.Check(keys.Length, "keys", values, found);
        if (typeof(TKey).IsValueType) return;
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] is null) throw new ArgumentNullException(nameof(keys), $"The key at index {i} is null.");
        }
    }

    /// <summary>Looks up all of the keys; inside a section where there is one.</summary>
    /// <returns>How many were found.</returns>
    internal static int Get(ref Node? root, ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found, IComparer<TKey>? comparer)
    {
        if (!typeof(TKey).IsValueType && !IsLarge(Publication.Load(ref root))) return GetOneByOne(ref root, keys, values, found, comparer);
        int total = 0;
        for (int at = 0; at < keys.Length; at += Lanes)
        {
            int lanes = Math.Min(Lanes, keys.Length - at);
            total += typeof(TKey).IsValueType && comparer is null
                ? GetNatural(ref root, keys.Slice(at, lanes), values.Slice(at, lanes), found.Slice(at, lanes))
                : GetCompared(ref root, keys.Slice(at, lanes), values.Slice(at, lanes), found.Slice(at, lanes), comparer);
        }

        return total;
    }

    /// <summary>Whether a tree is so large that most compares of keys that are objects miss the cache: from about 200,000 entries on. Below that the steps of the lanes cost more than they hide.</summary>
    private static bool IsLarge(Node top) => top.Level > 3 || (top.Level == 3 && top.Count >= NodeLayout.InnerCapacity / 2);

    private static int GetOneByOne(ref Node? root, ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found, IComparer<TKey>? comparer)
    {
        int total = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            found[i] = TreeReader<TKey, TValue>.TryGet(ref root, keys[i], comparer, out TValue? value);
            values[i] = value!;
            if (found[i]) total++;
        }

        return total;
    }

    // Two copies of the code: where no comparer can be called, everything stays in registers.
    private static int GetNatural(ref Node? root, ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found) => GetGroup(ref root, keys, values, found, comparer: null);

    private static int GetCompared(ref Node? root, ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found, IComparer<TKey>? comparer) =>
        GetGroup(ref root, keys, values, found, comparer);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int GetGroup(ref Node? root, ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found, IComparer<TKey>? comparer)
    {
        // Lanes are counted by the spans, whose lengths the caller has made equal, and there are as many places: nothing below needs its bounds checked again.
        NodeLanes nodes = default;
        PlaceLanes places;
        Unsafe.SkipInit(out places);
        ref Lane lane = ref Unsafe.As<NodeLanes, Lane>(ref nodes);
        ref int place = ref Unsafe.As<PlaceLanes, int>(ref places);
        PlaceLanes ends;
        Unsafe.SkipInit(out ends);
        ref int high = ref Unsafe.As<PlaceLanes, int>(ref ends);
        ref TKey key = ref MemoryMarshal.GetReference(keys);
        int lanes = keys.Length;
        Node top = Publication.Load(ref root);
        int level = top.Level;
        if (typeof(TKey).IsValueType && level > 0)
        {
            // The root is in the cache, and all lanes stand in it: one step without lanes.
            var inner = Unsafe.As<InnerNode<TKey>>(top);
            for (int i = 0; i < lanes; i++) Step(ref Unsafe.Add(ref lane, i), inner.Child(inner.Route(KeySearch.Normalize(Unsafe.Add(ref key, i), comparer), comparer)), level);
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
            if (!typeof(TKey).IsValueType)
            {
                for (int i = 0; i < lanes; i++) Unsafe.Add(ref high, i) = Unsafe.As<InnerNode<TKey>>(Unsafe.Add(ref lane, i).Node!).Count - 1;
                SearchTogether(ref lane, level, lanes, ref place, ref high, ref key, comparer!);
            }

            for (int i = 0; i < lanes; i++)
            {
                var inner = Unsafe.As<InnerNode<TKey>>(Unsafe.Add(ref lane, i).Node!);
                if (typeof(TKey).IsValueType) Unsafe.Add(ref place, i) = inner.Route(KeySearch.Normalize(Unsafe.Add(ref key, i), comparer), comparer);
                Prefetch.One(ref inner.ChildSlot(Unsafe.Add(ref place, i)));
            }

            for (int i = 0; i < lanes; i++)
            {
                Step(ref Unsafe.Add(ref lane, i), Unsafe.As<InnerNode<TKey>>(Unsafe.Add(ref lane, i).Node!).Child(Unsafe.Add(ref place, i)), level);
            }
        }

        if (!typeof(TKey).IsValueType)
        {
            // Before the keys: pairs with the release in an append (P1e).
            for (int i = 0; i < lanes; i++) Unsafe.Add(ref high, i) = Volatile.Read(ref Unsafe.As<LeafNode<TKey, TValue>>(Unsafe.Add(ref lane, i).Node!).Count);
            SearchTogether(ref lane, 0, lanes, ref place, ref high, ref key, comparer!);
        }

        for (int i = 0; i < lanes; i++)
        {
            var leaf = Unsafe.As<LeafNode<TKey, TValue>>(Unsafe.Add(ref lane, i).Node!);
            int index;
            if (typeof(TKey).IsValueType)
            {
                index = TreeReader<TKey, TValue>.IndexOf(leaf, KeySearch.Normalize(Unsafe.Add(ref key, i), comparer), comparer);
            }
            else
            {
                index = Unsafe.Add(ref place, i);
                // An entry that was appended after the search is present too: the count is read again, and with acquire.
                if (index >= Volatile.Read(ref leaf.Count) || comparer!.Compare(leaf.Key(index), Unsafe.Add(ref key, i)) != 0) index = -1;
            }

            if (index >= 0) Prefetch.One(ref leaf.Value(index));
            Unsafe.Add(ref place, i) = index;
        }

        int count = 0;
        for (int i = 0; i < lanes; i++)
        {
            int index = Unsafe.Add(ref place, i);
            bool isThere = index >= 0;
            found[i] = isThere;
            values[i] = isThere ? AtomicSlot<TValue>.Read(ref Unsafe.As<LeafNode<TKey, TValue>>(Unsafe.Add(ref lane, i).Node!).Value(index)) : default!;
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
        Prefetch.Header(child, ref Unsafe.As<LeafNode<TKey, TValue>>(child).KeySlots);
    }

    /// <summary>Keys that are objects: each compare is a miss of its own, so all lanes make one step of their binary search and ask for the object of the next, turn by turn.</summary>
    /// <param name="lane">The nodes, all of one level.</param>
    /// <param name="level">Their level.</param>
    /// <param name="lanes">How many.</param>
    /// <param name="low">Gets for each lane how many keys are less than the one looked for.</param>
    /// <param name="high">How many keys each node has; is used up.</param>
    /// <param name="key">The keys looked for.</param>
    /// <param name="comparer">Their order.</param>
    private static void SearchTogether(ref Lane lane, int level, int lanes, ref int low, ref int high, ref TKey key, IComparer<TKey> comparer)
    {
        bool going = false;
        for (int i = 0; i < lanes; i++)
        {
            int to = Unsafe.Add(ref high, i);
            Unsafe.Add(ref low, i) = 0;
            if (to > 0) Prefetch.Object(ref Unsafe.Add(ref FirstKey(Unsafe.Add(ref lane, i).Node!, level), to >>> 1));
            going |= to > 0;
        }

        while (going)
        {
            going = false;
            for (int i = 0; i < lanes; i++)
            {
                int from = Unsafe.Add(ref low, i), to = Unsafe.Add(ref high, i);
                if (from >= to) continue;
                ref TKey first = ref FirstKey(Unsafe.Add(ref lane, i).Node!, level);
                int middle = (from + to) >>> 1;
                if (comparer.Compare(Unsafe.Add(ref first, middle), Unsafe.Add(ref key, i)) < 0) Unsafe.Add(ref low, i) = from = middle + 1;
                else Unsafe.Add(ref high, i) = to = middle;
                if (from >= to) continue;
                Prefetch.Object(ref Unsafe.Add(ref first, (from + to) >>> 1));
                going = true;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref TKey FirstKey(Node node, int level) =>
        ref level > 0 ? ref Unsafe.As<InnerNode<TKey>>(node).FirstKey() : ref Unsafe.As<LeafNode<TKey, TValue>>(node).FirstKey();
}
