using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Walks the entries of a tree, a snapshot or a batch in the order of their keys' bytes, for <c>foreach</c>. Allocates nothing, unless the tree is uncommonly deep.</summary>
/// <remarks>
/// <para>Over a live tree it holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>: the loop should be short, or run over a snapshot.</para>
/// <para>Keys ascend (or descend), and none is reported twice. An entry that is there throughout is reported; others may or may not be. It follows the inner nodes that it found, also after they were replaced: what was
/// below a node throughout is reachable through it, and what hangs at a byte of a node has that byte, whoever put it there. The body of the loop may write to the tree, and remove the current entry.</para>
/// <para>Several may be open on one thread and end in any order. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct PrefixEnumerator<TValue>
{
    private readonly IPrefixSource source;

    /// <summary>The open batch that is being read, whose nodes the body of the loop may change in place; else null.</summary>
    private readonly PrefixCore<TValue>? batch;
    private readonly long batchNumber;
    private readonly PrefixWindow window;
    private readonly int step;
    private PrefixLeaf<TValue>? leaf;

    /// <summary>The entry of the leaf that was reported last, or one before (behind) the first.</summary>
    private int at;

    /// <summary>Entries of the leaf that may be taken without another look.</summary>
    private int pending;

    /// <summary>Entries of the leaf in a batch, where each step looks first whether the body of the loop has written.</summary>
    private int withheld;
    private PrefixEntry<TValue> current;
    private bool hasCurrent;
    private bool begun;
    private bool finished;
    private ReaderSlot? section;
    private long version;

    /// <summary>The leaf in which the place was looked up by key; only there need the window's nearer end be looked for.</summary>
    private PrefixNode? edge;
    private int depth;

    /// <summary>The inner nodes above the leaf, and the next place to visit in each.</summary>
    private PrefixTrail way;

    internal PrefixEnumerator(IPrefixSource source, PrefixWindow window, long batchNumber = 0)
    {
        this.source = source;
        this.window = window;
        this.batchNumber = batchNumber;
        batch = source as PrefixCore<TValue>;
        step = window.Descending ? -1 : 1;
    }

    /// <summary>The entry that the last <see cref="MoveNext"/> found.</summary>
    public readonly PrefixEntry<TValue> Current => current;

    /// <summary>Goes to the next entry.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ObjectDisposedException">The tree's domain is disposed.</exception>
    /// <exception cref="InvalidOperationException">The batch whose entries are enumerated has ended.</exception>
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
        begun = true; // a batch that was written to does not begin again
        pending = withheld = 0;
        leaf = null;
        version = long.MinValue;
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with other enumerators of this thread
    }

    /// <summary>Goes to the last of the entries that lie side by side in the next leaf: for who counts only.</summary>
    /// <returns>How many there are; 0 at the end.</returns>
    internal int MoveNextRun()
    {
        if (!MoveNext()) return 0;
        int passed = pending + withheld;
        at += step * passed;
        pending = withheld = 0;
        if (passed > 0) current = new PrefixEntry<TValue>(leaf!.Key(at), current.Value);
        return passed + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step()
    {
        pending--;
        at += step;
        ref PrefixCell<TValue> cell = ref leaf!.Cell(at);
        current = new PrefixEntry<TValue>(cell.Key!, AtomicSlot<TValue>.Read(ref cell.Value));
    }

    // Kept out of the loop's method, as in EntryEnumerator.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MoveNextSlow()
    {
        if (source is null) return false; // default: nothing to enumerate
        if (batch is not null)
        {
            pending = withheld;
            if (begun && batch.Version != version && version != long.MinValue)
            {
                // The loop's body wrote to the batch it reads: look the place up again.
                begun = finished = false;
                pending = 0;
            }
        }

        if (pending == 0 && !FindRun())
        {
            withheld = 0;
            return false;
        }

        Step();
        hasCurrent = true;
        if (batch is not null) (withheld, pending) = (pending, 0);
        return true;
    }

    /// <summary>Goes to the next entries that lie side by side in a leaf.</summary>
    private bool FindRun()
    {
        if (finished) return false;
        PrefixNode? node = begun ? Next() : Begin() ?? Next();
        while (node is not null)
        {
            if (!node.IsLeaf) way.Push(ref depth, PrefixPlace.AsInner(node), window.Descending ? PrefixPlace.Last : PrefixPlace.Terminal);
            else if (Take(PrefixPlace.AsLeaf<TValue>(node))) return true;
            node = Next();
        }

        finished = true;
        return false;
    }

    /// <summary>Goes down to where the window begins.</summary>
    /// <returns>What has to be visited next: a leaf that may begin before the window, or an inner node as a whole.</returns>
    private PrefixNode? Begin()
    {
        begun = true;
        section ??= source.SectionDomain?.EnterLoose();
        if (batch is not null)
        {
            batch.ThrowIfUnreadable(batchNumber);
            version = batch.Version;
        }

        depth = 0;
        edge = null;
        ReadOnlySpan<byte> key = Start(out PrefixBound bound);
        PrefixNode? node = PrefixPlace.Root(ref source.Root);
        if (bound == PrefixBound.None) return node;
        while (node is { IsLeaf: false })
        {
            PrefixInner inner = PrefixPlace.AsInner(node);
            int matched = PrefixPlace.Match(inner, key);
            if (matched < inner.Depth)
            {
                // All of it lies on one side of the key, or begins with it.
                if (matched < window.Shared) return null;
                bool isWithin = matched == key.Length && bound == PrefixBound.Prefix;
                return isWithin || PrefixPlace.IsAbove(inner, key, matched) != window.Descending ? inner : null;
            }

            int place = PrefixPlace.PlaceOf(inner, key);
            if (place == PrefixPlace.Terminal)
            {
                if (bound == PrefixBound.Prefix) return inner;
                if (!window.Descending) way.Push(ref depth, inner, bound == PrefixBound.Inclusive ? PrefixPlace.Terminal : 0);
                else if (bound == PrefixBound.Inclusive) way.Push(ref depth, inner, PrefixPlace.Terminal);
                return null;
            }

            if (matched >= window.Shared) way.Push(ref depth, inner, place + step); // else nothing beside the one place is in the window
            node = PrefixPlace.ChildAt(inner, place);
        }

        return edge = node;
    }

    /// <summary>The end of what is left of the window at which the walk begins.</summary>
    private readonly ReadOnlySpan<byte> Start(out PrefixBound bound)
    {
        if (hasCurrent)
        {
            // Everything up to the entry reported last has been passed, whatever is there now.
            bound = PrefixBound.Exclusive;
            return current.Bytes;
        }

        bound = window.Descending ? window.HighBound : window.LowBound;
        return window.Descending ? window.High : window.Low;
    }

    /// <summary>The next child along the way.</summary>
    private PrefixNode? Next()
    {
        while (depth > 0)
        {
            ref PrefixStep last = ref way[depth - 1];
            if (PrefixPlace.Nearest(last.Node!, ref last.At, !window.Descending) is { } child)
            {
                last.At += step;
                return child;
            }

            last.Node = null;
            depth--;
        }

        return null;
    }

    /// <summary>Takes what a leaf has in the window.</summary>
    private bool Take(PrefixLeaf<TValue> found)
    {
        int first = 0, end = found.LoadCount(); // before the entries (P1e)
        if (end == 0) return false;
        if (found == edge)
        {
            edge = null;
            ReadOnlySpan<byte> key = Start(out PrefixBound bound);
            if (!window.Descending) first = PrefixPlace.CountBelow(found, end, key, orEqual: bound == PrefixBound.Exclusive);
            else if (bound == PrefixBound.Prefix) end = CountUpTo(found, end, key, bound);
            else end = PrefixPlace.CountBelow(found, end, key, orEqual: bound == PrefixBound.Inclusive);
        }

        if (first < end && (window.Shared == 0 || found.Depth < window.Shared))
        {
            // The window may end in this leaf.
            if (window.Descending) first = CountPassed(found, first, end);
            else if (window.HighBound != PrefixBound.None && !PrefixWindow.IsUpTo(found.Key(end - 1), window.High, window.HighBound))
            {
                end = CountUpTo(found, end, window.High, window.HighBound);
                Finish();
            }
        }

        if (first >= end) return false;
        leaf = found;
        at = window.Descending ? end : first - 1;
        pending = end - first;
        return true;
    }

    /// <summary>How many entries there are before the lower end of a window, which a descending walk has come to.</summary>
    private int CountPassed(PrefixLeaf<TValue> found, int first, int end)
    {
        PrefixBound before = window.LowBound switch
        {
            PrefixBound.Inclusive => PrefixBound.Exclusive, // what is below it is passed over
            PrefixBound.Exclusive => PrefixBound.Inclusive,
            _ => PrefixBound.None,
        };
        if (before == PrefixBound.None || !PrefixWindow.IsUpTo(found.Key(first), window.Low, before)) return first;
        Finish();
        return CountUpTo(found, end, window.Low, before);
    }

    /// <summary>What lies beyond this leaf is outside the window.</summary>
    private void Finish()
    {
        while (depth > 0) way[--depth].Node = null;
    }

    /// <summary>How many of the first entries of a leaf, any leaf, are not above the upper end of a window.</summary>
    private static int CountUpTo(PrefixLeaf<TValue> leaf, int count, ReadOnlySpan<byte> high, PrefixBound bound)
    {
        int low = 0;
        while (low < count)
        {
            int middle = (low + count) >>> 1;
            if (PrefixWindow.IsUpTo(leaf.Key(middle), high, bound)) low = middle + 1;
            else count = middle;
        }

        return low;
    }
}
