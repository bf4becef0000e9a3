using System;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Copies the entries of a tree or a snapshot, or a part of each, into arrays and lists.</summary>
internal static class EntryCopy<TKey, TValue, T, TPart>
    where TKey : notnull
    where TPart : IEntryPart<TKey, TValue, T>
{
    /// <summary>An array of exactly what was met on the way. The count is only where it starts from: writers may be at work.</summary>
    internal static T[] ToArray(IEntryMap<TKey, TValue>? source)
    {
        if (source is null) return [];
        if (TPart.ShowsValues) source.ThrowIfUnprotected();
        int expected = source.Count;
        T[] array = expected == 0 ? [] : new T[expected];
        int count = 0;
        using (var entries = new StretchEnumerator<TKey, TValue>(source))
        {
            while (entries.MoveNext())
            {
                if (count == array.Length) Array.Resize(ref array, Math.Max(count + 4, (int)Math.Min(2L * count, Array.MaxLength)));
                array[count++] = TPart.Of(entries.Current);
            }
        }

        if (count != array.Length) Array.Resize(ref array, count);
        return array;
    }

    /// <summary>A list of exactly what was met on the way.</summary>
    internal static List<T> ToList(IEntryMap<TKey, TValue>? source)
    {
        if (source is null) return [];
        if (TPart.ShowsValues) source.ThrowIfUnprotected();
        var list = new List<T>(source.Count);
        using var entries = new StretchEnumerator<TKey, TValue>(source);
        while (entries.MoveNext()) list.Add(TPart.Of(entries.Current));
        return list;
    }

    /// <summary>What <see cref="ICollection{T}.CopyTo"/> is: refuses an array that is too small, before or, when the tree grows meanwhile, on the way.</summary>
    internal static void CopyTo(IEntryMap<TKey, TValue>? source, T[] array, int arrayIndex)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentOutOfRangeException.ThrowIfNegative(arrayIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(arrayIndex, array.Length);
        if (source is null) return;
        if (TPart.ShowsValues) source.ThrowIfUnprotected();
        if (array.Length - arrayIndex < source.Count) throw NoRoom(nameof(array));
        using var entries = new StretchEnumerator<TKey, TValue>(source);
        while (entries.MoveNext())
        {
            if (arrayIndex == array.Length) throw NoRoom(nameof(array));
            array[arrayIndex++] = TPart.Of(entries.Current);
        }
    }

    private static ArgumentException NoRoom(string name) => new("The array has no room for all entries behind the given index.", name);
}
