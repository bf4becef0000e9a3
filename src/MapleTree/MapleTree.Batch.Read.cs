using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <content>Reads of the batch's own view.</content>
    public ref partial struct Batch
    {
        /// <summary>Gets the value of a key in the batch's view, or stores a value at this one key. O(log n).</summary>
        /// <exception cref="KeyNotFoundException">Nothing is there (get).</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue this[TKey key]
        {
            get => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"Nothing is at the key '{key}'.");
            set => Store(key, value);
        }

        /// <summary>Finds the value of a key in the batch's view. O(log n).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) => MapleReader<TKey, TValue>.TryGet(ref Core.BatchRoot, key, out value);

        /// <summary>Finds the value of a key and the range that holds it in the batch's view, or, where there is none, the whole gap around the key. O(log n).</summary>
        /// <returns>Whether there is a value.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetRange(TKey key, out RangeEntry<TKey, TValue> range)
        {
            range = MapleReader<TKey, TValue>.GetRange(ref Core.BatchRoot, key);
            return range.HasValue;
        }

        /// <summary>Whether there is a value at a key in the batch's view. O(log n).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool ContainsKey(TKey key) => MapleReader<TKey, TValue>.Contains(ref Core.BatchRoot, key);

        /// <summary>Whether there is a value anywhere from <paramref name="first"/> to <paramref name="last"/> in the batch's view. O(log n), however wide the window is.</summary>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool AnyIn(TKey first, TKey last)
        {
            MapleCore<TKey, TValue> core = Core;
            RangeWindow<TKey>.ThrowIfReversed(first, last);
            return !MapleReader<TKey, TValue>.IsFree(ref core.BatchRoot, first, last);
        }

        /// <summary>Looks up many keys at once in the batch's view, in any order, also repeated ones.</summary>
        /// <param name="keys">The keys.</param>
        /// <param name="values">Gets the value of each key, or default where there is none. May be longer than <paramref name="keys"/>; must not overlap it.</param>
        /// <param name="found">Gets for each key whether there is a value. May be longer.</param>
        /// <returns>How many of the keys have a value.</returns>
        /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
        {
            MapleCore<TKey, TValue> core = Core;
            ManyArguments.Check(keys.Length, "keys", values, found);
            return ManyRangeReader<TKey, TValue>.Get(ref core.BatchRoot, keys, values, found);
        }

        /// <summary>Enumerates the ranges of the batch's view that hold a value, ascending. The body of the loop may write through the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RangeEnumerator<TKey, TValue> GetEnumerator() => new(Core, RangeWindow<TKey>.All(gaps: false, descending: false), number);

        /// <summary>The ranges of the batch's view that hold a key from <paramref name="first"/> to <paramref name="last"/>, ascending, each whole. Not to be used after the batch.</summary>
        /// <param name="first">The first key of the window.</param>
        /// <param name="last">The last key of the window.</param>
        /// <param name="gaps">Whether the empty ranges between them are reported too.</param>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RangeView<TKey, TValue> EnumerateRange(TKey first, TKey last, bool gaps = false) => new(Core, RangeWindow<TKey>.Of(first, last, gaps, descending: false), number);

        /// <summary>The ranges of the batch's view that overlap another, ascending, each whole. Not to be used after the batch.</summary>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RangeView<TKey, TValue> EnumerateOverlapping(TKey first, TKey last) => EnumerateRange(first, last);

        /// <summary>All ranges of the batch's view that hold a value, descending. Not to be used after the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RangeView<TKey, TValue> EnumerateDescending() => new(Core, RangeWindow<TKey>.All(gaps: false, descending: true), number);

        /// <summary>The ranges of the batch's view that hold a key from <paramref name="first"/> to <paramref name="last"/>, descending, each whole. Not to be used after the batch.</summary>
        /// <param name="first">The first key of the window.</param>
        /// <param name="last">The last key of the window.</param>
        /// <param name="gaps">Whether the empty ranges between them are reported too.</param>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RangeView<TKey, TValue> EnumerateDescending(TKey first, TKey last, bool gaps = false) => new(Core, RangeWindow<TKey>.Of(first, last, gaps, descending: true), number);

        /// <summary>Calls <paramref name="visitor"/> for each range of the batch's view that holds a value, ascending. O(n).</summary>
        /// <param name="state">Passed on to the visitor.</param>
        /// <param name="visitor">Gets the state, the range, and its ordinal, from 0.</param>
        /// <returns>How many ranges were visited.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long ForEach<TState>(TState state, Action<TState, RangeEntry<TKey, TValue>, long> visitor) => RangeCopy<TKey, TValue>.Visit(Core, state, visitor, number);

        /// <summary>The ranges of the batch's view that hold a value in an array, ascending. O(n).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RangeEntry<TKey, TValue>[] ToArray() => [.. ToList()];

        /// <summary>The ranges of the batch's view that hold a value in a list, ascending. O(n).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly List<RangeEntry<TKey, TValue>> ToList() => RangeCopy<TKey, TValue>.ToList(Core, Count, number);

        /// <summary>A cursor over the batch's view, set to the first key, which can write too. The batch may write between its steps; each sees what was written before.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly MapleCursor<TKey, TValue> GetCursor() => new(Core, number);
    }
}
