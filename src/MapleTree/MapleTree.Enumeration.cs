using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics;

namespace Concurrent;

[DebuggerTypeProxy(typeof(RangesDebugView<,>))]
public sealed partial class MapleTree<TKey, TValue> : IReadOnlyCollection<RangeEntry<TKey, TValue>>
{
    /// <summary>Enumerates all ranges that hold a value in ascending order, in one read section, without allocating: what <c>foreach</c> uses.</summary>
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

    /// <summary>Calls <paramref name="visitor"/> for each range that holds a value, ascending. O(n); not a snapshot; the visitor runs outside locks and read sections.</summary>
    /// <param name="state">Passed on to the visitor, so that it need not be a closure.</param>
    /// <param name="visitor">Gets the state, the range, and its ordinal, from 0. May write to the tree. What it throws ends the visit.</param>
    /// <returns>How many ranges were visited.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
    public long ForEach<TState>(TState state, Action<TState, RangeEntry<TKey, TValue>, long> visitor) => RangeCopy<TKey, TValue>.Visit(this, state, visitor);

    /// <summary>The ranges that hold a value in an array, ascending. O(n), in short read sections; not a snapshot: exactly the ranges that were met on the way.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public RangeEntry<TKey, TValue>[] ToArray() => [.. ToList()];

    /// <summary>The ranges that hold a value in a list, ascending. O(n), in short read sections; not a snapshot: exactly the ranges that were met on the way.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
    public List<RangeEntry<TKey, TValue>> ToList() => RangeCopy<TKey, TValue>.ToList(this, Count);

    IEnumerator<RangeEntry<TKey, TValue>> IEnumerable<RangeEntry<TKey, TValue>>.GetEnumerator() => Pages();

    IEnumerator IEnumerable.GetEnumerator() => Pages();

    private PagingRangeEnumerator<TKey, TValue> Pages() => new(this, RangeWindow<TKey>.All(gaps: false, descending: false));
}
