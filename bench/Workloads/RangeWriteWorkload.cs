using System;
using System.Collections.Generic;
using Concurrent.Bench.Data;
using Concurrent.Bench.Peers;

namespace Concurrent.Bench.Workloads;

/// <summary>Writes to a tree of constant size: ranges of 8 keys, and 8 free keys behind each. Each method returns how many operations came out right.</summary>
internal sealed class RangeWriteWorkload
{
    private const ulong Pitch = 16;
    private const ulong Length = 8;

    private readonly MapleTree<ulong, long> tree;
    private readonly LockedRanges<ulong, long> locked = new();
    private readonly int ranges;
    private readonly List<ulong> allocated = [];
    private SplitMix64 random = new(11);

    public RangeWriteWorkload(int ranges, bool trackGaps)
    {
        this.ranges = ranges;
        tree = new MapleTree<ulong, long>(new MapleTreeOptions<ulong, long> { TrackGaps = trackGaps });
        for (int i = 0; i < ranges; i++)
        {
            ulong first = (ulong)i * Pitch;
            tree.StoreRange(first, first + Length - 1, i);
            locked.Append(first, first + Length - 1, i);
        }
    }

    /// <summary>A range of a gap, stored and removed again.</summary>
    public long AddRemove(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong first = (Pick(1) * Pitch) + Length + 2;
            tree.StoreRange(first, first + 3, i);
            if (tree.RemoveRange(first, first + 3)) right++;
        }

        return right;
    }

    public long LockedAddRemove(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong first = (Pick(1) * Pitch) + Length + 2;
            locked.Add(first, first + 3, i);
            if (locked.Remove(first)) right++;
        }

        return right;
    }

    /// <summary>The value of a whole range replaced.</summary>
    public long Overwrite(int writes)
    {
        for (int i = 0; i < writes; i++)
        {
            ulong first = Pick(1) * Pitch;
            tree.StoreRange(first, first + Length - 1, i);
        }

        return writes;
    }

    /// <summary>One store over so many ranges, in a batch that is taken back: the tree stays what it is, and all but the last store is done.</summary>
    public long Span(int stores, int covered)
    {
        long right = 0;
        for (int i = 0; i < stores; i++)
        {
            ulong first = Pick(covered) * Pitch;
            using MapleTree<ulong, long>.Batch batch = tree.BeginBatch();
            batch.StoreRange(first, first + ((ulong)covered * Pitch) - 1, -1);
            if (batch.LongCount == ranges - covered + 1) right++;
        }

        return right;
    }

    /// <summary>The same range by range.</summary>
    public long SpanOneByOne(int stores, int covered)
    {
        long right = 0;
        for (int i = 0; i < stores; i++)
        {
            ulong first = Pick(covered) * Pitch;
            using MapleTree<ulong, long>.Batch batch = tree.BeginBatch();
            for (int each = 0; each < covered; each++) batch.TryRemoveContaining(first + ((ulong)each * Pitch), out _);
            batch.StoreRange(first, first + ((ulong)covered * Pitch) - 1, -1);
            if (batch.LongCount == ranges - covered + 1) right++;
        }

        return right;
    }

    /// <summary>The peer's way: the entries between are cut out of the lists for one, and put back.</summary>
    public long LockedSpan(int stores, int covered)
    {
        for (int i = 0; i < stores; i++)
        {
            ulong first = Pick(covered) * Pitch;
            locked.Cover(first, first + ((ulong)covered * Pitch) - 1, -1, covered);
            locked.Uncover(first);
        }

        return stores;
    }

    /// <summary>The peer looks at one gap after the other.</summary>
    public long LockedAllocateFree(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++) if (locked.TryAllocate(6, Pick(2) * Pitch, i, out ulong first) && locked.Remove(first)) right++;
        return right;
    }

    /// <summary>What an allocation does when it knows the place: what it costs more is the search.</summary>
    public long StoreFree(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong first = (Pick(2) * Pitch) + Length;
            tree.StoreRange(first, first + 5, i);
            if (tree.TryRemoveContaining(first, out _)) right++;
        }

        return right;
    }

    /// <summary>Room for 6 keys taken in the lowest gap of a random half of the keys, and given back. A gap has 8.</summary>
    public long AllocateFree(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            if (tree.TryAllocate(6, i, out ulong first, windowFirst: Pick(2) * Pitch) && tree.TryRemoveContaining(first, out _)) right++;
        }

        return right;
    }

    /// <summary>The taking alone; <see cref="Free"/> gives back.</summary>
    public long Allocate(int ranges)
    {
        allocated.EnsureCapacity(ranges);
        for (int i = 0; i < ranges; i++) if (tree.TryAllocate(6, i, out ulong first, windowFirst: Pick(2) * Pitch)) allocated.Add(first);
        return allocated.Count;
    }

    public void Free()
    {
        foreach (ulong first in allocated) tree.RemoveRange(first, first + 5);
        allocated.Clear();
    }

    /// <summary>The same from anywhere: the lowest gap of all.</summary>
    public long AllocateLowest(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++) if (tree.TryAllocate(6, i, out ulong first) && tree.TryRemoveContaining(first, out _)) right++;
        return right;
    }

    /// <summary>What a search is compared with.</summary>
    public long FindGap(int searches)
    {
        long right = 0;
        for (int i = 0; i < searches; i++) if (tree.TryFindGap(6, out _, windowFirst: Pick(2) * Pitch)) right++;
        return right;
    }

    public long Lookup(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++) if (tree.TryGetValue(Pick(1) * Pitch, out _)) right++;
        return right;
    }

    private ulong Pick(int room) => Math.BigMul(random.Next(), (ulong)(ranges - room + 1), out _);
}
