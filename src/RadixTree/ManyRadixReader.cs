using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Many look-ups at once: a group of them goes down step by step, so that the cache misses of all its lanes are under way together. As <c>ManyReader</c> of the B+ tree.</summary>
/// <remarks>Levels with one child are left out, so the lanes need not arrive together: one that has arrived waits for the others.</remarks>
internal static class ManyRadixReader<TValue>
{
    private const int Lanes = NodeLanes.Length;

    /// <summary>Instead of a slot: the lane has arrived.</summary>
    private const int Arrived = -1;

    /// <summary>Indices that are looked up in one read section, so that a long list does not keep grace periods waiting.</summary>
    internal const int SectionLength = 256;

    /// <summary>Looks up all of the indices; inside a section where there is one.</summary>
    /// <returns>How many were found.</returns>
    internal static int Get(ref Node? root, ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found)
    {
        int total = 0;
        for (int at = 0; at < indices.Length; at += Lanes)
        {
            int lanes = Math.Min(Lanes, indices.Length - at);
            total += GetGroup(ref root, indices.Slice(at, lanes), values.Slice(at, lanes), found.Slice(at, lanes));
        }

        return total;
    }

    private static int GetGroup(ref Node? root, ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found)
    {
        // Lanes are counted by the spans, whose lengths the caller has made equal: nothing below needs its bounds checked again.
        NodeLanes nodes = default;
        PlaceLanes places;
        Unsafe.SkipInit(out places);
        ref Lane lane = ref Unsafe.As<NodeLanes, Lane>(ref nodes);
        ref int place = ref Unsafe.As<PlaceLanes, int>(ref places);
        ref ulong index = ref MemoryMarshal.GetReference(indices);
        int lanes = indices.Length;
        Node top = Publication.Load(ref root);
        for (int i = 0; i < lanes; i++) Unsafe.Add(ref lane, i).Node = top;
        bool going = true;
        while (going)
        {
            going = false;
            for (int i = 0; i < lanes; i++)
            {
                int slot = Arrived;
                if (Unsafe.Add(ref lane, i).Node is { } at && Unsafe.As<RadixNode>(at) is { Kind: >= RadixKind.Inner4 } node)
                {
                    int digit = node.DigitOf(Unsafe.Add(ref index, i));
                    ulong present = node.Kind == RadixKind.Inner64 ? ulong.MaxValue : Volatile.Read(ref node.Present);
                    going = true;
                    if ((present >> digit & 1) != 0)
                    {
                        slot = RadixBits.Before(present, digit);
                        Prefetch.One(ref Unsafe.As<RadixInner>(node).Slot(slot));
                    }
                    else
                    {
                        Unsafe.Add(ref lane, i).Node = null;
                    }
                }

                Unsafe.Add(ref place, i) = slot;
            }

            for (int i = 0; i < lanes; i++)
            {
                int slot = Unsafe.Add(ref place, i);
                if (slot == Arrived) continue;
                Node? child = Unsafe.As<RadixInner>(Unsafe.Add(ref lane, i).Node!).Child(slot);
                Unsafe.Add(ref lane, i).Node = child;
                if (child is not null) Prefetch.One(ref child.Count);
            }
        }

        for (int i = 0; i < lanes; i++)
        {
            int slot = Unsafe.Add(ref lane, i).Node is { } node ? SlotOf(Unsafe.As<RadixNode>(node), Unsafe.Add(ref index, i)) : Arrived;
            Unsafe.Add(ref place, i) = slot;
        }

        int count = 0;
        for (int i = 0; i < lanes; i++)
        {
            int slot = Unsafe.Add(ref place, i);
            bool isThere = slot >= 0;
            found[i] = isThere;
            if (!isThere)
            {
                values[i] = default!;
                continue;
            }

            var node = Unsafe.As<RadixNode>(Unsafe.Add(ref lane, i).Node!);
            values[i] = AtomicSlot<TValue>.Read(ref node.Kind == RadixKind.Span ? ref Unsafe.As<RadixSpan<TValue>>(node).Value : ref Unsafe.As<RadixLeaf<TValue>>(node).Slot(slot));
            count++;
        }

        return count;
    }

    /// <summary>The slot of an index in a leaf, 0 for a span that covers it, else negative; asks for what is in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SlotOf(RadixNode node, ulong index)
    {
        int kind = node.Kind;
        if (kind == RadixKind.Span) return Unsafe.As<RadixSpan<TValue>>(node).Covers(index) ? 0 : Arrived;
        ulong present = Volatile.Read(ref node.Present); // before the value (P1e)
        int digit = (int)index & (RadixKind.Digits - 1);
        if ((present >> digit & 1) == 0 || node.Prefix != index - (uint)digit) return Arrived;
        int slot = kind == RadixKind.Leaf64 ? digit : RadixBits.Before(present, digit);
        Prefetch.One(ref Unsafe.As<RadixLeaf<TValue>>(node).Slot(slot));
        return slot;
    }
}
