using System;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Reads that take the entries of a range leaf by leaf, with the enumerator's steps: so they keep the enumeration's promises.</summary>
internal static class RangeReader<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Leaves that are visited in one read section, so that a long range does not keep grace periods waiting.</summary>
    private const int LeavesPerSection = 256;

    internal static long Count(IEntrySource<TKey> source, KeyRange<TKey> range, long batchNumber = 0)
    {
        long total = 0;
        while (true)
        {
            using var entries = new EntryEnumerator<TKey, TValue>(source, range, descending: false, batchNumber);
            for (int leaves = 0; leaves < LeavesPerSection; leaves++)
            {
                int run = entries.NextRun();
                if (run == 0) return total;
                total += run;
                entries.Skip(run);
            }

            range = range.Above(entries.Current.Key);
        }
    }

    internal static int Copy(
        IEntrySource<TKey> source, KeyRange<TKey> range, bool descending, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest, long batchNumber = 0)
    {
        if (keys.Length != values.Length) throw new ArgumentException($"There is room for {keys.Length} keys, but for {values.Length} values.", nameof(values));
        if (keys.IsEmpty) throw new ArgumentException("There is no room for an entry, and an answer of 0 would say that there is none.", nameof(keys));
        KeyRange<TKey> left = range;
        int filled = 0;
        bool more = true;
        while (more && filled < keys.Length)
        {
            using var entries = new EntryEnumerator<TKey, TValue>(source, left, descending, batchNumber);
            int leaves = 0;
            while (leaves++ < LeavesPerSection && filled < keys.Length)
            {
                int run = Math.Min(entries.NextRun(), keys.Length - filled);
                more = run > 0;
                if (!more) break;
                entries.Take(keys.Slice(filled, run), values.Slice(filled, run));
                filled += run;
            }

            if (filled > 0) left = descending ? left.Below(keys[filled - 1]) : left.Above(keys[filled - 1]);
        }

        rest = left;
        return filled;
    }
}
