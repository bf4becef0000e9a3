using System;
using System.Collections.Generic;

namespace Concurrent;

public sealed partial class BPlusTreeSnapshot<TKey, TValue>
{
    /// <summary>The keys in ascending order: a view that costs nothing.</summary>
    public EntryKeys<TKey, TValue> Keys => new(this);

    /// <summary>The values in the order of their keys: a view that costs nothing.</summary>
    public EntryValues<TKey, TValue> Values => new(this);

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    /// <summary>Whether a value is there, under any key. O(n).</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>.</remarks>
    public bool ContainsValue(TValue value) => new EntryValues<TKey, TValue>(this).Contains(value);

    /// <summary>All entries in an array, ascending. O(n).</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public KeyValuePair<TKey, TValue>[] ToArray() => EntryCopy<TKey, TValue, KeyValuePair<TKey, TValue>, EntryPart<TKey, TValue>.Whole>.ToArray(this);

    /// <summary>All entries in a list, ascending. O(n).</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public List<KeyValuePair<TKey, TValue>> ToList() => EntryCopy<TKey, TValue, KeyValuePair<TKey, TValue>, EntryPart<TKey, TValue>.Whole>.ToList(this);
}
