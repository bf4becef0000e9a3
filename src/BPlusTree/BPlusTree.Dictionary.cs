using System;
using System.Collections.Generic;

namespace Concurrent;

// The interfaces of .NET's dictionaries. What they ask for under the same name is public elsewhere; here is the rest.
public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>The keys in ascending order: a view that costs nothing.</summary>
    public EntryKeys<TKey, TValue> Keys => new(this);

    /// <summary>The values in the order of their keys: a view that costs nothing.</summary>
    public EntryValues<TKey, TValue> Values => new(this);

    IEnumerable<TKey> IReadOnlyDictionary<TKey, TValue>.Keys => Keys;

    IEnumerable<TValue> IReadOnlyDictionary<TKey, TValue>.Values => Values;

    ICollection<TKey> IDictionary<TKey, TValue>.Keys => Keys;

    ICollection<TValue> IDictionary<TKey, TValue>.Values => Values;

    bool ICollection<KeyValuePair<TKey, TValue>>.IsReadOnly => false;

    /// <summary>Whether a value is there, under any key. O(n); not a snapshot.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside locks and read sections.</remarks>
    public bool ContainsValue(TValue value) => new EntryValues<TKey, TValue>(this).Contains(value);

    /// <summary>The entries in an array, ascending. O(n), in short read sections; not a snapshot: exactly the entries that were met on the way.</summary>
    /// <remarks>LINQ's method of this name would ask for the count first, and trip over a tree that grows meanwhile; this one does not. For the entries of one moment:
    /// <c>tree.Snapshot().ToArray()</c>.</remarks>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public KeyValuePair<TKey, TValue>[] ToArray() => EntryCopy<TKey, TValue, KeyValuePair<TKey, TValue>, EntryPart<TKey, TValue>.Whole>.ToArray(this);

    /// <summary>The entries in a list, ascending. O(n), in short read sections; not a snapshot: exactly the entries that were met on the way.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public List<KeyValuePair<TKey, TValue>> ToList() => EntryCopy<TKey, TValue, KeyValuePair<TKey, TValue>, EntryPart<TKey, TValue>.Whole>.ToList(this);

    void ICollection<KeyValuePair<TKey, TValue>>.Add(KeyValuePair<TKey, TValue> item)
    {
        if (item.Key is null) throw NullKeyOf(nameof(item));
        if (!TryAdd(item.Key, item.Value)) throw new ArgumentException($"The key '{item.Key}' is in the tree already.", nameof(item));
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.Contains(KeyValuePair<TKey, TValue> item)
    {
        if (item.Key is null) throw NullKeyOf(nameof(item));
        return TryGetValue(item.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);
    }

    bool ICollection<KeyValuePair<TKey, TValue>>.Remove(KeyValuePair<TKey, TValue> item) => TryRemove(item);

    void ICollection<KeyValuePair<TKey, TValue>>.CopyTo(KeyValuePair<TKey, TValue>[] array, int arrayIndex) =>
        EntryCopy<TKey, TValue, KeyValuePair<TKey, TValue>, EntryPart<TKey, TValue>.Whole>.CopyTo(this, array, arrayIndex);

    private static ArgumentNullException NullKeyOf(string item) => new(item, "The key is null.");
}
