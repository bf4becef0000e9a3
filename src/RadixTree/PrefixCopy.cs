using System;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Visits, counts and copies the entries of a tree, a snapshot or a batch.</summary>
internal static class PrefixCopy<TValue>
{
    /// <summary>Entries that are copied in one read section, so that a long list does not keep grace periods waiting.</summary>
    private const int Stretch = 1024;

    internal static long Visit<TState>(IPrefixSource source, TState state, Action<TState, ReadOnlyMemory<byte>, TValue, long> visitor, long batchNumber = 0)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long ordinal = 0;
        using var entries = new PrefixPages<TValue>(source, PrefixRange.All, batchNumber);
        while (entries.MoveNext()) visitor(state, entries.Current.Key, entries.Current.Value, ordinal++);
        return ordinal;
    }

    /// <summary>Copies the first entries from a key on.</summary>
    /// <param name="source">Whose entries.</param>
    /// <param name="first">Where to begin.</param>
    /// <param name="keys">Gets their keys.</param>
    /// <param name="values">Gets their values.</param>
    /// <param name="resume">The key of the entry behind the last one copied.</param>
    /// <param name="more">Whether there was one.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    internal static int Fill(IPrefixSource source, ReadOnlySpan<byte> first, Span<ReadOnlyMemory<byte>> keys, Span<TValue> values, out ReadOnlyMemory<byte> resume, out bool more, long batchNumber = 0)
    {
        if (keys.Length != values.Length) throw new ArgumentException($"There is room for {keys.Length} keys, but for {values.Length} values.", nameof(values));
        int filled = 0;
        do
        {
            int end = filled + Math.Min(Stretch, keys.Length - filled);
            using var entries = new PrefixEnumerator<TValue>(source, PrefixWindow.From(first), batchNumber);
            while ((more = entries.MoveNext()) && filled < end)
            {
                (keys[filled], values[filled]) = (entries.Current.Key, entries.Current.Value);
                filled++;
            }

            resume = more ? entries.Current.Key : default;
            first = resume.Span;
        }
        while (more && filled < keys.Length);
        return filled;
    }

    /// <summary>How many entries there are in a window.</summary>
    internal static long Count(IPrefixSource source, PrefixWindow window, long batchNumber = 0)
    {
        long total = 0;
        while (true)
        {
            int run = 1, met = 0;
            using var entries = new PrefixEnumerator<TValue>(source, window, batchNumber);
            while (met < Stretch && (run = entries.MoveNextRun()) > 0) met += run;
            total += met;
            if (run == 0) return total;
            window = window.Beyond(entries.Current.Bytes);
        }
    }

    internal static List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> ToList(IPrefixSource source, int expected, long batchNumber = 0)
    {
        var list = new List<KeyValuePair<ReadOnlyMemory<byte>, TValue>>(expected);
        using var entries = new PrefixPages<TValue>(source, PrefixRange.All, batchNumber);
        while (entries.MoveNext()) list.Add(entries.Current.Pair);
        return list;
    }
}
