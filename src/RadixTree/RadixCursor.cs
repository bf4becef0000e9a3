using System;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A place among the entries of a tree, a snapshot or an open batch, from which one steps in both directions. Allocates nothing.</summary>
/// <remarks>
/// <para>Every seek and every step is linearizable by itself: it finds the entry that was the nearest at some moment during the call, whatever has become of the entry on which the cursor stands. So steps in
/// one direction meet no index twice, an entry that is present throughout is never stepped over, and one added behind the cursor's back is found on the way back. O(height) each.</para>
/// <para>A value over a range is one entry, from <see cref="Index"/> to <see cref="Last"/>. One that a writer has meanwhile extended over indices already passed is shown without them.</para>
/// <para><b>When there is nothing to go to</b>, the call returns false, and the cursor stands between entries: a step beyond the last entry leaves it right behind that one, a <see cref="Seek"/>
/// that finds nothing right before the index asked for. From there both directions work: a step back returns to the entry left, and a repeated step asks again. A new cursor goes to the first entry with
/// <see cref="MoveNext"/> and to the last with <see cref="MovePrevious"/>.</para>
/// <para>Over a live tree it holds a read section from its first move until <see cref="Pause"/> or <see cref="Dispose"/>, and so holds back grace periods: keep it short, or use a snapshot's. Over a
/// batch it may be used between the batch's writes. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct RadixCursor<TValue>
{
    private readonly IRadixSource source;
    private readonly ref Node? root;

    /// <summary>The open batch that is being read; else null.</summary>
    private readonly RadixCore<TValue>? batch;
    private readonly long batchNumber;
    private ReaderSlot? section;
    private bool disposed;
    private bool isValid;

    /// <summary>Whether it stands on the place at which it was resumed, where nobody has looked yet.</summary>
    private bool isResumed;
    private ulong first;
    private ulong last;
    private TValue value;

    /// <summary>From where a step up looks, and whether there is anything there.</summary>
    private ulong above;
    private bool hasAbove;

    /// <summary>From where a step down looks, and whether there is anything there.</summary>
    private ulong below;
    private bool hasBelow;

    /// <summary>Whether the last move went up, and whether there has been one.</summary>
    private bool wentUp;
    private bool hasMoved;

    internal RadixCursor(IRadixSource source, long batchNumber = 0)
    {
        this.source = source;
        this.batchNumber = batchNumber;
        root = ref source.Root;
        batch = source as RadixCore<TValue>;
        below = ulong.MaxValue;
        hasAbove = hasBelow = true;
        value = default!;
    }

    /// <summary>Whether the cursor stands on an entry, as the last seek or step found it.</summary>
    public readonly bool IsValid => isValid;

    /// <summary>The index of the entry; of a value over a range, the first one.</summary>
    /// <exception cref="InvalidOperationException">The cursor stands on no entry.</exception>
    public readonly ulong Index
    {
        get
        {
            if (!isValid) ThrowNowhere();
            return first;
        }
    }

    /// <summary>The last index of the entry: <see cref="Index"/>, unless its value covers a range.</summary>
    /// <exception cref="InvalidOperationException">The cursor stands on no entry.</exception>
    public readonly ulong Last
    {
        get
        {
            if (!isValid) ThrowNowhere();
            return last;
        }
    }

    /// <summary>The value of the entry, as the last seek or step found it.</summary>
    /// <exception cref="InvalidOperationException">The cursor stands on no entry.</exception>
    public readonly TValue Value
    {
        get
        {
            if (!isValid) ThrowNowhere();
            return value;
        }
    }

    /// <summary>Goes to the entry that holds an index, or else to the nearest one above it. O(height), linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right before <paramref name="index"/>, behind all entries.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Seek(ulong index)
    {
        Prepare();
        if (TryGo(index, up: true)) return true;
        StandBefore(index, up: true);
        return false;
    }

    /// <summary>Goes to the entry that holds an index, or else to the nearest one below it. O(height), linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right behind <paramref name="index"/>, before all entries.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool SeekFloor(ulong index)
    {
        Prepare();
        if (TryGo(index, up: false)) return true;
        StandBehind(index, up: false);
        return false;
    }

    /// <summary>Goes to the next entry above the one on which the cursor stands, or its place. O(height), linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right behind the entry that it left.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool MoveNext()
    {
        Prepare();
        ulong from = above;
        if (hasAbove && TryGo(from, up: true))
        {
            // Without what was passed before.
            if (first < from) first = from;
            SetSides();
            return true;
        }

        if (isValid || isResumed) StandBehind(last, up: true);
        return false;
    }

    /// <summary>Goes to the next entry below the one on which the cursor stands, or its place. O(height), linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right before the entry that it left.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool MovePrevious()
    {
        Prepare();
        ulong from = below;
        if (hasBelow && TryGo(from, up: false))
        {
            if (last > from) last = from;
            SetSides();
            return true;
        }

        if (isValid || isResumed) StandBefore(first, up: false);
        return false;
    }

    /// <summary>Ends the read section and keeps the place: the next step goes on from there.</summary>
    /// <returns>The place, to be stored and given to <see cref="Resume"/> of this or another cursor, also on another thread, or of a snapshot: the last index that was passed in the direction of the last
    /// move.</returns>
    /// <exception cref="InvalidOperationException">The cursor has not moved yet, or found nothing at either end of the indices, so that nothing has been passed.</exception>
    public ulong Pause()
    {
        ulong place = isValid || isResumed ? (wentUp ? last : first) : wentUp ? below : above;
        if (!hasMoved || (!isValid && !isResumed && !(wentUp ? hasBelow : hasAbove)))
            throw new InvalidOperationException("The cursor has passed nothing yet: there is no place to come back to.");
        EndSection();
        return place;
    }

    /// <summary>Goes to where a cursor was paused: to the entry that holds the place. O(height), linearizable.</summary>
    /// <returns>Whether there is one still; otherwise the cursor stands where it was, and a step goes on above or below that place.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Resume(ulong position)
    {
        Prepare();
        isValid = RadixReader<TValue>.GetRange(ref root, position, out first, out last, out value!);
        isResumed = !isValid;
        hasMoved = true;
        if (!isValid) first = last = position;
        SetSides();
        return isValid;
    }

    /// <summary>Ends the read section; the cursor cannot be moved any more.</summary>
    public void Dispose()
    {
        disposed = true;
        isValid = false;
        value = default!;
        EndSection();
    }

    private bool TryGo(ulong from, bool up)
    {
        var search = new RadixNeighbour<TValue>(ref root, from, up, orEqual: true);
        if (!search.Find()) return false;
        (first, last, value) = (search.First, search.Last, search.Value!);
        isValid = true;
        isResumed = false;
        wentUp = up;
        hasMoved = true;
        SetSides();
        return true;
    }

    private void SetSides()
    {
        hasAbove = last < ulong.MaxValue;
        above = last + 1;
        hasBelow = first > 0;
        below = first - 1;
    }

    private void StandBefore(ulong index, bool up)
    {
        Leave(up);
        (hasAbove, above) = (true, index);
        (hasBelow, below) = (index > 0, index - 1);
    }

    private void StandBehind(ulong index, bool up)
    {
        Leave(up);
        (hasBelow, below) = (true, index);
        (hasAbove, above) = (index < ulong.MaxValue, index + 1);
    }

    private void Leave(bool up)
    {
        isValid = isResumed = false;
        value = default!;
        wentUp = up;
        hasMoved = true;
    }

    private void EndSection()
    {
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with the enumerators and cursors of this thread
    }

    /// <summary>Before a seek or a step: a section is open, and the batch that is read too.</summary>
    private void Prepare()
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(RadixCursor<TValue>));
        if (source is null) throw new InvalidOperationException("The cursor was not made by a tree, a snapshot or a batch.");
        section ??= source.SectionDomain?.EnterLoose();
        batch?.ThrowIfUnreadable(batchNumber);
    }

    [DoesNotReturn]
    private static void ThrowNowhere() => throw new InvalidOperationException("The cursor stands on no entry: it has not moved yet, or found none.");
}
