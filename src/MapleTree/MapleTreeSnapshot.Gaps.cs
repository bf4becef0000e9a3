using System;

namespace Concurrent;

public sealed partial class MapleTreeSnapshot<TKey, TValue>
{
    /// <summary>Finds the lowest place where <paramref name="size"/> neighbouring keys are free. O(log n).</summary>
    /// <param name="size">How many keys.</param>
    /// <param name="first">The first of them; default when there is no place.</param>
    /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
    /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
    /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
    /// <returns>Whether there is a place.</returns>
    /// <exception cref="ArgumentException">The window is reversed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">The tree does not track gaps.</exception>
    public bool TryFindGap(TKey size, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
    {
        var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
        MapleTree<TKey, TValue>.ThrowIfUntracked(TracksGaps);
        return GapFinder<TKey, TValue>.TryLowest(ref root, request, out first);
    }

    /// <summary>Finds the highest place where <paramref name="size"/> neighbouring keys are free. O(log n).</summary>
    /// <param name="size">How many keys.</param>
    /// <param name="first">The first of them; default when there is no place.</param>
    /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
    /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
    /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
    /// <returns>Whether there is a place.</returns>
    /// <exception cref="ArgumentException">The window is reversed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">The tree does not track gaps.</exception>
    public bool TryFindGapHighest(TKey size, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
    {
        var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
        MapleTree<TKey, TValue>.ThrowIfUntracked(TracksGaps);
        return GapFinder<TKey, TValue>.TryHighest(ref root, request, out first);
    }
}
