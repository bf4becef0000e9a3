using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Many look-ups at once: a group of them goes down step by step, so that the cache misses of all its lanes are under way together. As <c>ManyReader</c> of the B+ tree.</summary>
/// <remarks>A lane is the look-up of <see cref="PrefixReader{TValue}"/> stretched in time, so each is linearizable; together they are not a snapshot. The ways down are not of one length: a lane that has arrived waits for the
/// others.</remarks>
internal static class PrefixManyReader<TValue>
{
    private const int Lanes = NodeLanes.Length;

    /// <summary>Keys that are looked up in one read section, so that a long list does not keep grace periods waiting.</summary>
    internal const int SectionLength = 256;

    /// <summary>Looks up all of the keys; inside a section where there is one.</summary>
    /// <returns>How many were found.</returns>
    internal static int Get(ref Node? root, ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<TValue> values, Span<bool> found)
    {
        int total = 0;
        for (int at = 0; at < keys.Length; at += Lanes)
        {
            int lanes = Math.Min(Lanes, keys.Length - at);
            total += GetGroup(ref root, keys.Slice(at, lanes), values.Slice(at, lanes), found.Slice(at, lanes));
        }

        return total;
    }

    private static int GetGroup(ref Node? root, ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<TValue> values, Span<bool> found)
    {
        NodeLanes nodes = default;
        ref Lane lane = ref Unsafe.As<NodeLanes, Lane>(ref nodes);
        int lanes = keys.Length;
        Node top = Publication.Load(ref root);
        for (int i = 0; i < lanes; i++) Unsafe.Add(ref lane, i).Node = top;
        bool going = true;
        while (going)
        {
            going = false;
            for (int i = 0; i < lanes; i++)
            {
                if (Unsafe.Add(ref lane, i).Node is not { } at || Unsafe.As<PrefixNode>(at).IsLeaf) continue;
                PrefixInner inner = PrefixPlace.AsInner(Unsafe.As<PrefixNode>(at));
                ReadOnlySpan<byte> key = keys[i].Span;
                PrefixNode? child = inner.HasPath(key) ? PrefixPlace.ChildAt(inner, PrefixPlace.PlaceOf(inner, key)) : null;
                Unsafe.Add(ref lane, i).Node = child;
                if (child is null) continue;
                going = true;
                Prefetch.One(ref child.Count);
            }
        }

        // The marks of a leaf tell which of its keys may be the one: that is asked for, and looked at when all others have been asked for, too.
        for (int i = 0; i < lanes; i++)
        {
            if (Unsafe.Add(ref lane, i).Node is not { } at) continue;
            PrefixLeaf<TValue> leaf = PrefixPlace.AsLeaf<TValue>(Unsafe.As<PrefixNode>(at));
            if (TryAsk(leaf, keys[i].Span)) continue;
            Unsafe.Add(ref lane, i).Node = null;
        }

        int count = 0;
        for (int i = 0; i < lanes; i++)
        {
            ref TValue place = ref Unsafe.Add(ref lane, i).Node is { } at ? ref PrefixPlace.AsLeaf<TValue>(Unsafe.As<PrefixNode>(at)).Find(keys[i].Span) : ref Unsafe.NullRef<TValue>();
            bool isThere = !Unsafe.IsNullRef(ref place);
            found[i] = isThere;
            values[i] = isThere ? AtomicSlot<TValue>.Read(ref place) : default!;
            if (isThere) count++;
        }

        return count;
    }

    /// <summary>Whether a leaf may have a key; asks for its entry then.</summary>
    private static bool TryAsk(PrefixLeaf<TValue> leaf, ReadOnlySpan<byte> key)
    {
        int count = leaf.LoadCount(); // first (P1e)
        uint equal = PrefixMark.Equal(ref leaf.Mark(0), count, PrefixMark.Of(key, leaf.Depth));
        if (equal == 0) return false;
        Prefetch.One(ref leaf.Cell(BitOperations.TrailingZeroCount(equal)));
        return true;
    }
}
