using System;
using System.Collections;
using System.Collections.Generic;

namespace Concurrent;

public sealed partial class IdAllocator<TValue> : IReadOnlyCollection<KeyValuePair<ulong, TValue>>
{
    /// <summary>Enumerates the ids that have a value, with it, in ascending order, in one read section, without allocating memory: what <c>foreach</c> uses. Not atomic; see <see cref="Snapshot"/>.</summary>
    public RadixEnumerator<TValue> GetEnumerator() => values.GetEnumerator();

    /// <summary>The ids from <paramref name="first"/> to <paramref name="last"/> that have a value, with it, ascending.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public RadixView<TValue> EnumerateRange(ulong first, ulong last) => values.EnumerateRange(first, last);

    /// <summary>Calls <paramref name="visitor"/> for each id that has a value, ascending. O(n); not a snapshot; the visitor runs outside locks and read sections.</summary>
    /// <param name="state">Passed on to the visitor, so that it need not be a closure.</param>
    /// <param name="visitor">Gets the state, the id, its value, and the entry's ordinal, from 0. May allocate and free. What it throws ends the visit.</param>
    /// <returns>How many were visited.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
    public long ForEach<TState>(TState state, Action<TState, ulong, TValue, long> visitor) => values.ForEach(state, visitor);

    IEnumerator<KeyValuePair<ulong, TValue>> IEnumerable<KeyValuePair<ulong, TValue>>.GetEnumerator() => ((IEnumerable<KeyValuePair<ulong, TValue>>)values.EnumerateRange(0, ulong.MaxValue)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)values.EnumerateRange(0, ulong.MaxValue)).GetEnumerator();
}
