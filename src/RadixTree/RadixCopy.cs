using System;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Visits and copies the entries of a tree, a snapshot or a batch.</summary>
internal static class RadixCopy<TValue>
{
    /// <summary>Entries that are copied in one read section, so that a long list does not keep grace periods waiting.</summary>
    private const int Stretch = 1024;

    internal static long Visit<TState>(IRadixSource source, TState state, Action<TState, ulong, TValue, long> visitor, long batchNumber = 0)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long ordinal = 0;
        using var entries = new PagingRadixEnumerator<TValue>(source, RadixWindow.All, batchNumber);
        while (entries.MoveNext()) visitor(state, entries.Current.Key, entries.Current.Value, ordinal++);
        return ordinal;
    }

    /// <summary>Copies the first entries of a window.</summary>
    /// <param name="source">Whose entries.</param>
    /// <param name="window">Which of them.</param>
    /// <param name="indices">Gets their first indices.</param>
    /// <param name="values">Gets their values.</param>
    /// <param name="resume">Where the next call begins.</param>
    /// <param name="more">Whether there may be more.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    internal static int Fill(IRadixSource source, RadixWindow window, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more, long batchNumber = 0)
    {
        if (indices.Length != values.Length) throw new ArgumentException($"There is room for {indices.Length} indices, but for {values.Length} values.", nameof(values));
        int filled = 0;
        more = true;
        // As the rest of a window, also at the first call: a loop over calls must not go back when a writer has put a range across the seam.
        window = window with { IsRest = true };
        while (more && filled < indices.Length)
        {
            int end = filled + Math.Min(Stretch, indices.Length - filled);
            using var entries = new RadixEnumerator<TValue>(source, window, batchNumber);
            while (filled < end && (more = entries.MoveNext()))
            {
                (indices[filled], values[filled]) = (entries.Current.Key, entries.Current.Value);
                filled++;
            }

            if (more) more = window.TryGetRest(entries.Current.Key, entries.CurrentLast, out window);
        }

        resume = more ? window.First : window.Last;
        return filled;
    }

    /// <summary>How many entries there are in a window.</summary>
    internal static long Count(IRadixSource source, RadixWindow window, long batchNumber = 0)
    {
        long total = 0;
        while (true)
        {
            int room = Stretch;
            using var entries = new RadixEnumerator<TValue>(source, window, batchNumber);
            while (room > 0 && entries.MoveNext()) room--;
            total += Stretch - room;
            if (room > 0 || !window.TryGetRest(entries.Current.Key, entries.CurrentLast, out window)) return total;
        }
    }

    /// <summary>A list of exactly what was met on the way.</summary>
    /// <param name="source">Whose entries.</param>
    /// <param name="expected">How many there may be; writers may be at work.</param>
    /// <param name="part">What of each entry.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    internal static List<T> ToList<T>(IRadixSource source, int expected, Func<KeyValuePair<ulong, TValue>, T> part, long batchNumber = 0)
    {
        var list = new List<T>(expected);
        using var entries = new PagingRadixEnumerator<TValue>(source, RadixWindow.All, batchNumber);
        while (entries.MoveNext()) list.Add(part(entries.Current));
        return list;
    }

    internal static List<KeyValuePair<ulong, TValue>> ToList(IRadixSource source, int expected, long batchNumber = 0) => ToList(source, expected, static entry => entry, batchNumber);

    /// <summary>What <see cref="ICollection{T}.CopyTo"/> is: refuses an array that is too small, before or, when the tree grows meanwhile, on the way.</summary>
    internal static void CopyTo<T>(IRadixSource source, int expected, T[] array, int arrayIndex, Func<KeyValuePair<ulong, TValue>, T> part)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(arrayIndex, array.Length);
        if (array.Length - arrayIndex < expected) throw NoRoom(nameof(array));
        using var entries = new PagingRadixEnumerator<TValue>(source, RadixWindow.All);
        while (entries.MoveNext())
        {
            if (arrayIndex == array.Length) throw NoRoom(nameof(array));
            array[arrayIndex++] = part(entries.Current);
        }
    }

    private static ArgumentException NoRoom(string name) => new("The array has no room for all entries behind the given index.", name);
}
