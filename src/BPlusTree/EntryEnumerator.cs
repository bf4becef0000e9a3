using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Walks the entries of a tree, a snapshot or a batch in key order, for <c>foreach</c>. Allocates nothing.</summary>
/// <remarks>
/// Over a live tree it holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>: the loop should be short, or run over a snapshot.
/// It never yields a key twice or out of order. It follows the inner nodes that it found, also after they were replaced: what was in the tree throughout is reachable
/// through them. Several may be open on one thread and end in any order. Do not copy one: the copy would end the section a second time.
/// </remarks>
public ref struct EntryEnumerator<TKey, TValue>
    where TKey : notnull
{
    /// <summary>How many leaves ahead the next one is asked for: a leaf of a scattered tree is nine cache misses.</summary>
    private const int PrefetchDistance = 4;

    private readonly IEntrySource<TKey> source;
    private readonly IComparer<TKey>? comparer;

    /// <summary>The open batch that is being read, whose nodes the body of the loop may change in place; else null.</summary>
    private readonly TreeCore<TKey, TValue>? batch;
    private readonly long batchNumber;
    private readonly KeyRange<TKey> range;
    private readonly bool descending;

    /// <summary>Whether a lease of the snapshot is held by who made this.</summary>
    private readonly bool leased;

    /// <summary>From one entry of a leaf to the next: 1, or -1 when descending.</summary>
    private readonly int step;
    private LeafNode<TKey, TValue>? leaf;
    private int position;

    /// <summary>Entries of the leaf that may be taken without another look.</summary>
    private int remaining;

    /// <summary>Entries of the leaf in a batch, where each step looks first whether the body of the loop has written.</summary>
    private int withheld;
    private bool hasCurrent;
    private bool finished;
    private KeyValuePair<TKey, TValue> current;
    private ReaderSlot? section;
    private SnapshotLease? lease;
    private long version;
    private TreePath<TKey> path;

    /// <param name="source">Whose entries.</param>
    /// <param name="range">Which of them.</param>
    /// <param name="descending">In which order.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    /// <param name="leased">Whether the caller holds a lease of the snapshot, and so needs none here.</param>
    internal EntryEnumerator(IEntrySource<TKey> source, KeyRange<TKey> range, bool descending, long batchNumber = 0, bool leased = false)
    {
        this.leased = leased;
        this.batchNumber = batchNumber;
        this.source = source;
        comparer = source?.Comparer; // null: that of default(EntryRange)
        batch = source as TreeCore<TKey, TValue>;
        this.range = range;
        this.descending = descending;
        step = descending ? -1 : 1;
    }

    /// <summary>The entry that the last <see cref="MoveNext"/> found.</summary>
    public readonly KeyValuePair<TKey, TValue> Current => current;

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The tree's domain is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch whose entries are enumerated has ended.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (remaining == 0) return MoveNextSlow();
        Step();
        return true;
    }

    /// <summary>Ends the read section.</summary>
    public void Dispose()
    {
        finished = true;
        remaining = withheld = 0;
        leaf = null;
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with other enumerators of this thread
        SnapshotLease? held = lease;
        lease = null;
        held?.Exit();
    }

    /// <summary>Goes to the next entries that lie side by side in a leaf, to be taken by <see cref="Take"/> or <see cref="Skip"/>. Not to be mixed with <see cref="MoveNext"/>.</summary>
    /// <returns>How many there are; 0 at the end.</returns>
    internal int NextRun() => remaining > 0 || FindRun() ? remaining : 0;

    /// <summary>Takes the next entries of the run.</summary>
    internal void Take(Span<TKey> keys, Span<TValue> values)
    {
        int at = position;
        if (descending)
        {
            for (int i = 0; i < keys.Length; i++) keys[i] = leaf!.Key(at - i);
            for (int i = 0; i < values.Length; i++) values[i] = AtomicSlot<TValue>.Read(ref leaf!.Value(at - i));
        }
        else
        {
            leaf!.Keys.Slice(at, keys.Length).CopyTo(keys);
            if (AtomicSlot<TValue>.IsAtomic)
            {
                for (int i = 0; i < values.Length; i++) values[i] = AtomicSlot<TValue>.Read(ref leaf.Value(at + i)); // P1b: a writer may be overwriting it
            }
            else
            {
                leaf.Values.Slice(at, values.Length).CopyTo(values);
            }
        }

        Skip(keys.Length);
    }

    /// <summary>Leaves the next entries of the run out; of the last, the key becomes the current one's.</summary>
    internal void Skip(int entries)
    {
        position += entries * step;
        remaining -= entries;
        current = new KeyValuePair<TKey, TValue>(leaf!.Key(position - step), default!);
        hasCurrent = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step()
    {
        int at = position;
        current = new KeyValuePair<TKey, TValue>(leaf!.Key(at), AtomicSlot<TValue>.Read(ref leaf.Value(at)));
        position = at + step;
        remaining--;
    }

    // Kept out of the loop's method: inlined there, once a leaf, it would use up the JIT's budget, and the step of each entry would become a call.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MoveNextSlow()
    {
        if (!FindRun()) return false;
        Step();
        hasCurrent = true;
        if (batch is not null) (withheld, remaining) = (remaining, 0);
        return true;
    }

    /// <summary>Goes to the next entries that lie side by side in a leaf.</summary>
    private bool FindRun()
    {
        if (source is null) return false; // default: nothing to enumerate
        if (batch is not null)
        {
            remaining = withheld;
            if (leaf is not null && batch.Version != version)
            {
                // The loop's body wrote to the batch it reads: look the place up again.
                leaf = null;
                remaining = withheld = 0;
                finished = false;
            }
        }

        while (remaining == 0)
        {
            if (finished) return false;
            bool begins = leaf is null;
            Node? next = begins ? Begin() : descending ? path.PreviousLeaf() : path.NextLeaf();
            if (next is null)
            {
                finished = true;
                return false;
            }

            leaf = null; // if a comparer throws below, the next call looks the place up again by key
            var found = Unsafe.As<LeafNode<TKey, TValue>>(next);
            Ask(begins ? 1 : PrefetchDistance);
            Bound(found);
            leaf = found;
            // Not before: a short range ends in its first leaf or the next.
            if (begins && !finished) for (int ahead = 2; ahead <= PrefetchDistance; ahead++) Ask(ahead);
        }

        return true;
    }

    /// <summary>Asks for the leaf that comes so many leaves later.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Ask(int distance)
    {
        if (path.Peek(distance * step) is { } ahead) Unsafe.As<LeafNode<TKey, TValue>>(ahead).Prefetch();
    }

    private Node Begin()
    {
        section ??= source.SectionDomain?.EnterLoose();
        if (!leased) lease ??= source.Lease?.Enter();

        if (batch is not null)
        {
            // The core is that of the next batch by then. The end of a batch changes the version, so no enumeration goes on unnoticed.
            batch.ThrowIfUnreadable(batchNumber);
            version = batch.Version;
        }

        ref Node? root = ref source.Root;
        if (hasCurrent) return path.Descend(ref root, current.Key, comparer);
        if (descending) return range.UpperBound == KeyRange<TKey>.Bound.None ? path.DescendToLast(ref root) : path.Descend(ref root, range.Upper, comparer);
        return range.LowerBound == KeyRange<TKey>.Bound.None ? path.DescendToFirst(ref root) : path.Descend(ref root, range.Lower, comparer);
    }

    /// <summary>Finds out which entries of the leaf are wanted: inside the range, and beyond the last one yielded.</summary>
    /// <remarks>The last point matters when nodes moved between two leaves of a path that is no longer the tree's: a neighbour may have taken over keys.</remarks>
    private void Bound(LeafNode<TKey, TValue> found)
    {
        int count = Volatile.Read(ref found.Count);
        KeyRange<TKey>.Bound low = range.LowerBound, high = range.UpperBound;
        int from = low == KeyRange<TKey>.Bound.None ? 0 : Before(found, count, range.Lower, orEqual: low == KeyRange<TKey>.Bound.Exclusive);
        int to = high == KeyRange<TKey>.Bound.None ? count : UpTo(found, count, range.Upper, orEqual: high == KeyRange<TKey>.Bound.Inclusive);
        bool reachesEnd = descending ? from > 0 : to < count;
        if (hasCurrent && descending) to = int.Min(to, UpTo(found, count, current.Key, orEqual: false));
        if (hasCurrent && !descending) from = int.Max(from, Before(found, count, current.Key, orEqual: true));

        // Nothing throws from here on.
        finished = reachesEnd;
        position = descending ? to - 1 : from;
        remaining = int.Max(0, to - from);
    }

    /// <summary>How many entries of the leaf come before a place at its beginning: mostly none, and one look at the first key tells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Before(LeafNode<TKey, TValue> found, int count, TKey key, bool orEqual)
    {
        if (count == 0) return 0;
        int order = KeySearch.Compare(found.Key(0), key, comparer);
        if (order > 0 || (order == 0 && !orEqual)) return 0;
        return TreeReader<TKey, TValue>.CountBelow(found, count, key, orEqual, comparer);
    }

    /// <summary>How many entries of the leaf come before a place at its end: mostly all, and one look at the last key tells.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int UpTo(LeafNode<TKey, TValue> found, int count, TKey key, bool orEqual)
    {
        if (count == 0) return 0;
        int order = KeySearch.Compare(found.Key(count - 1), key, comparer);
        if (order < 0 || (order == 0 && orEqual)) return count;
        return TreeReader<TKey, TValue>.CountBelow(found, count, key, orEqual, comparer);
    }
}
