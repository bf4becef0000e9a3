using System;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <summary>Stores a value in the lowest place where <paramref name="size"/> neighbouring keys are free. O(log n). Waits for other writers. Linearizable: found and stored under one lock.</summary>
    /// <param name="size">How many keys.</param>
    /// <param name="value">The value.</param>
    /// <param name="first">The first key of the new range; default when there is no place.</param>
    /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
    /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
    /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
    /// <returns>Whether there was a place; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentException">The window is reversed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">The tree does not track gaps; or the calling thread holds an open batch.</exception>
    public bool TryAllocate(TKey size, TValue value, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
    {
        var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
        ThrowIfUntracked();
        using WriteScope write = BeginWrite();
        var gap = default(GapPlace<TKey, TValue>);
        if (!GapFinder<TKey, TValue>.TryLowest(ref root, ref gap, request, out first)) return false;
        write.Commit(core.Writer.PutInGap(ref root, ref gap, first, first + request.Span, value, core.Count).More);
        return true;
    }

    /// <summary>Stores a value in the highest place where <paramref name="size"/> neighbouring keys are free. O(log n). Waits for other writers. Linearizable: found and stored under one lock.</summary>
    /// <param name="size">How many keys.</param>
    /// <param name="value">The value.</param>
    /// <param name="first">The first key of the new range; default when there is no place.</param>
    /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
    /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
    /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
    /// <returns>Whether there was a place; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentException">The window is reversed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">The tree does not track gaps; or the calling thread holds an open batch.</exception>
    public bool TryAllocateHighest(TKey size, TValue value, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
    {
        var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
        ThrowIfUntracked();
        using WriteScope write = BeginWrite();
        var gap = default(GapPlace<TKey, TValue>);
        if (!GapFinder<TKey, TValue>.TryHighest(ref root, ref gap, request, out first)) return false;
        write.Commit(core.Writer.PutInGap(ref root, ref gap, first, first + request.Span, value, core.Count).More);
        return true;
    }

    /// <summary>Stores a value in the lowest place from <paramref name="next"/> on where <paramref name="size"/> neighbouring keys are free, or, when there is none, the lowest of the whole window. O(log n). Waits for other writers. Linearizable: found and stored under one lock.</summary>
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
    /// <exception cref="InvalidOperationException">The tree does not track gaps; or the calling thread holds an open batch.</exception>
    public bool TryAllocateCyclic(TKey size, TValue value, ref TKey next, out TKey first, TKey? windowFirst = null, TKey? windowLast = null)
    {
        var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment: null);
        ThrowIfUntracked();
        using WriteScope write = BeginWrite();
        var gap = default(GapPlace<TKey, TValue>);
        if (!TryCyclic(ref root, ref gap, request, next, out first)) return false;
        write.Commit(core.Writer.PutInGap(ref root, ref gap, first, first + request.Span, value, core.Count).More);
        next = Behind(request, first);
        return true;
    }

    /// <summary>Finds the lowest place where <paramref name="size"/> neighbouring keys are free. O(log n). Waits for other writers: what it found may be taken when it returns; see <see cref="TryAllocate"/>.</summary>
    /// <param name="size">How many keys.</param>
    /// <param name="first">The first of them; default when there is no place.</param>
    /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
    /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
    /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
    /// <returns>Whether there is a place.</returns>
    /// <exception cref="ArgumentException">The window is reversed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">The tree does not track gaps; or the calling thread holds an open batch.</exception>
    public bool TryFindGap(TKey size, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
    {
        var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
        ThrowIfUntracked();
        core.ThrowIfDisposed();
        using WriterToken token = core.Lock.Enter();
        return GapFinder<TKey, TValue>.TryLowest(ref root, request, out first);
    }

    /// <summary>Finds the highest place where <paramref name="size"/> neighbouring keys are free. O(log n). Waits for other writers: what it found may be taken when it returns; see <see cref="TryAllocate"/>.</summary>
    /// <param name="size">How many keys.</param>
    /// <param name="first">The first of them; default when there is no place.</param>
    /// <param name="windowFirst">The first key it may hold; null: the first of all.</param>
    /// <param name="windowLast">The last key it may hold; null: the last of all.</param>
    /// <param name="alignment">What <paramref name="first"/> must be a multiple of; null: 1. Gaps that are large enough but hold no such place are passed over one by one.</param>
    /// <returns>Whether there is a place.</returns>
    /// <exception cref="ArgumentException">The window is reversed.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is 0 or larger than the window, or <paramref name="alignment"/> is 0.</exception>
    /// <exception cref="InvalidOperationException">The tree does not track gaps; or the calling thread holds an open batch.</exception>
    public bool TryFindGapHighest(TKey size, out TKey first, TKey? windowFirst = null, TKey? windowLast = null, TKey? alignment = null)
    {
        var request = new GapRequest<TKey>(size, windowFirst, windowLast, alignment);
        ThrowIfUntracked();
        core.ThrowIfDisposed();
        using WriterToken token = core.Lock.Enter();
        return GapFinder<TKey, TValue>.TryHighest(ref root, request, out first);
    }

    internal static void ThrowIfUntracked(bool tracksGaps)
    {
        if (!tracksGaps) throw new InvalidOperationException("The tree does not track gaps: that is chosen when it is made, by MapleTreeOptions.TrackGaps.");
    }

    /// <summary>From <paramref name="next"/> to the end of the window, then all of it.</summary>
    private static bool TryCyclic(ref Node? root, ref GapPlace<TKey, TValue> gap, in GapRequest<TKey> request, TKey next, out TKey first) =>
        (next > request.WindowFirst && next <= request.WindowLast && GapFinder<TKey, TValue>.TryLowest(ref root, ref gap, request.From(next), out first))
        || GapFinder<TKey, TValue>.TryLowest(ref root, ref gap, request, out first);

    private static TKey Behind(in GapRequest<TKey> request, TKey first)
    {
        TKey last = first + request.Span;
        return last == TKey.MaxValue ? request.WindowFirst : last + TKey.One;
    }

    private void ThrowIfUntracked() => ThrowIfUntracked(TracksGaps);
}
