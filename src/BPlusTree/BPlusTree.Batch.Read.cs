using System;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    public ref partial struct Batch
    {
        /// <summary>Looks up many keys at once in the batch's view, in any order, also repeated ones: two to three times as fast as single look-ups where the tree does not fit into the cache.</summary>
        /// <param name="keys">The keys.</param>
        /// <param name="values">Gets the value of each key, or default where it is absent. May be longer than <paramref name="keys"/>; must not overlap it.</param>
        /// <param name="found">Gets for each key whether it is present. May be longer.</param>
        /// <returns>How many of the keys were found.</returns>
        /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
        /// <exception cref="ArgumentNullException">One of the keys is null; nothing was written.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
        {
            TreeCore<TKey, TValue> core = Core;
            ManyReader<TKey, TValue>.Check(keys, values, found);
            return ManyReader<TKey, TValue>.Get(ref core.BatchRoot, keys, values, found, core.Comparer);
        }

        /// <summary>Counts the entries of the batch's view in a range, exactly. O(log n + leaves in the range); O(1) for <see cref="KeyRange{TKey}.All"/>.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long CountRange(KeyRange<TKey> range)
        {
            TreeCore<TKey, TValue> core = Core;
            return range.IsUnbounded ? core.BatchCount : RangeReader<TKey, TValue>.Count(core, range.Validated(core.Comparer, nameof(range)), number);
        }

        /// <summary>Copies the first entries of the batch's view in a range, ascending, as many as there is room for. O(log n + entries).</summary>
        /// <param name="range">Which entries.</param>
        /// <param name="keys">Gets the keys; its length is the greatest number of entries.</param>
        /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
        /// <param name="rest">What of the range lies behind the entries copied; the range itself when there were none.</param>
        /// <returns>How many entries were copied. Fewer than there is room for: that was all.</returns>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        {
            TreeCore<TKey, TValue> core = Core;
            return RangeReader<TKey, TValue>.Copy(core, range.Validated(core.Comparer, nameof(range)), descending: false, keys, values, out rest, number);
        }

        /// <summary>Copies the last entries of the batch's view in a range, descending, as many as there is room for. O(log n + entries).</summary>
        /// <param name="range">Which entries.</param>
        /// <param name="keys">Gets the keys; its length is the greatest number of entries.</param>
        /// <param name="values">Gets the values; as long as <paramref name="keys"/>.</param>
        /// <param name="rest">What of the range lies below the entries copied; the range itself when there were none.</param>
        /// <returns>How many entries were copied. Fewer than there is room for: that was all.</returns>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest)
        {
            TreeCore<TKey, TValue> core = Core;
            return RangeReader<TKey, TValue>.Copy(core, range.Validated(core.Comparer, nameof(range)), descending: true, keys, values, out rest, number);
        }

        /// <summary>A cursor over the batch's view. The batch may write between its steps; each sees what was written before.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly EntryCursor<TKey, TValue> GetCursor() => new(Core, number);
    }
}
