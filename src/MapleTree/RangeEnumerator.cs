using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Walks the ranges of a tree, a snapshot or a batch in the order of their keys, for <c>foreach</c>. Allocates nothing.</summary>
/// <remarks>
/// <para>Over a live tree it holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>: the loop should be short, or run over a snapshot.</para>
/// <para>Reported ranges ascend (or descend) and never overlap. A range that nobody touches meanwhile is reported exactly once, whole. It follows the inner nodes that it found, also after they were
/// replaced: a leaf lies between the same two keys for as long as it lives, so what hangs from old nodes has neither holes nor overlaps, also when the writer empties the tree or
/// replaces everything by one range. Where a place must be looked up again by key (in the pages of an <c>IEnumerable</c>, or after a batch was written to), a
/// range that a writer has extended over keys already passed is reported without them.</para>
/// <para>Several may be open on one thread and end in any order. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct RangeEnumerator<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>How many leaves ahead the next one is asked for.</summary>
    private const int PrefetchDistance = 8;

    private readonly IRangeSource source;

    /// <summary>The open batch that is being read, whose nodes the body of the loop may change in place; else null.</summary>
    private readonly MapleCore<TKey, TValue>? batch;
    private readonly long batchNumber;
    private readonly TKey windowFirst;
    private readonly TKey windowLast;
    private readonly bool gaps;
    private readonly bool descending;
    private RangeLeaf<TKey, TValue>? leaf;

    /// <summary>Entries of the leaf that may be taken without another look, one bit each.</summary>
    private uint pending;

    /// <summary>Entries of the leaf in a batch, where each step looks first whether the body of the loop has written.</summary>
    private uint withheld;
    private bool hasCurrent;
    private bool finished;

    private RangeEntry<TKey, TValue> current;

    /// <summary>Keys on this side of it were passed before the place was looked up by key; of a range that reaches across it the rest is reported. Inclusive.</summary>
    private TKey edge;
    private bool hasEdge;
    private ReaderSlot? section;
    private long version;
    private TreePath<TKey> path;

    internal RangeEnumerator(IRangeSource source, TKey windowFirst, TKey windowLast, bool gaps, bool descending, long batchNumber = 0)
    {
        this.source = source;
        batch = source as MapleCore<TKey, TValue>;
        this.batchNumber = batchNumber;
        this.windowFirst = windowFirst;
        this.windowLast = windowLast;
        this.gaps = gaps;
        this.descending = descending;
    }

    /// <summary>As the other one, but goes on from an edge: what lies beyond it was reported before.</summary>
    internal RangeEnumerator(IRangeSource source, RangeWindow<TKey> window, long batchNumber)
        : this(source, window.First, window.Last, window.Gaps, window.Descending, batchNumber)
    {
        hasEdge = window.IsRest;
        edge = window.Descending ? window.Last : window.First;
    }

    /// <summary>The range that the last <see cref="MoveNext"/> found.</summary>
    public readonly RangeEntry<TKey, TValue> Current => current;

    /// <summary>Goes to the next range.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The tree's domain is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch whose ranges are enumerated has ended.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        if (pending == 0) return MoveNextSlow();
        Step();
        return true;
    }

    /// <summary>Ends the read section.</summary>
    public void Dispose()
    {
        finished = true;
        pending = withheld = 0;
        leaf = null;
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with other enumerators of this thread
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step()
    {
        uint left = pending;
        int index;
        if (descending)
        {
            index = BitOperations.Log2(left);
            pending = left & ~(1u << index);
        }
        else
        {
            index = BitOperations.TrailingZeroCount(left);
            pending = left & (left - 1);
        }

        current = MapleReader<TKey, TValue>.Entry(leaf!, index);
    }

    // Kept out of the loop's method, as in EntryEnumerator.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MoveNextSlow()
    {
        if (!FindRun()) return false;
        Step();
        if (hasEdge) Clip();
        hasCurrent = true;
        if (batch is not null) (withheld, pending) = (pending, 0);
        return true;
    }

    /// <summary>Goes to the next ranges that lie side by side in a leaf.</summary>
    private bool FindRun()
    {
        if (source is null) return false; // default: nothing to enumerate
        if (batch is not null)
        {
            pending = withheld;
            if (leaf is not null && batch.Version != version)
            {
                // The loop's body wrote to the batch it reads: look the place up again.
                leaf = null;
                pending = withheld = 0;
                finished = false;
            }
        }

        while (pending == 0)
        {
            if (finished) return false;
            bool begins = leaf is null;
            Node? next = begins ? Begin() : descending ? path.PreviousLeaf() : path.NextLeaf();
            if (next is null)
            {
                finished = true;
                return false;
            }

            var found = Unsafe.As<RangeLeaf<TKey, TValue>>(next);
            Ask(begins ? 1 : PrefetchDistance);
            Bound(found);
            leaf = found;
            if (begins && !finished) for (int ahead = 2; ahead <= PrefetchDistance; ahead++) Ask(ahead);
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly void Ask(int distance)
    {
        if (path.Peek(descending ? -distance : distance) is { } ahead) Unsafe.As<RangeLeaf<TKey, TValue>>(ahead).Prefetch();
    }

    private Node? Begin()
    {
        section ??= source.SectionDomain?.EnterLoose();
        if (batch is not null)
        {
            batch.ThrowIfUnreadable(batchNumber);
            version = batch.Version;
        }

        if (hasCurrent)
        {
            // Everything up to the range reported last has been passed, whatever is there now.
            if (descending ? current.First <= windowFirst : current.Last >= windowLast) return null;
            hasEdge = true;
            edge = descending ? current.First - TKey.One : current.Last + TKey.One;
        }

        ref Node? root = ref source.Root;
        return path.Descend(ref root, hasEdge ? edge : descending ? windowLast : windowFirst, comparer: null);
    }

    /// <summary>Finds out which ranges of the leaf are wanted: those that reach into the window, and lie beyond what was reported.</summary>
    private void Bound(RangeLeaf<TKey, TValue> found)
    {
        int count = found.Count;
        TKey from = windowFirst, to = windowLast;
        if (hasEdge && descending) to = edge;
        if (hasEdge && !descending) from = edge;
        Debug.Assert(count > 0 && found.Last(count - 1) >= found.First, "The ranges of a leaf cover its keys");
        uint wanted = gaps ? uint.MaxValue >> (32 - count) : found.Present;
        bool holdsEnd = found.Last(count - 1) >= to, holdsBeginning = found.First <= from;
        if (holdsBeginning) wanted &= uint.MaxValue << MapleReader<TKey, TValue>.IndexOf(found, from);
        if (holdsEnd) wanted &= uint.MaxValue >> (31 - MapleReader<TKey, TValue>.IndexOf(found, to));
        finished = descending ? holdsBeginning : holdsEnd;
        pending = wanted;
    }

    /// <summary>Cuts off what was passed before. Only the first range behind an edge can reach across it.</summary>
    private void Clip()
    {
        hasEdge = false;
        if (descending)
        {
            if (current.Last > edge) current = new RangeEntry<TKey, TValue>(current.First, edge, current.Value, current.HasValue);
        }
        else if (current.First < edge)
        {
            current = new RangeEntry<TKey, TValue>(edge, current.Last, current.Value, current.HasValue);
        }
    }
}
