using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Walks the entries of a tree, a snapshot or a batch in the order of their indices, for <c>foreach</c>. Allocates nothing.</summary>
/// <remarks>
/// <para>Over a live tree it holds one read section from the first <see cref="MoveNext"/> until <see cref="Dispose"/>: the loop should be short, or run over a snapshot.</para>
/// <para>Indices ascend (or descend), and none is reported twice. An entry that is there throughout is reported; when tagged entries are asked for, one that is there and tagged throughout. Others
/// may or may not be, and a tag may be cleared while its entry is being reported. It follows the inner nodes that it found, also after they were replaced: what was below a node
/// throughout is reachable through it. The body of the loop may write to the tree, and remove the current entry.</para>
/// <para>A value over a range is reported once, under its first index, with <see cref="CurrentLast"/>; in a window also when it only reaches into it. Where the place must be looked up again by index (in the pages of
/// an <see cref="IEnumerable{T}"/>, or after a batch was written to), a range that a writer has extended over indices already passed is reported without them.</para>
/// <para>Several may be open on one thread and end in any order. Do not copy one: the copy would end the section a second time.</para>
/// </remarks>
public ref struct RadixEnumerator<TValue>
{
    private readonly IRadixSource source;

    /// <summary>The open batch that is being read, whose nodes the body of the loop may change in place; else null.</summary>
    private readonly RadixCore<TValue>? batch;
    private readonly long batchNumber;
    private readonly RadixWindow window;
    private RadixLeaf<TValue>? leaf;
    private ulong prefix;
    private ulong present;
    private bool packed;

    /// <summary>Digits of the leaf that may be taken without another look.</summary>
    private ulong pending;

    /// <summary>Digits of the leaf in a batch, where each step looks first whether the body of the loop has written.</summary>
    private ulong withheld;
    private KeyValuePair<ulong, TValue> current;
    private ulong spanLast;
    private bool onSpan;
    private bool hasCurrent;
    private bool begun;
    private bool finished;
    private bool disposed;

    /// <summary>What is left of the window. Indices beyond its nearer end were passed before the place was looked up by index.</summary>
    private ulong first;
    private ulong last;
    private bool hasEdge;
    private ReaderSlot? section;
    private long version;
    private int depth;
    private RadixNodeStack nodes;

    /// <summary>For each inner node of the path, the digits that are still to be visited.</summary>
    private RadixWordStack digits;

    internal RadixEnumerator(IRadixSource source, RadixWindow window, long batchNumber = 0)
    {
        this.source = source;
        this.window = window;
        this.batchNumber = batchNumber;
        batch = source as RadixCore<TValue>;
        first = window.First;
        last = window.Last;
        hasEdge = window.IsRest;
    }

    /// <summary>The entry that the last <see cref="MoveNext"/> found. Of a value over a range, the first index.</summary>
    public readonly KeyValuePair<ulong, TValue> Current => current;

    /// <summary>The last index of the entry that the last <see cref="MoveNext"/> found: that of <see cref="Current"/>, unless its value covers a range.</summary>
    public readonly ulong CurrentLast => onSpan ? spanLast : current.Key;

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
        finished = disposed = true;
        pending = withheld = 0;
        leaf = null;
        ReaderSlot? open = section;
        section = null;
        open?.ExitLoose(); // in any order with other enumerators of this thread
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Step()
    {
        ulong left = pending;
        int digit;
        if (window.Descending)
        {
            digit = BitOperations.Log2(left);
            pending = left & ~(1UL << digit);
        }
        else
        {
            digit = BitOperations.TrailingZeroCount(left);
            pending = left & (left - 1);
        }

        int slot = packed ? RadixBits.Before(present, digit) : digit;
        current = new KeyValuePair<ulong, TValue>(prefix | (uint)digit, AtomicSlot<TValue>.Read(ref leaf!.Slot(slot)));
    }

    // Kept out of the loop's method, as in EntryEnumerator.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool MoveNextSlow()
    {
        if (source is null) return false; // default: nothing to enumerate
        if (batch is not null)
        {
            pending = withheld;
            if (begun && !disposed && batch.Version != version)
            {
                // The loop's body wrote to the batch it reads: look the place up again.
                begun = finished = false;
                pending = withheld = 0;
            }
        }

        if (pending == 0 && !FindRun()) return false;
        if (!onSpan) Step();
        hasCurrent = true;
        if (batch is not null) (withheld, pending) = (pending, 0);
        return true;
    }

    /// <summary>Goes to the next entries that lie side by side in a leaf, or to the next range.</summary>
    private bool FindRun()
    {
        if (finished) return false;
        RadixNode? node = begun ? Next() : Begin();
        while (node is not null)
        {
            int kind = node.Kind;
            if (kind == RadixKind.Span)
            {
                if (TryTake(Unsafe.As<RadixSpan<TValue>>(node))) return true;
            }
            else
            {
                ulong wanted = RadixPlace.Within(node, first, last);
                if (window.Tag >= 0) wanted &= RadixTags<TValue>.DigitsWith(node, window.Tag);
                ulong there = Volatile.Read(ref node.Present); // after the tags, of which none is set before its entry is there; before the values (P1e)
                wanted &= there;
                if (kind >= RadixKind.Inner4)
                {
                    nodes[depth] = node;
                    digits[depth++] = wanted;
                }
                else if (wanted != 0)
                {
                    leaf = Unsafe.As<RadixLeaf<TValue>>(node);
                    prefix = node.Prefix;
                    present = there;
                    packed = kind != RadixKind.Leaf64;
                    pending = wanted;
                    onSpan = false;
                    return true;
                }
            }

            node = Next();
        }

        finished = true;
        return false;
    }

    private RadixNode? Begin()
    {
        begun = true;
        section ??= source.SectionDomain?.EnterLoose();
        if (batch is not null)
        {
            batch.ThrowIfUnreadable(batchNumber);
            version = batch.Version;
        }

        depth = 0;
        if (hasCurrent)
        {
            // Everything up to the entry reported last has been passed, whatever is there now.
            if (!window.TryGetRest(current.Key, CurrentLast, out RadixWindow rest)) return null;
            (first, last) = (rest.First, rest.Last);
            hasEdge = true;
        }

        return Unsafe.As<RadixNode>(Publication.Load(ref source.Root));
    }

    /// <summary>The next child along the path.</summary>
    private RadixNode? Next()
    {
        while (depth > 0)
        {
            ref ulong left = ref digits[depth - 1];
            if (left == 0)
            {
                nodes[--depth] = null;
                continue;
            }

            var node = Unsafe.As<RadixInner>(nodes[depth - 1]!);
            int digit = window.Descending ? BitOperations.Log2(left) : BitOperations.TrailingZeroCount(left);
            left &= ~(1UL << digit);
            if (RadixPlace.ChildAt(node, digit) is not { } child) continue; // the bit is a hint (P1c)
            if (child.Kind == RadixKind.Span) left &= ~RadixPlace.DigitsOf(node, child); // it may fill several slots
            else if (left != 0) Ask(node, window.Descending ? BitOperations.Log2(left) : BitOperations.TrailingZeroCount(left));
            return child;
        }

        return null;
    }

    /// <summary>Asks for the node that comes after this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Ask(RadixInner node, int digit)
    {
        int slot = node.Kind == RadixKind.Inner64 ? digit : RadixBits.Before(Volatile.Read(ref node.Present), digit);
        Prefetch.Object(ref node.Slot(slot));
    }

    private bool TryTake(RadixSpan<TValue> span)
    {
        ulong from = span.Prefix, to = RadixPlace.LastOf(span);
        if (to < first || from > last) return false;
        if (window.Tag >= 0 && RadixTags<TValue>.SlotsWith(span, window.Tag) == 0) return false;
        if (hasEdge && window.Descending && to > last) to = last;
        if (hasEdge && !window.Descending && from < first) from = first;
        current = new KeyValuePair<ulong, TValue>(from, AtomicSlot<TValue>.Read(ref span.Value));
        spanLast = to;
        onSpan = true;
        return true;
    }
}
