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
    private const int PrefetchDistance = 2;

    private readonly IEntrySource<TKey> source;
    private readonly IComparer<TKey>? comparer;

    /// <summary>The open batch that is being read, whose nodes the body of the loop may change in place; else null.</summary>
    private readonly TreeCore<TKey, TValue>? batch;
    private readonly long batchNumber;
    private readonly KeyRange<TKey> range;
    private readonly bool descending;
    private TreePath<TKey> path;
    private LeafNode<TKey, TValue>? leaf;
    private int position;
    private int remaining;
    private bool hasCurrent;
    private bool finished;
    private ReaderSlot? section;
    private long version;
    private KeyValuePair<TKey, TValue> current;

    /// <param name="source">Whose entries.</param>
    /// <param name="range">Which of them.</param>
    /// <param name="descending">In which order.</param>
    /// <param name="batchNumber">Which batch, when <paramref name="source"/> is one.</param>
    internal EntryEnumerator(IEntrySource<TKey> source, KeyRange<TKey> range, bool descending, long batchNumber = 0)
    {
        this.batchNumber = batchNumber;
        this.source = source;
        comparer = source?.Comparer; // null: that of default(EntryRange)
        batch = source as TreeCore<TKey, TValue>;
        this.range = range;
        this.descending = descending;
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
        if (remaining > 0 && (batch is null || batch.Version == version))
        {
            Step();
            return true;
        }

        return MoveNextSlow();
    }

    /// <summary>Ends the read section.</summary>
    public void Dispose()
    {
        finished = true;
        remaining = 0;
        leaf = null;
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with other enumerators of this thread
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step()
    {
        int at = position;
        current = new KeyValuePair<TKey, TValue>(leaf!.Key(at), AtomicSlot<TValue>.Read(ref leaf.Value(at)));
        position = descending ? at - 1 : at + 1;
        remaining--;
        hasCurrent = true;
    }

    private bool MoveNextSlow()
    {
        if (source is null) return false; // default: nothing to enumerate
        if (leaf is not null && batch is not null && batch.Version != version)
        {
            // The loop's body wrote to the batch it reads: look the place up again.
            leaf = null;
            remaining = 0;
            finished = false;
        }

        while (remaining == 0)
        {
            if (finished) return false;
            Node? next = leaf is null ? Begin() : descending ? path.PreviousLeaf() : path.NextLeaf();
            if (next is null)
            {
                finished = true;
                return false;
            }

            leaf = null; // if a comparer throws below, the next call looks the place up again by key
            var found = Unsafe.As<LeafNode<TKey, TValue>>(next);
            if (path.Peek(descending ? -PrefetchDistance : PrefetchDistance) is { } ahead) Unsafe.As<LeafNode<TKey, TValue>>(ahead).Prefetch();
            Bound(found);
            leaf = found;
        }

        Step();
        return true;
    }

    private Node Begin()
    {
        section ??= source.SectionDomain?.EnterLoose();

        if (batch is not null)
        {
            // The core is that of the next batch by then. The end of a batch changes the version, so no enumeration goes on unnoticed.
            if (!batch.IsOpen(batchNumber)) throw new InvalidOperationException("The batch whose entries are enumerated has ended.");
            version = batch.Version;
        }

        path = default;
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
        int from = range.LowerBound == KeyRange<TKey>.Bound.None ? 0 : Below(found, count, range.Lower, orEqual: range.LowerBound == KeyRange<TKey>.Bound.Exclusive);
        int to = range.UpperBound == KeyRange<TKey>.Bound.None ? count : Below(found, count, range.Upper, orEqual: range.UpperBound == KeyRange<TKey>.Bound.Inclusive);
        bool reachesEnd = descending ? from > 0 : to < count;
        if (hasCurrent && descending) to = int.Min(to, Below(found, count, current.Key, orEqual: false));
        if (hasCurrent && !descending) from = int.Max(from, Below(found, count, current.Key, orEqual: true));

        // Nothing throws from here on.
        finished = reachesEnd;
        position = descending ? to - 1 : from;
        remaining = int.Max(0, to - from);
    }

    private readonly int Below(LeafNode<TKey, TValue> found, int count, TKey key, bool orEqual) =>
        TreeReader<TKey, TValue>.CountBelow(found, count, key, orEqual, comparer);
}
