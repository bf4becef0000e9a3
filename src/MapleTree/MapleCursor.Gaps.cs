using System;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

/// <content>Searches for gaps, which only a writer and the reader of a snapshot may make: the sizes of gaps are kept for them alone (P1d).</content>
public ref partial struct MapleCursor<TKey, TValue>
{
    /// <summary>Sets the cursor to the lowest place in a window where <paramref name="size"/> neighbouring keys are free. Only of a batch's or a snapshot's cursor. O(log n).</summary>
    /// <remarks>The cursor is set to exactly these keys, <see cref="First"/> to <see cref="Last"/>: <see cref="Store"/> stores there, and steps go beyond the gap around them. On a miss it stays where it is.</remarks>
    /// <param name="min">The first key of the window.</param>
    /// <param name="max">The last key of the window.</param>
    /// <param name="size">How many keys.</param>
    /// <returns>Whether there is a place.</returns>
    /// <exception cref="ArgumentException"><paramref name="min"/> is greater than <paramref name="max"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window.</exception>
    /// <exception cref="ObjectDisposedException">The cursor is disposed.</exception>
    /// <exception cref="InvalidOperationException">The cursor is neither a batch's nor a snapshot's, or the batch has ended, or the tree does not track gaps.</exception>
    public bool FindGap(TKey min, TKey max, TKey size)
    {
        GapRequest<TKey> request = PrepareForGaps(min, max, size);
        return GapFinder<TKey, TValue>.TryLowest(ref root, request, out TKey found) && SetTo(found, request);
    }

    /// <summary>Sets the cursor to the highest place in a window where <paramref name="size"/> neighbouring keys are free; see <see cref="FindGap"/>. O(log n).</summary>
    /// <param name="min">The first key of the window.</param>
    /// <param name="max">The last key of the window.</param>
    /// <param name="size">How many keys.</param>
    /// <returns>Whether there is a place.</returns>
    /// <exception cref="ArgumentException"><paramref name="min"/> is greater than <paramref name="max"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window.</exception>
    /// <exception cref="ObjectDisposedException">The cursor is disposed.</exception>
    /// <exception cref="InvalidOperationException">The cursor is neither a batch's nor a snapshot's, or the batch has ended, or the tree does not track gaps.</exception>
    public bool FindGapReverse(TKey min, TKey max, TKey size)
    {
        GapRequest<TKey> request = PrepareForGaps(min, max, size);
        return GapFinder<TKey, TValue>.TryHighest(ref root, request, out TKey found) && SetTo(found, request);
    }

    private GapRequest<TKey> PrepareForGaps(TKey min, TKey max, TKey size)
    {
        if (max < min) ThrowReversed(min, max);
        var request = new GapRequest<TKey>(size, min, max, alignment: null);
        // Before Prepare: a cursor that is refused opens no section.
        bool tracksGaps = source switch
        {
            MapleCore<TKey, TValue> core => core.TracksGaps,
            MapleTreeSnapshot<TKey, TValue> snapshot => snapshot.TracksGaps,
            _ => throw new InvalidOperationException("Gaps are searched for by the writer, or on a snapshot: take the cursor from a batch or from a snapshot."),
        };
        Prepare();
        MapleTree<TKey, TValue>.ThrowIfUntracked(tracksGaps);
        return request;
    }

    private bool SetTo(TKey found, in GapRequest<TKey> request)
    {
        SetTo(found, found + request.Span);
        return true;
    }

    [DoesNotReturn]
    private static void ThrowReversed(TKey min, TKey max) => throw new ArgumentException($"The window ends at {max}, before it begins at {min}.", nameof(max));
}
