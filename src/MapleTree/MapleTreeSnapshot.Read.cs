using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

[DebuggerTypeProxy(typeof(RangesDebugView<,>))]
public sealed partial class MapleTreeSnapshot<TKey, TValue> : IReadOnlyCollection<RangeEntry<TKey, TValue>>
{
    /// <summary>The value of a key. O(log n).</summary>
    /// <exception cref="KeyNotFoundException">Nothing is there.</exception>
    public TValue this[TKey key] => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"Nothing is at the key '{key}'.");

    /// <summary>Finds the value of a key. O(log n).</summary>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => MapleReader<TKey, TValue>.TryGet(ref root, key, out value);

    /// <summary>Finds the value of a key and the range that holds it, or, where there is none, the whole gap around the key. O(log n).</summary>
    /// <returns>Whether there is a value.</returns>
    public bool TryGetRange(TKey key, out RangeEntry<TKey, TValue> range)
    {
        range = MapleReader<TKey, TValue>.GetRange(ref root, key);
        return range.HasValue;
    }

    /// <summary>Whether there is a value at a key. O(log n).</summary>
    public bool ContainsKey(TKey key) => MapleReader<TKey, TValue>.Contains(ref root, key);

    /// <summary>Whether there is a value anywhere from <paramref name="first"/> to <paramref name="last"/>. O(log n), however wide the window is.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public bool AnyIn(TKey first, TKey last)
    {
        RangeWindow<TKey>.ThrowIfReversed(first, last);
        return !MapleReader<TKey, TValue>.IsFree(ref root, first, last);
    }

    /// <summary>Looks up many keys at once, in any order, also repeated ones: two to three times as fast as single look-ups where the tree does not fit into the cache.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">Gets the value of each key, or default where there is none. May be longer than <paramref name="keys"/>; must not overlap it.</param>
    /// <param name="found">Gets for each key whether there is a value. May be longer.</param>
    /// <returns>How many of the keys have a value.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
    public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
    {
        ManyArguments.Check(keys.Length, "keys", values, found);
        return ManyRangeReader<TKey, TValue>.Get(ref root, keys, values, found);
    }

    /// <summary>Enumerates all ranges that hold a value in ascending order without allocating.</summary>
    public RangeEnumerator<TKey, TValue> GetEnumerator() => new(this, RangeWindow<TKey>.All(gaps: false, descending: false), batchNumber: 0);

    /// <summary>The ranges that hold a key from <paramref name="first"/> to <paramref name="last"/>, ascending, each whole.</summary>
    /// <param name="first">The first key of the window.</param>
    /// <param name="last">The last key of the window.</param>
    /// <param name="gaps">Whether the empty ranges between them are reported too.</param>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public RangeView<TKey, TValue> EnumerateRange(TKey first, TKey last, bool gaps = false) => new(this, RangeWindow<TKey>.Of(first, last, gaps, descending: false));

    /// <summary>The ranges that overlap another, ascending, each whole: <see cref="EnumerateRange"/> by the name under which one looks for it.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public RangeView<TKey, TValue> EnumerateOverlapping(TKey first, TKey last) => EnumerateRange(first, last);

    /// <summary>All ranges that hold a value, descending.</summary>
    public RangeView<TKey, TValue> EnumerateDescending() => new(this, RangeWindow<TKey>.All(gaps: false, descending: true));

    /// <summary>The ranges that hold a key from <paramref name="first"/> to <paramref name="last"/>, descending, each whole.</summary>
    /// <param name="first">The first key of the window.</param>
    /// <param name="last">The last key of the window.</param>
    /// <param name="gaps">Whether the empty ranges between them are reported too.</param>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public RangeView<TKey, TValue> EnumerateDescending(TKey first, TKey last, bool gaps = false) => new(this, RangeWindow<TKey>.Of(first, last, gaps, descending: true));

    /// <summary>Calls <paramref name="visitor"/> for each range that holds a value, ascending. O(n).</summary>
    /// <param name="state">Passed on to the visitor.</param>
    /// <param name="visitor">Gets the state, the range, and its ordinal, from 0.</param>
    /// <returns>How many ranges were visited.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
    public long ForEach<TState>(TState state, Action<TState, RangeEntry<TKey, TValue>, long> visitor) => RangeCopy<TKey, TValue>.Visit(this, state, visitor);

    /// <summary>The ranges that hold a value in an array, ascending. O(n).</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public RangeEntry<TKey, TValue>[] ToArray() => [.. ToList()];

    /// <summary>The ranges that hold a value in a list, ascending. O(n).</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public List<RangeEntry<TKey, TValue>> ToList() => RangeCopy<TKey, TValue>.ToList(this, Count);

    /// <summary>A cursor over the ranges, set to the first key. It holds no section, and need not be disposed.</summary>
    public MapleCursor<TKey, TValue> GetCursor() => new(this);

    IEnumerator<RangeEntry<TKey, TValue>> IEnumerable<RangeEntry<TKey, TValue>>.GetEnumerator() => Pages();

    IEnumerator IEnumerable.GetEnumerator() => Pages();

    private PagingRangeEnumerator<TKey, TValue> Pages() => new(this, RangeWindow<TKey>.All(gaps: false, descending: false));
}
