using System;
using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Enumerates all entries in ascending order, in one read section, without allocating: what <c>foreach</c> uses.</summary>
    public EntryEnumerator<TKey, TValue> GetEnumerator() => new(this, KeyRange<TKey>.All, descending: false);

    /// <summary>The entries whose keys lie in <paramref name="range"/>, ascending.</summary>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
    public EntryRange<TKey, TValue> EnumerateRange(KeyRange<TKey> range) => new(this, range.Validated(comparer, nameof(range)), descending: false);

    /// <summary>All entries, descending.</summary>
    public EntryRange<TKey, TValue> EnumerateDescending() => new(this, KeyRange<TKey>.All, descending: true);

    /// <summary>The entries whose keys lie in <paramref name="range"/>, descending.</summary>
    /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
    public EntryRange<TKey, TValue> EnumerateDescending(KeyRange<TKey> range) => new(this, range.Validated(comparer, nameof(range)), descending: true);

    /// <summary>Calls <paramref name="visitor"/> for each entry in ascending order. O(n); not a snapshot; the visitor runs outside locks and read sections.</summary>
    /// <param name="state">Passed on to the visitor, so that it need not be a closure.</param>
    /// <param name="visitor">Gets the state, the key, the value, and the entry's ordinal, from 0. May write to the tree. What it throws ends the visit.</param>
    /// <returns>How many entries were visited.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
    public long ForEach<TState>(TState state, Action<TState, TKey, TValue, long> visitor) => Visit(this, state, visitor);

    IEnumerator<KeyValuePair<TKey, TValue>> IEnumerable<KeyValuePair<TKey, TValue>>.GetEnumerator() =>
        new PagingEnumerator<TKey, TValue>(this, KeyRange<TKey>.All, descending: false);

    IEnumerator IEnumerable.GetEnumerator() => new PagingEnumerator<TKey, TValue>(this, KeyRange<TKey>.All, descending: false);

    internal static long Visit<TState>(IEntrySource<TKey> source, TState state, Action<TState, TKey, TValue, long> visitor, long batchNumber = 0)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long ordinal = 0;
        using var entries = new PagingEnumerator<TKey, TValue>(source, KeyRange<TKey>.All, descending: false, batchNumber, withinCall: true);
        while (entries.MoveNext())
        {
            visitor(state, entries.Current.Key, entries.Current.Value, ordinal);
            ordinal++;
        }

        return ordinal;
    }
}
