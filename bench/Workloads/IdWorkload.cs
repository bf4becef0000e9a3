using System;
using System.Collections.Concurrent;
using System.Numerics;
using System.Threading;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>Ids of a space that is filled in part, given out and taken back, beside a plain row of bits under a lock. Each method returns how many pairs came out right.</summary>
internal sealed class IdWorkload
{
    private readonly IdAllocator ids;
    private readonly IdAllocator delayed;
    private readonly IdAllocator<long> table;
    private readonly ulong[] allocated;
    private readonly ulong[] allocatedBits;
    private readonly ulong[] bits;
    private readonly Lock gate = new();
    private readonly ConcurrentBag<ulong> bag = [];
    private int next;
    private int oldest;

    /// <param name="space">How many ids there are.</param>
    /// <param name="percent">How many of a hundred are allocated, at random.</param>
    public IdWorkload(int space, int percent)
    {
        var options = new IdAllocatorOptions { Last = (ulong)space - 1 };
        ids = new IdAllocator(options);
        delayed = new IdAllocator(options with { DelayReuse = true });
        table = new IdAllocator<long>(new IdAllocatorOptions<long> { Last = (ulong)space - 1 });
        bits = new ulong[(space + 63) / 64];
        ulong[] all = RadixShapes.Indices(RadixShape.DenseRandom, space);
        int count = (int)((long)space * percent / 100);
        allocated = all[..count];
        allocatedBits = all[..count];
        foreach (ulong id in allocated)
        {
            ids.TryTake(id);
            delayed.TryTake(id);
            table.TryTake(id, 1);
            bits[id >> 6] |= 1UL << (int)(id & 63);
        }

        foreach (ulong id in all[count..]) bag.Add(id);
    }

    /// <summary>Takes back a random id and gives out the lowest.</summary>
    public long Lowest(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ref ulong place = ref NextPlace();
            ids.Free(place);
            if (ids.TryAllocate(out place)) right++;
        }

        return right;
    }

    /// <summary>Gives one out and takes it back.</summary>
    public long AllocateFree(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            if (!ids.TryAllocate(out ulong id)) continue;
            ids.Free(id);
            right++;
        }

        return right;
    }

    public long From(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong from = NextPlace();
            if (!ids.TryAllocate(from, out ulong id) && !ids.TryAllocate(out id)) continue;
            ids.Free(id);
            right++;
        }

        return right;
    }

    public long Cyclic(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            if (!ids.TryAllocateCyclic(out ulong id, out _)) continue;
            ids.Free(id);
            right++;
        }

        return right;
    }

    public long Delayed(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ulong id;
            while (!delayed.TryAllocate(out id)) Thread.Yield(); // all that is free waits
            delayed.Free(id);
            right++;
        }

        return right;
    }

    public long WithValue(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            if (table.TryAllocate(i, out ulong id) && table.TryFree(id, out _)) right++;
        }

        return right;
    }

    /// <summary>Free ids in a bag: no order, no window, no check of what is freed.</summary>
    public long Bag(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            if (!bag.TryTake(out ulong id)) continue;
            bag.Add(id);
            right++;
        }

        return right;
    }

    /// <summary>A random id back, and the lowest free one, looked for from the front of a row of bits under a lock.</summary>
    public long BitsLowest(int pairs)
    {
        long right = 0;
        for (int i = 0; i < pairs; i++)
        {
            ref ulong place = ref allocatedBits[oldest];
            if (++oldest == allocatedBits.Length) oldest = 0;
            using (gate.EnterScope()) bits[place >> 6] &= ~(1UL << (int)(place & 63));
            using (gate.EnterScope())
            {
                int word = bits.AsSpan().IndexOfAnyExcept(ulong.MaxValue);
                int bit = BitOperations.TrailingZeroCount(~bits[word]);
                bits[word] |= 1UL << bit;
                place = ((ulong)word << 6) + (ulong)bit;
                right++;
            }
        }

        return right;
    }

    private ref ulong NextPlace()
    {
        ref ulong place = ref allocated[next];
        if (++next == allocated.Length) next = 0;
        return ref place;
    }
}
