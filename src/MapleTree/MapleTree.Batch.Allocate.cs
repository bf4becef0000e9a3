using System;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <content>Searches for gaps.</content>
    public ref partial struct Batch
    {
        /// <summary>Stores a value in the lowest place of the batch's view where <paramref name="size"/> neighbouring keys are free. O(log n).</summary>
        /// <param name="size">How many keys.</param>
        /// <param name="value">The value.</param>
        /// <param name="first">The first key of the new range; default when there is no place.</param>
        /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
        /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
        /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
        /// <returns>Whether there was a place; otherwise nothing changed.</returns>
        /// <exception cref="ArgumentException">The window is reversed.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
        /// <exception cref="InvalidOperationException">The tree does not track gaps; or the batch has ended.</exception>
        public readonly bool TryAllocate(TKey size, TValue value, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
        {
            MapleCore<TKey, TValue> core = Core;
            var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
            tree.ThrowIfUntracked();
            var gap = default(GapPlace<TKey, TValue>);
            return GapFinder<TKey, TValue>.TryLowest(ref core.BatchRoot, ref gap, request, out first) && core.PutInBatch(ref gap, first, first + request.Span, value);
        }

        /// <summary>Stores a value in the highest place of the batch's view where <paramref name="size"/> neighbouring keys are free. O(log n).</summary>
        /// <param name="size">How many keys.</param>
        /// <param name="value">The value.</param>
        /// <param name="first">The first key of the new range; default when there is no place.</param>
        /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
        /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
        /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
        /// <returns>Whether there was a place; otherwise nothing changed.</returns>
        /// <exception cref="ArgumentException">The window is reversed.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
        /// <exception cref="InvalidOperationException">The tree does not track gaps; or the batch has ended.</exception>
        public readonly bool TryAllocateHighest(TKey size, TValue value, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
        {
            MapleCore<TKey, TValue> core = Core;
            var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
            tree.ThrowIfUntracked();
            var gap = default(GapPlace<TKey, TValue>);
            return GapFinder<TKey, TValue>.TryHighest(ref core.BatchRoot, ref gap, request, out first) && core.PutInBatch(ref gap, first, first + request.Span, value);
        }

        /// <summary>Stores a value in the lowest place of the batch's view from <paramref name="next"/> on where <paramref name="size"/> neighbouring keys are free, or, when there is none, the lowest of the whole window. O(log n).</summary>
        /// <remarks>So that what was freed is not used again soon: identifiers go round.</remarks>
        /// <param name="size">How many keys.</param>
        /// <param name="value">The value.</param>
        /// <param name="next">Where to go on; any key will do to begin with. On success the key behind the new range, or the first of the window when that one ends at the greatest key; else unchanged.</param>
        /// <param name="first">The first key of the new range; default when there is no place.</param>
        /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
        /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
        /// <returns>Whether there was a place; otherwise nothing changed.</returns>
        /// <exception cref="ArgumentException">The window is reversed.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window.</exception>
        /// <exception cref="InvalidOperationException">The tree does not track gaps; or the batch has ended.</exception>
        public readonly bool TryAllocateCyclic(TKey size, TValue value, ref TKey next, out TKey first, TKey? windowFirst = null, TKey? windowLast = null)
        {
            MapleCore<TKey, TValue> core = Core;
            var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment: null);
            tree.ThrowIfUntracked();
            var gap = default(GapPlace<TKey, TValue>);
            if (!TryCyclic(ref core.BatchRoot, ref gap, request, next, out first)) return false;
            core.PutInBatch(ref gap, first, first + request.Span, value);
            next = Behind(request, first);
            return true;
        }

        /// <summary>Finds the lowest place where <paramref name="size"/> neighbouring keys are free. O(log n). In the batch's view.</summary>
        /// <param name="size">How many keys.</param>
        /// <param name="first">The first of them; default when there is no place.</param>
        /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
        /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
        /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
        /// <returns>Whether there is a place.</returns>
        /// <exception cref="ArgumentException">The window is reversed.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
        /// <exception cref="InvalidOperationException">The tree does not track gaps; or the batch has ended.</exception>
        public readonly bool TryFindGap(TKey size, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
        {
            MapleCore<TKey, TValue> core = Core;
            var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
            tree.ThrowIfUntracked();
            return GapFinder<TKey, TValue>.TryLowest(ref core.BatchRoot, request, out first);
        }

        /// <summary>Finds the highest place where <paramref name="size"/> neighbouring keys are free. O(log n). In the batch's view.</summary>
        /// <param name="size">How many keys.</param>
        /// <param name="first">The first of them; default when there is no place.</param>
        /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
        /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
        /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
        /// <returns>Whether there is a place.</returns>
        /// <exception cref="ArgumentException">The window is reversed.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
        /// <exception cref="InvalidOperationException">The tree does not track gaps; or the batch has ended.</exception>
        public readonly bool TryFindGapHighest(TKey size, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
        {
            MapleCore<TKey, TValue> core = Core;
            var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
            tree.ThrowIfUntracked();
            return GapFinder<TKey, TValue>.TryHighest(ref core.BatchRoot, request, out first);
        }
    }
}
