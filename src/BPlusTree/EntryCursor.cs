using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A place among the entries of a tree, a snapshot or an open batch, from which one steps in both directions. Allocates nothing.</summary>
/// <remarks>
/// <para>Every seek and every step is linearizable by itself, unlike the steps of an enumeration: <see cref="MoveNext"/> goes where <c>TryGetHigher(Key)</c> would go at some
/// moment during the call, <see cref="MovePrevious"/> where <c>TryGetLower(Key)</c> would. So steps in one direction meet no key twice, a key that is present throughout is never stepped over,
/// whatever the direction, and a key added behind the cursor's back is found on the way back. It does not matter whether the entry that the cursor stands on is still there.</para>
/// <para>A step within a leaf costs a few loads: those that show that the leaf is still the tree's. When it is not, or at its end, the step looks the place up again by key.</para>
/// <para><b>When there is nothing to go to</b>, the call returns false, and the cursor stands between entries: a step beyond the last entry leaves it right behind that one, a
/// <see cref="Seek"/> that finds nothing right before the key asked for, a <see cref="SeekFloor"/> right behind it. From there both directions work: a step back returns to the entry left, and a
/// repeated step asks again. A cursor that has not moved yet, or found no first or last entry, goes to the first with <see cref="MoveNext"/> and to the last with <see cref="MovePrevious"/>.</para>
/// <para>Over a live tree it holds a read section from its first move until <see cref="Dispose"/>, and so holds back grace periods: keep it short, or use a snapshot's. Over a
/// batch it may be used between the batch's writes. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct EntryCursor<TKey, TValue>
    where TKey : notnull
{
    private readonly IEntrySource<TKey> source;
    private readonly ref Node? root;
    private readonly IComparer<TKey>? comparer;

    /// <summary>The open batch that is being read; else null.</summary>
    private readonly TreeCore<TKey, TValue>? batch;
    private readonly long batchNumber;

    /// <summary>Whether nodes may be replaced at any time.</summary>
    private readonly bool isLive;

    /// <summary>Where the entry was found; null where it must be looked up again by key.</summary>
    private LeafNode<TKey, TValue>? leaf;
    private int position;

    /// <summary>Entries of the leaf when it was looked at last; 0 without a leaf.</summary>
    private int count;
    private CursorPlace place;
    private TKey key;
    private TValue value;
    private ReaderSlot? section;
    private SnapshotLease? lease;
    private long version;
    private bool disposed;
    private TreePath<TKey> path;

    internal EntryCursor(IEntrySource<TKey> source, long batchNumber = 0)
    {
        this.source = source;
        this.batchNumber = batchNumber;
        root = ref source.Root;
        comparer = source.Comparer;
        batch = source as TreeCore<TKey, TValue>;
        isLive = source.SectionDomain is not null;
        key = default!;
        value = default!;
    }

    /// <summary>Whether the cursor stands on an entry, as the last seek or step found it.</summary>
    public readonly bool IsValid => place == CursorPlace.On;

    /// <summary>The key of the entry that the last seek or step found.</summary>
    /// <exception cref="InvalidOperationException">The cursor stands on no entry.</exception>
    public readonly TKey Key
    {
        get
        {
            if (place != CursorPlace.On) ThrowNowhere();
            return key;
        }
    }

    /// <summary>The value of the entry, as the last seek or step found it.</summary>
    /// <exception cref="InvalidOperationException">The cursor stands on no entry.</exception>
    public readonly TValue Value
    {
        get
        {
            if (place != CursorPlace.On) ThrowNowhere();
            return value;
        }
    }

    /// <summary>Goes to the first entry whose key is at least <paramref name="key"/>. O(log n), linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right before <paramref name="key"/>, behind all entries.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool Seek(TKey key)
    {
        if (key is null) throw new ArgumentNullException(nameof(key));
        Prepare();
        return SeekUp(KeySearch.Normalize(key, comparer), orEqual: true) || Miss(KeySearch.Normalize(key, comparer), CursorPlace.Before);
    }

    /// <summary>Goes to the last entry whose key is at most <paramref name="key"/>. O(log n), linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right behind <paramref name="key"/>, before all entries.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool SeekFloor(TKey key)
    {
        if (key is null) throw new ArgumentNullException(nameof(key));
        Prepare();
        return SeekDown(KeySearch.Normalize(key, comparer), orEqual: true) || Miss(KeySearch.Normalize(key, comparer), CursorPlace.Behind);
    }

    /// <summary>Goes to the entry with the least key. O(log n), linearizable.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool SeekFirst()
    {
        Prepare();
        Node node = path.DescendToFirst(ref root);
        var found = Unsafe.As<LeafNode<TKey, TValue>>(node);
        int entries = Volatile.Read(ref found.Count);
        if (entries == 0) return Miss(default!, CursorPlace.Nowhere);
        Land(found, entries, 0, found.Key(0), AtomicSlot<TValue>.Read(ref found.Value(0)));
        return true;
    }

    /// <summary>Goes to the entry with the greatest key. O(log n), linearizable.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    public bool SeekLast()
    {
        Prepare();
        while (true)
        {
            Node node = path.DescendToLast(ref root);
            var found = Unsafe.As<LeafNode<TKey, TValue>>(node);
            int entries = Volatile.Read(ref found.Count);
            if (entries == 0) return Miss(default!, CursorPlace.Nowhere);
            TKey last = found.Key(entries - 1);
            TValue its = AtomicSlot<TValue>.Read(ref found.Value(entries - 1));
            if (!IsCurrent(path, found, entries)) continue;
            Land(found, entries, entries - 1, last, its);
            return true;
        }
    }

    /// <summary>Goes to the next entry in ascending order. O(1) within a leaf; linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right behind the entry it came from.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext() => position + 1 < count ? StepTo(position + 1) || MoveNextSlow() : MoveNextSlow();

    /// <summary>Goes to the next entry in descending order. O(1) within a leaf; linearizable.</summary>
    /// <returns>Whether there is one; otherwise the cursor stands right before the entry it came from.</returns>
    /// <exception cref="ObjectDisposedException">The cursor, or the tree's domain, is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch that is read has ended.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MovePrevious() => position > 0 ? StepTo(position - 1) || MovePreviousSlow() : MovePreviousSlow();

    /// <summary>Ends the read section. The cursor stands on no entry any more.</summary>
    public void Dispose()
    {
        disposed = true;
        Forget();
        place = CursorPlace.Nowhere;
        key = default!;
        value = default!;
        SnapshotLease? held = lease;
        lease = null;
        held?.Exit();
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with the enumerators and cursors of this thread
    }

    /// <summary>Goes to an entry of the same leaf, if the leaf is still the tree's.</summary>
    private bool StepTo(int at)
    {
        LeafNode<TKey, TValue> here = leaf!;
        TKey found = here.Key(at);
        TValue its = AtomicSlot<TValue>.Read(ref here.Value(at));
        // P7: after the value. The keys of a leaf do not change while it is in the tree, so this one is the neighbour of the one before.
        if (batch is null ? isLive && !path.IsCurrent(ref root, here) : batch.Version != version) return false;
        position = at;
        key = found;
        value = its;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MoveNextSlow()
    {
        LeafNode<TKey, TValue>? from = Resume();
        if (place == CursorPlace.Nowhere) return SeekFirst();
        if (from is not null && position == count - 1)
        {
            // Nothing of this throws. The path is of no use after it unless it ends in a landing.
            int entries = Volatile.Read(ref from.Count);
            if (entries == count)
            {
                TreePath<TKey> left = path;
                Node? next = path.NextLeaf();
                if (next is not null && LandBeside(left, from, entries, Unsafe.As<LeafNode<TKey, TValue>>(next), ascending: true)) return true;
            }
        }

        TKey anchor = key;
        return SeekUp(anchor, orEqual: place == CursorPlace.Before) || Miss(anchor, place == CursorPlace.On ? CursorPlace.Behind : place);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MovePreviousSlow()
    {
        LeafNode<TKey, TValue>? from = Resume();
        if (place == CursorPlace.Nowhere) return SeekLast();
        if (from is not null && position == 0)
        {
            TreePath<TKey> right = path;
            Node? next = path.PreviousLeaf();
            if (next is not null && LandBeside(right, from, count, Unsafe.As<LeafNode<TKey, TValue>>(next), ascending: false)) return true;
        }

        TKey anchor = key;
        return SeekDown(anchor, orEqual: place == CursorPlace.Behind) || Miss(anchor, place == CursorPlace.On ? CursorPlace.Before : place);
    }

    /// <summary>Goes from the end of a leaf to the beginning of its neighbour, if both are the tree's (P7).</summary>
    private bool LandBeside(in TreePath<TKey> way, LeafNode<TKey, TValue> from, int entries, LeafNode<TKey, TValue> next, bool ascending)
    {
        Ask(ascending ? 1 : -1);
        Ask(ascending ? 3 : -3);
        int others = Volatile.Read(ref next.Count);
        if (others == 0) return false;
        int at = ascending ? 0 : others - 1;
        TKey found = next.Key(at);
        TValue its = AtomicSlot<TValue>.Read(ref next.Value(at));
        // Ascending, an append to the leaf that is left would have come between; descending, one to the leaf that is entered.
        if (!IsCurrent(way, from, ascending ? entries : -1) || !IsCurrent(path, next, ascending ? -1 : others)) return false;
        Land(next, others, at, found, its);
        return true;
    }

    private bool SeekUp(TKey anchor, bool orEqual)
    {
        while (true)
        {
            Forget();
            var found = Unsafe.As<LeafNode<TKey, TValue>>(path.Descend(ref root, anchor, comparer));
            int entries = Volatile.Read(ref found.Count);
            int below = TreeReader<TKey, TValue>.CountBelow(found, entries, anchor, !orEqual, comparer);
            if (below < entries)
            {
                Land(found, entries, below, found.Key(below), AtomicSlot<TValue>.Read(ref found.Value(below)));
                return true;
            }

            TreePath<TKey> way = path;
            if (path.NextLeaf() is not { } next)
            {
                // Nothing above, if nothing was appended to the right meanwhile.
                if (IsCurrent(way, found, entries)) return false;
                continue;
            }

            var right = Unsafe.As<LeafNode<TKey, TValue>>(next);
            int others = Volatile.Read(ref right.Count);
            below = TreeReader<TKey, TValue>.CountBelow(right, others, anchor, !orEqual, comparer);
            bool exists = below < others;
            TKey its = exists ? right.Key(below) : default!;
            TValue content = exists ? AtomicSlot<TValue>.Read(ref right.Value(below)) : default!;
            // The left leaf's count too: an entry appended to it after it was searched would come before the one found.
            if (!IsCurrent(way, found, entries) || !IsCurrent(path, right, others)) continue;
            if (!exists) TreeReader<TKey, TValue>.ThrowNoOrder();
            Land(right, others, below, its, content);
            return true;
        }
    }

    private bool SeekDown(TKey anchor, bool orEqual)
    {
        while (true)
        {
            Forget();
            var found = Unsafe.As<LeafNode<TKey, TValue>>(path.Descend(ref root, anchor, comparer));
            int entries = Volatile.Read(ref found.Count);
            int below = TreeReader<TKey, TValue>.CountBelow(found, entries, anchor, orEqual, comparer);
            TreePath<TKey> way = path;
            LeafNode<TKey, TValue> holder = found;
            int others = entries;
            if (below == 0)
            {
                // The first leaf begins with the least key there is: no key below came into it, or it was copied.
                if (path.PreviousLeaf() is not { } previous) return false;
                holder = Unsafe.As<LeafNode<TKey, TValue>>(previous);
                others = Volatile.Read(ref holder.Count);
                below = TreeReader<TKey, TValue>.CountBelow(holder, others, anchor, orEqual, comparer);
            }

            bool exists = below > 0;
            TKey its = exists ? holder.Key(below - 1) : default!;
            TValue content = exists ? AtomicSlot<TValue>.Read(ref holder.Value(below - 1)) : default!;
            // With a greater key behind it in the same leaf the answer stands by itself. Without one, an append or a new leaf may have come between.
            bool standsAlone = exists && holder == found && below < entries;
            if (!standsAlone && (!IsCurrent(way, found, entries) || !IsCurrent(path, holder, others))) continue;
            if (!exists) TreeReader<TKey, TValue>.ThrowNoOrder();
            Land(holder, others, below - 1, its, content);
            return true;
        }
    }

    /// <summary>Asks for the leaf that comes so many leaves later: who has crossed from one to the next will probably go on.</summary>
    private readonly void Ask(int distance)
    {
        if (path.Peek(distance) is { } ahead) Unsafe.As<LeafNode<TKey, TValue>>(ahead).Prefetch();
    }

    /// <summary>Whether a leaf is the tree's still, and nothing was appended to it (P7).</summary>
    private readonly bool IsCurrent(in TreePath<TKey> way, LeafNode<TKey, TValue> found, int entries) =>
        !isLive || (way.IsCurrent(ref root, found) && (entries < 0 || Volatile.Read(ref found.Count) == entries));

    private void Land(LeafNode<TKey, TValue> found, int entries, int at, TKey foundKey, TValue foundValue)
    {
        leaf = found;
        count = entries;
        position = at;
        key = foundKey;
        value = foundValue;
        place = CursorPlace.On;
    }

    private bool Miss(TKey anchor, CursorPlace where)
    {
        Forget();
        key = anchor;
        value = default!;
        place = where;
        return false;
    }

    /// <summary>From now on the place is to be looked up by key.</summary>
    private void Forget()
    {
        leaf = null;
        position = -1;
        count = 0;
    }

    /// <summary>Before a seek: a section is open, and the batch that is read too.</summary>
    private void Prepare()
    {
        ObjectDisposedException.ThrowIf(disposed, typeof(EntryCursor<TKey, TValue>));
        if (source is null) throw new InvalidOperationException("The cursor was not made by a tree, a snapshot or a batch.");
        if (section is null && isLive) section = source.SectionDomain!.EnterLoose();
        else lease ??= source.Lease?.Enter();
        if (batch is null) return;
        batch.ThrowIfUnreadable(batchNumber);
        version = batch.Version;
    }

    /// <summary>Before a step that cannot be made within the leaf.</summary>
    /// <returns>The leaf, if the path to it may be used. From here on it counts as forgotten: the path is going to change.</returns>
    private LeafNode<TKey, TValue>? Resume()
    {
        bool written = batch is not null && batch.Version != version;
        Prepare();
        LeafNode<TKey, TValue>? from = written ? null : leaf;
        leaf = null;
        return from;
    }

    [DoesNotReturn]
    private static void ThrowNowhere() => throw new InvalidOperationException("The cursor stands on no entry: it has not moved yet, or the last seek or step found nothing.");
}
