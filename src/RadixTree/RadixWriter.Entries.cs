using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Leaves and spans.</content>
internal sealed partial class RadixWriter<TValue>
{
    /// <summary>A node for one entry without tags.</summary>
    /// <param name="index">Where it is.</param>
    /// <param name="value">What it is.</param>
    /// <param name="besideSpans">Whether it comes into a block that has a span in it, so that it must be one itself.</param>
    private RadixNode NewEntry(ulong index, TValue value, bool besideSpans)
    {
        if (besideSpans) return NewSpan(index, 0, value);
        RadixNode leaf = transaction.New(RadixKind.Leaf4, 0, BlockOf(index));
        Unsafe.As<RadixLeaf<TValue>>(leaf).Slot(0) = value;
        leaf.Present = 1UL << (int)(index & (RadixKind.Digits - 1));
        return leaf;
    }

    private RadixSpan<TValue> NewSpan(ulong first, int order, TValue value)
    {
        var span = Unsafe.As<RadixSpan<TValue>>(transaction.New(RadixKind.Span, order, first));
        span.Value = value;
        return span;
    }

    /// <summary>Adds a value where none is: by one store if the leaf has a place for it, else by a copy.</summary>
    private void AddToLeaf(ref Node? root, ref RadixPath path, RadixLeaf<TValue> leaf, int digit, TValue value)
    {
        ulong present = leaf.Present, more = present | (1UL << digit);
        int at = leaf.Kind == RadixKind.Leaf64 ? digit : AtEnd(leaf, digit);
        if (at >= 0 && MayStore(leaf))
        {
            leaf.Slot(at) = value;
            // The value -> presence. Pairs with the volatile read of the word before a reader looks at the slot (P1e).
            Volatile.Write(ref leaf.Present, more);
            if (more == ulong.MaxValue && fullTag < 0) NoteFull(ref path, path.Depth, leaf);
            return;
        }

        transaction.BeginChange();
        RadixLeaf<TValue> copy = CopyLeaf(leaf, Grown(leaf.Kind, BitOperations.PopCount(more)), more);
        copy.Slot(SlotOf(copy, digit)) = value;
        transaction.Retire(leaf);
        Hang(ref root, ref path, path.Depth, copy);
        transaction.EndChange();
    }

    private void OverwriteInLeaf(ref Node? root, ref RadixPath path, RadixLeaf<TValue> leaf, int at, TValue value)
    {
        if (transaction.IsOwn(leaf))
        {
            leaf.Slot(at) = value;
        }
        else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))
        {
            AtomicSlot<TValue>.Write(ref leaf.Slot(at), value); // P1b
        }
        else
        {
            transaction.BeginChange();
            RadixLeaf<TValue> copy = CopyLeaf(leaf, leaf.Kind, leaf.Present);
            copy.Slot(at) = value;
            transaction.Retire(leaf);
            Hang(ref root, ref path, path.Depth, copy);
            transaction.EndChange();
        }
    }

    private void OverwriteSpan(ref Node? root, ref RadixPath path, RadixSpan<TValue> span, TValue value)
    {
        if (transaction.IsOwn(span))
        {
            span.Value = value;
        }
        else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(span))
        {
            AtomicSlot<TValue>.Write(ref span.Value, value); // P1b
        }
        else
        {
            transaction.BeginChange();
            RadixSpan<TValue> copy = NewSpan(span.Prefix, span.Shift, value);
            copy.Tags = span.Tags;
            transaction.Retire(span);
            Hang(ref root, ref path, path.Depth, copy);
            transaction.EndChange();
        }
    }

    /// <summary>A leaf with the entries of this one that <paramref name="digits"/> names, and empty slots for those that it names besides.</summary>
    private RadixLeaf<TValue> CopyLeaf(RadixLeaf<TValue> leaf, int kind, ulong digits)
    {
        var copy = Unsafe.As<RadixLeaf<TValue>>(transaction.New(kind, 0, leaf.Prefix));
        ulong present = leaf.Present;
        copy.Present = digits;
        if (kind == RadixKind.Leaf64 && leaf.Kind == RadixKind.Leaf64)
        {
            Unsafe.As<RadixLeaf64<TValue>>(copy).Values = Unsafe.As<RadixLeaf64<TValue>>(leaf).Values;
            if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>())
            {
                for (ulong gone = present & ~digits; gone != 0; gone &= gone - 1) copy.Slot(BitOperations.TrailingZeroCount(gone)) = default!;
            }
        }
        else
        {
            for (ulong bits = present & digits; bits != 0; bits &= bits - 1)
            {
                int digit = BitOperations.TrailingZeroCount(bits);
                copy.Slot(SlotOf(copy, digit)) = leaf.Slot(SlotOf(leaf, digit));
            }
        }

        CopyTags(leaf, copy);
        return copy;
    }
}
