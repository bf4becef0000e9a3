using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Net;
using System.Numerics;
using Concurrent.Bench.Data;
using Concurrent.Bench.Peers;

namespace Concurrent.Bench.Workloads;

/// <summary>Look-ups of addresses in the IPv4 table: each inside a random range of it. Each method returns how many were found in the range they were taken from.</summary>
internal sealed class RouteWorkload
{
    private readonly MapleTree<uint, int> tree = new();
    private readonly LockedRanges<uint, int> locked = new();
    private readonly SortedList<uint, (uint Last, int Value)> list = [];
    private readonly ImmutableSortedSet<uint> firsts;
    private readonly ImmutableSortedDictionary<uint, (uint Last, int Value)> immutable;
    private readonly CidrTable<int> blocks = new();
    private readonly uint[] addresses;
    private readonly int[] answers;
    private readonly int[] values = new int[100];
    private readonly bool[] found = new bool[100];
    private int next;

    public RouteWorkload()
    {
        RangeEntry<uint, int>[] ranges = AddressTable.Load();
        Ranges = ranges.Length;
        tree.Load(ranges);
        var keys = ImmutableSortedSet.CreateBuilder<uint>();
        var entries = ImmutableSortedDictionary.CreateBuilder<uint, (uint Last, int Value)>();
        foreach ((uint first, uint last, int value) in ranges)
        {
            locked.Append(first, last, value);
            list.Add(first, (last, value));
            keys.Add(first);
            entries.Add(first, (last, value));
            AddBlocks(first, last, value);
        }

        firsts = keys.ToImmutable();
        immutable = entries.ToImmutable();
        var random = new SplitMix64(7);
        addresses = new uint[1 << 20];
        answers = new int[addresses.Length];
        for (int i = 0; i < addresses.Length; i++)
        {
            RangeEntry<uint, int> range = ranges[(int)(random.Next() % (uint)ranges.Length)];
            addresses[i] = range.First + (uint)(random.Next() % (((ulong)range.Last - range.First) + 1));
            answers[i] = range.Value;
        }
    }

    public int Ranges { get; }

    /// <summary>Addresses to look up, which come round again.</summary>
    public int Addresses => addresses.Length;

    public long Tree(int lookups) => Tree(lookups, ref next);

    public long Tree(int lookups, ref int position)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            int at = position++ & (addresses.Length - 1);
            if (tree.TryGetValue(addresses[at], out int value) && value == answers[at]) right++;
        }

        return right;
    }

    /// <summary>The ranges as blocks, which is how routers have them.</summary>
    public long Blocks(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            int at = next++ & (addresses.Length - 1);
            if (blocks.TryGetLongestPrefix(addresses[at], out _, out int value) && value == answers[at]) right++;
        }

        return right;
    }

    public long TreeRange(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            int at = next++ & (addresses.Length - 1);
            if (tree.TryGetRange(addresses[at], out RangeEntry<uint, int> range) && range.Value == answers[at]) right++;
        }

        return right;
    }

    public long Many(int lookups)
    {
        long right = 0;
        for (int left = lookups; left > 0;)
        {
            int at = next & (addresses.Length - 1);
            int count = int.Min(int.Min(left, values.Length), addresses.Length - at);
            tree.GetMany(addresses.AsSpan(at, count), values, found);
            for (int i = 0; i < count; i++) if (values[i] == answers[at + i]) right++;
            next += count;
            left -= count;
        }

        return right;
    }

    public long Locked(int lookups) => Locked(lookups, ref next);

    public long Locked(int lookups, ref int position)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            int at = position++ & (addresses.Length - 1);
            if (locked.TryGetValue(addresses[at], out int value) && value == answers[at]) right++;
        }

        return right;
    }

    /// <summary>A <see cref="SortedList{TKey,TValue}"/>, which has no search for a floor of its own; without a lock, so for one thread only.</summary>
    public long List(int lookups) => List(lookups, ref next);

    /// <inheritdoc cref="List(int)"/>
    public long List(int lookups, ref int position)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            int at = position++ & (addresses.Length - 1);
            int low = 0, high = list.Count;
            while (low < high)
            {
                int middle = (low + high) >>> 1;
                if (list.GetKeyAtIndex(middle) <= addresses[at]) low = middle + 1;
                else high = middle;
            }

            if (low > 0 && list.GetValueAtIndex(low - 1) is var (last, value) && addresses[at] <= last && value == answers[at]) right++;
        }

        return right;
    }

    /// <summary>An <see cref="ImmutableSortedDictionary{TKey,TValue}"/> has no floor either: an immutable set of the first keys, which has indices, finds it.</summary>
    public long Immutable(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            int at = next++ & (addresses.Length - 1);
            int index = firsts.IndexOf(addresses[at]);
            if (index < 0) index = ~index - 1;
            if (index >= 0 && immutable.TryGetValue(firsts[index], out (uint Last, int Value) entry) && addresses[at] <= entry.Last && entry.Value == answers[at]) right++;
        }

        return right;
    }

    /// <summary>The fewest blocks that make up a range: always the largest that begins where the last one ended.</summary>
    private void AddBlocks(ulong first, ulong last, int value)
    {
        while (first <= last)
        {
            int bits = int.Min(int.Min(BitOperations.TrailingZeroCount(first), 32), BitOperations.Log2(last - first + 1));
            Span<byte> bytes = [(byte)(first >> 24), (byte)(first >> 16), (byte)(first >> 8), (byte)first];
            blocks.Add(new IPNetwork(new IPAddress(bytes), 32 - bits), value);
            first += 1UL << bits;
        }
    }
}
