using System;
using System.Collections.Generic;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <inheritdoc/>
internal sealed class ReadWorkload<TKey> : IReadWorkload
    where TKey : notnull
{
    private const int PageSize = 1_024;
    private const int MostAtOnce = 64;

    private readonly BPlusTree<TKey, long> tree = new();
    private readonly TKey[] present;
    private readonly TKey[] absent;
    private readonly TKey[] starts;
    private readonly TKey[] keys = new TKey[PageSize];
    private readonly long[] values = new long[PageSize];
    private readonly bool[] found = new bool[MostAtOnce];
    private int next;
    private int nextAbsent;
    private int nextStart;

    public ReadWorkload(int entries, Func<ulong, TKey> keyOf)
    {
        ulong[] numbers = Keys.Random(entries);
        foreach (ulong number in numbers) tree.TryAdd(keyOf(number), 1);
        present = Array.ConvertAll(Keys.Shuffled(numbers), number => keyOf(number)); // for strings other objects than those in the tree, as in life
        absent = Array.ConvertAll(Keys.Absent(entries), number => keyOf(number));

        // Only keys that have a hundred entries from themselves on. The order of the strings is that of the numbers.
        ulong[] ascending = [.. numbers];
        Array.Sort(ascending);
        ulong last = ascending[^IReadWorkload.SeekLength];
        starts = Array.ConvertAll(Array.FindAll(Keys.Shuffled(numbers), number => number <= last), number => keyOf(number));
    }

    public int Entries => tree.Count;

    public long Hit(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            if (tree.TryGetValue(present[next], out long value)) right += value;
            if (++next == present.Length) next = 0;
        }

        return right;
    }

    public long Miss(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            if (!tree.TryGetValue(absent[nextAbsent], out _)) right++;
            if (++nextAbsent == absent.Length) nextAbsent = 0;
        }

        return right;
    }

    public long Reader(int lookups)
    {
        long right = 0;
        using BPlusTree<TKey, long>.Reader reader = tree.Read();
        for (int i = 0; i < lookups; i++)
        {
            if (reader.TryGetValue(present[next], out long value)) right += value;
            if (++next == present.Length) next = 0;
        }

        return right;
    }

    public long Many(int group, int lookups)
    {
        long right = 0;
        for (int left = lookups; left > 0;)
        {
            int count = Math.Min(Math.Min(group, left), present.Length - next);
            tree.GetMany(present.AsSpan(next, count), values, found);
            foreach (long value in values.AsSpan(0, count)) right += value; // 0 where nothing was found
            left -= count;
            next += count;
            if (next == present.Length) next = 0;
        }

        return right;
    }

    public long Scan(int entries)
    {
        _ = entries;
        long read = 0;
        foreach (KeyValuePair<TKey, long> entry in tree) read += entry.Value;
        return read;
    }

    public long Cursor(int entries)
    {
        _ = entries;
        long read = 0;
        using EntryCursor<TKey, long> cursor = tree.GetCursor();
        while (cursor.MoveNext()) read += cursor.Value;
        return read;
    }

    public long Copy(int entries)
    {
        _ = entries;
        long read = 0;
        KeyRange<TKey> rest = KeyRange<TKey>.All;
        while (tree.CopyRange(rest, keys, values, out rest) is > 0 and var count)
        {
            foreach (long value in values.AsSpan(0, count)) read += value;
        }

        return read;
    }

    public long SeekScan(int entries)
    {
        long read = 0;
        for (int seek = 0; seek < entries / IReadWorkload.SeekLength; seek++)
        {
            int left = IReadWorkload.SeekLength;
            foreach (KeyValuePair<TKey, long> entry in tree.EnumerateRange(KeyRange<TKey>.AtLeast(NextStart())))
            {
                read += entry.Value;
                if (--left == 0) break;
            }
        }

        return read;
    }

    public long SeekCursor(int entries)
    {
        long read = 0;
        for (int seek = 0; seek < entries / IReadWorkload.SeekLength; seek++)
        {
            using EntryCursor<TKey, long> cursor = tree.GetCursor();
            bool there = cursor.Seek(NextStart());
            for (int left = IReadWorkload.SeekLength; left > 0 && there; left--)
            {
                read += cursor.Value;
                if (left > 1) there = cursor.MoveNext();
            }
        }

        return read;
    }

    public long SeekCopy(int entries)
    {
        long read = 0;
        for (int seek = 0; seek < entries / IReadWorkload.SeekLength; seek++)
        {
            int count = tree.CopyRange(KeyRange<TKey>.AtLeast(NextStart()), keys.AsSpan(0, IReadWorkload.SeekLength), values.AsSpan(0, IReadWorkload.SeekLength), out _);
            foreach (long value in values.AsSpan(0, count)) read += value;
        }

        return read;
    }

    private TKey NextStart()
    {
        TKey start = starts[nextStart];
        if (++nextStart == starts.Length) nextStart = 0;
        return start;
    }
}
