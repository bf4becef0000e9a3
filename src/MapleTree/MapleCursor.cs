using System;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A place among the ranges of a tree, a snapshot or an open batch, from which one searches and steps in both directions. Allocates nothing.</summary>
/// <remarks>
/// <para>The cursor stands on a range of keys, <see cref="First"/> to <see cref="Last"/>: a key or range to which it was set, or, after a call that found something, a range of the tree that
/// holds a value, or a gap. A new one is set to the first key there is.</para>
/// <list type="bullet">
/// <item><see cref="Walk()"/> goes to the range or gap that holds the key.</item>
/// <item><see cref="Find"/> and <see cref="FindReverse"/> begin with the range at the key to which the cursor was set, and go on from there when called again; a miss leaves
/// <see cref="Find"/> where it can go on with a greater limit. <see cref="FindRange"/> and <see cref="FindRangeReverse"/> stop at gaps too.</item>
/// <item><see cref="Next"/> and <see cref="Previous"/> go strictly beyond the range that holds the key, or on which the cursor stands; <see cref="NextRange"/> and <see cref="PreviousRange"/> stop at gaps
/// too. After a miss the cursor counts as one past the end: a step back returns first to the range on which it stands.</item>
/// </list>
/// <para>A search or step that finds nothing returns false and leaves the cursor where it is, or on the gap that reaches to the limit. Limits are inclusive and may cut through the range
/// that is found: to be found, it must begin at or before <c>max</c>, or end at or after <c>min</c>.</para>
/// <para>Each search and each step is linearizable by itself: what it reports was the neighbour at some moment of the call. Steps in one direction report ranges that ascend (or
/// descend) and never overlap: one that a writer has meanwhile extended over keys already passed is reported without them. Only a call that first has to find the range around a key that was
/// set, and then its neighbour, is two of these.</para>
/// <para>Over a live tree it holds a read section from its first move until <see cref="Pause"/> or <see cref="Dispose"/>, and so holds back grace periods: keep it short, or use a snapshot's. Over a
/// batch it may be used between the batch's writes, and writes itself. Do not copy one: the copy would end the section a second time.</para>
/// <para>The positions are those of the kernel's <c>ma_state</c>, with these differences: a search that stops at gaps stops also at one that holds the key to which the cursor was set; a
/// step resumed after a pause goes on behind the range that was reported, not behind what has replaced it; a cursor that missed before it ever moved may be used in the
/// other direction; <see cref="Store"/> writes exactly the range.</para>
/// </remarks>
public ref partial struct MapleCursor<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly IRangeSource source;
    private readonly ref Node? root;

    /// <summary>The open batch that is being read; else null.</summary>
    private readonly MapleCore<TKey, TValue>? batch;
    private readonly long batchNumber;

    /// <summary>Whether nodes may be replaced at any time.</summary>
    private readonly bool isLive;

    /// <summary>Where the range was found; null where it must be looked up again by key.</summary>
    private RangeLeaf<TKey, TValue>? leaf;
    private int position;
    private MapleCursorState state;

    /// <summary>Whether first and last are those of a range that was found, or otherwise of one to which the cursor was set.</summary>
    private bool isFound;
    private bool hasValue;
    private bool disposed;
    private TKey key;
    private TKey first;
    private TKey last;
    private TValue value;
    private ReaderSlot? section;
    private long version;
    private TreePath<TKey> path;

    internal MapleCursor(IRangeSource source, long batchNumber = 0)
    {
        this.source = source;
        this.batchNumber = batchNumber;
        root = ref source.Root;
        batch = source as MapleCore<TKey, TValue>;
        isLive = source.SectionDomain is not null;
        key = first = last = TKey.MinValue;
        value = default!;
    }

    /// <summary>The key to which the cursor was set or walked, or the first key of the range that was found after that.</summary>
    public readonly TKey Key => key;

    /// <summary>The first key of the range on which the cursor stands.</summary>
    public readonly TKey First => first;

    /// <summary>The last key of the range on which the cursor stands.</summary>
    public readonly TKey Last => last;

    /// <summary>Whether the cursor stands on a range that holds a value, as the last search or step found it.</summary>
    public readonly bool HasValue => hasValue;

    /// <summary>The value of the range, as the last search or step found it.</summary>
    /// <exception cref="InvalidOperationException">The cursor stands on no range with a value.</exception>
    public readonly TValue Value
    {
        get
        {
            if (!hasValue) ThrowNowhere();
            return value;
        }
    }

    /// <summary>Goes to the range or gap around a key: <see cref="Set"/>, then <see cref="Walk()"/>. O(log n), linearizable.</summary>
    /// <returns>Whether a value is there.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Walk(TKey key)
    {
        Prepare();
        Look(key);
        this.key = key;
        return hasValue;
    }

    /// <summary>Goes to the range or gap that holds <see cref="Key"/>, looked up anew. O(log n), linearizable.</summary>
    /// <returns>Whether a value is there.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Walk() => Walk(key);

    /// <summary>Goes to the first range with a value at or behind the key to which the cursor was set; called again, to the next one. O(log n); O(1) within a leaf.</summary>
    /// <param name="max">Where the range must begin at the latest.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Find(TKey max)
    {
        bool hit = FindUp(max, gaps: false, out bool stepped);
        if (stepped) state = MapleCursorState.On; // so that it goes on with a greater limit
        return hit;
    }

    /// <summary>As <see cref="Find"/>, but stops at gaps too. O(log n); O(1) within a leaf.</summary>
    /// <param name="max">Where the range or gap must begin at the latest.</param>
    /// <returns>Whether there is one; <see cref="HasValue"/> tells which.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool FindRange(TKey max) => FindUp(max, gaps: true, out _);

    /// <summary>Goes to the last range with a value at or before the key to which the cursor was set; called again, to the one before. O(log n); O(1) within a leaf.</summary>
    /// <param name="min">Where the range must end at the earliest.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool FindReverse(TKey min) => FindDown(min, gaps: false);

    /// <summary>As <see cref="FindReverse"/>, but stops at gaps too. O(log n); O(1) within a leaf.</summary>
    /// <param name="min">Where the range or gap must end at the earliest.</param>
    /// <returns>Whether there is one; <see cref="HasValue"/> tells which.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool FindRangeReverse(TKey min) => FindDown(min, gaps: true);

    /// <summary>Goes to the next range with a value behind the one that holds the key, or on which the cursor stands. O(log n); O(1) within a leaf.</summary>
    /// <param name="max">Where the range must begin at the latest.</param>
    /// <returns>Whether there is one; otherwise the cursor counts as one past its range.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Next(TKey max) => NextUp(max, gaps: false);

    /// <summary>Goes to the next range or gap. O(log n); O(1) within a leaf.</summary>
    /// <param name="max">Where the range or gap must begin at the latest.</param>
    /// <returns>Whether there is one; <see cref="HasValue"/> tells which.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool NextRange(TKey max) => NextUp(max, gaps: true);

    /// <summary>Goes to the last range with a value before the one that holds the key, or on which the cursor stands. O(log n); O(1) within a leaf.</summary>
    /// <param name="min">Where the range must end at the earliest.</param>
    /// <returns>Whether there is one; otherwise the cursor counts as one before its range.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Previous(TKey min) => PreviousDown(min, gaps: false);

    /// <summary>Goes to the range or gap before. O(log n); O(1) within a leaf.</summary>
    /// <param name="min">Where the range or gap must end at the earliest.</param>
    /// <returns>Whether there is one; <see cref="HasValue"/> tells which.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool PreviousRange(TKey min) => PreviousDown(min, gaps: true);

    /// <summary>Sets the cursor to a key; the next call looks it up.</summary>
    public void Set(TKey key) => SetTo(key, key);

    /// <summary>Sets the cursor to a range of keys: for a search it is as if it were set to the first of them; a batch's cursor can store there.</summary>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public void SetRange(TKey first, TKey last)
    {
        RangeWindow<TKey>.ThrowIfReversed(first, last);
        SetTo(first, last);
    }

    /// <summary>From now on the cursor looks up again the key at which it is: the next search begins there.</summary>
    public void Reset()
    {
        Forget();
        state = MapleCursorState.On;
        isFound = false;
        hasValue = false;
        value = default!;
    }

    /// <summary>Ends the read section and keeps the place: the next <see cref="Find"/> goes on behind the range on which the cursor stands, the next <see cref="FindReverse"/> before it.</summary>
    /// <returns>The place, to be stored, and given to <see cref="Resume"/> of this or another cursor, also on another thread, or of a snapshot.</returns>
    public MapleCursorPosition<TKey> Pause()
    {
        Forget();
        state = MapleCursorState.Paused;
        EndSection();
        return new MapleCursorPosition<TKey>(key, first, last, isFound, state);
    }

    /// <summary>Goes to where a cursor was paused. What is there is looked up by the next search or step.</summary>
    public void Resume(MapleCursorPosition<TKey> position)
    {
        SetTo(position.First, position.Last);
        key = position.Key;
        isFound = position.IsFound;
        state = position.State;
    }

    /// <summary>Ends the read section; the cursor cannot be moved any more.</summary>
    public void Dispose()
    {
        disposed = true;
        Reset();
        EndSection();
    }

    private void SetTo(TKey from, TKey to)
    {
        Reset();
        key = first = from;
        last = to;
    }

    private void EndSection()
    {
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with the enumerators and cursors of this thread
    }

    /// <summary>From now on the place is to be looked up by key.</summary>
    private void Forget() => leaf = null;

    /// <summary>Before a search or a step: a section is open, and the batch that is read too.</summary>
    private void Prepare()
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(MapleCursor<TKey, TValue>));
        if (source is null) throw new InvalidOperationException("The cursor was not made by a tree, a snapshot or a batch.");
        if (section is null && isLive) section = source.SectionDomain!.EnterLoose();
        if (batch is null) return;
        batch.ThrowIfUnreadable(batchNumber);
        if (batch.Version != version) Forget();
        version = batch.Version;
    }

    [DoesNotReturn]
    private static void ThrowNowhere() => throw new InvalidOperationException("The cursor stands on no range with a value: it has not moved yet, or what it found last is a gap.");
}
