using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Concurrent.Bench.Data;

namespace Concurrent.Bench.Workloads;

/// <summary>What only an ordered map or a trie can be asked: all keys that begin like this, and the longest key that this begins with. Each method returns how many operations came out right.</summary>
internal sealed class PrefixScanWorkload
{
    private const int Beginnings = 4_096;

    private readonly PrefixTree<long> tree = new();
    private readonly BPlusTree<string, long> bPlus = PrefixWorkload.NewBPlusTree();
    private readonly ConcurrentDictionary<string, long> concurrent = new(StringComparer.Ordinal);
    private readonly string[] sorted;
    private readonly string[] beginnings;
    private readonly byte[][] beginningBytes;
    private readonly int[] counts;
    private readonly string[] longer;
    private readonly byte[][] longerBytes;
    private readonly int[] longest;
    private int next;
    private int nextLonger;

    public PrefixScanWorkload(PrefixShape shape, int entries)
    {
        string[] keys = PrefixKeys.Of(shape, entries);
        foreach (string key in keys)
        {
            tree[PrefixKeys.Bytes(shape, key)] = 1;
            bPlus[key] = 1;
            concurrent[key] = 1;
        }

        sorted = [.. keys];
        Array.Sort(sorted, StringComparer.Ordinal);
        beginnings = Array.ConvertAll(keys[..Math.Min(Beginnings, keys.Length)], key => PrefixKeys.Beginning(shape, key));
        beginningBytes = Array.ConvertAll(beginnings, key => PrefixKeys.Bytes(shape, key));
        counts = Array.ConvertAll(beginnings, CountSorted);
        foreach (int count in counts) PerScan += count / (double)counts.Length;

        // A few characters more than a key; what is found may still be longer than that key.
        longer = Array.ConvertAll(keys, key => key + "/ing");
        longerBytes = Array.ConvertAll(longer, key => PrefixKeys.Bytes(shape, key));
        longest = new int[longer.Length];
        for (int i = 0; i < longer.Length; i++)
        {
            longest[i] = longer[i].Length;
            while (!concurrent.ContainsKey(longer[i][..longest[i]])) longest[i]--;
            longest[i] = PrefixKeys.Bytes(shape, longer[i][..longest[i]]).Length;
        }
    }

    /// <summary>How many entries a scan meets, on average.</summary>
    public double PerScan { get; }

    public long Scan(int scans)
    {
        long right = 0;
        for (int i = 0; i < scans; i++)
        {
            int at = Next();
            long seen = 0;
            foreach (PrefixEntry<long> entry in tree.EnumeratePrefix(beginningBytes[at])) seen += entry.Value;
            if (seen == counts[at]) right++;
        }

        return right;
    }

    public long Count(int scans)
    {
        long right = 0;
        for (int i = 0; i < scans; i++)
        {
            int at = Next();
            if (tree.CountPrefix(beginningBytes[at]) == counts[at]) right++;
        }

        return right;
    }

    public long BPlusScan(int scans)
    {
        long right = 0;
        for (int i = 0; i < scans; i++)
        {
            int at = Next();
            long seen = 0;
            foreach (KeyValuePair<string, long> entry in bPlus.EnumerateRange(KeyRange<string>.AtLeast(beginnings[at])))
            {
                if (!entry.Key.StartsWith(beginnings[at], StringComparison.Ordinal)) break;
                seen += entry.Value;
            }

            if (seen == counts[at]) right++;
        }

        return right;
    }

    public long ArrayScan(int scans)
    {
        long right = 0;
        for (int i = 0; i < scans; i++)
        {
            int at = Next();
            if (CountSorted(beginnings[at]) == counts[at]) right++;
        }

        return right;
    }

    public long Longest(int lookups)
    {
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            int at = NextLonger();
            if (tree.TryGetLongestPrefix(longerBytes[at], out int length, out _) && length == longest[at]) right++;
        }

        return right;
    }

    /// <summary>By asking for ever shorter beginnings, as a dictionary has to be.</summary>
    public long ConcurrentLongest(int lookups)
    {
        ConcurrentDictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> bySpan = concurrent.GetAlternateLookup<ReadOnlySpan<char>>();
        long right = 0;
        for (int i = 0; i < lookups; i++)
        {
            ReadOnlySpan<char> rest = longer[NextLonger()];
            while (!bySpan.ContainsKey(rest)) rest = rest[..^1];
            if (rest.Length > 0) right++;
        }

        return right;
    }

    private int CountSorted(string beginning)
    {
        int at = Array.BinarySearch(sorted, beginning, StringComparer.Ordinal);
        int first = at < 0 ? ~at : at;
        int end = first;
        while (end < sorted.Length && sorted[end].StartsWith(beginning, StringComparison.Ordinal)) end++;
        return end - first;
    }

    private int Next()
    {
        int at = next;
        if (++next == beginnings.Length) next = 0;
        return at;
    }

    private int NextLonger()
    {
        int at = nextLonger;
        if (++nextLonger == longer.Length) nextLonger = 0;
        return at;
    }
}
