using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent;

// The interfaces of .NET's dictionaries. What they ask for under the same name is public elsewhere; here is the rest.
[DebuggerTypeProxy(typeof(RadixDebugView<>))]
public sealed partial class RadixTree<TValue> : IDictionary<ulong, TValue>, IRadixMap<TValue>
{
    IEnumerable<ulong> IReadOnlyDictionary<ulong, TValue>.Keys => new RadixIndexView<TValue>(this);

    IEnumerable<TValue> IReadOnlyDictionary<ulong, TValue>.Values => new RadixValueView<TValue>(this);

    ICollection<ulong> IDictionary<ulong, TValue>.Keys => new RadixIndexView<TValue>(this);

    ICollection<TValue> IDictionary<ulong, TValue>.Values => new RadixValueView<TValue>(this);

    bool ICollection<KeyValuePair<ulong, TValue>>.IsReadOnly => false;

    /// <summary>Whether a value is there, at any index. O(n); not a snapshot.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside locks and read sections.</remarks>
    public bool ContainsValue(TValue value) => new RadixValueView<TValue>(this).Contains(value);

    void ICollection<KeyValuePair<ulong, TValue>>.Add(KeyValuePair<ulong, TValue> item)
    {
        if (!TryAdd(item.Key, item.Value)) throw new ArgumentException($"Something is at the index {item.Key} already.", nameof(item));
    }

    bool ICollection<KeyValuePair<ulong, TValue>>.Contains(KeyValuePair<ulong, TValue> item) =>
        TryGetValue(item.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Value);

    bool ICollection<KeyValuePair<ulong, TValue>>.Remove(KeyValuePair<ulong, TValue> item) => TryRemove(item);

    void ICollection<KeyValuePair<ulong, TValue>>.CopyTo(KeyValuePair<ulong, TValue>[] array, int arrayIndex) =>
        RadixCopy<TValue>.CopyTo(this, Count, array, arrayIndex, static entry => entry);
}
