using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Putting pieces of ranges in, on a root of the write's own.</content>
internal sealed partial class RadixWriter<TValue>
{
    /// <summary>Puts an entry in where nothing is.</summary>
    /// <returns>What takes the node's place.</returns>
    private RadixNode Insert(RadixNode? node, ulong first, int order, TValue value, int tags)
    {
        if (node is null) return NewPiece(first, order, value, tags, besideSpans: false);
        int common = int.Max(RadixPlace.Height(node), order);
        if (common < 64 && (node.Prefix ^ first) >> common != 0)
            return Fork(node, NewPiece(first, order, value, tags, BlockOf(node.Prefix) == BlockOf(first))); // in one block: the node is a span
        if (node.Kind >= RadixKind.Inner4) return InsertBelow(Unsafe.As<RadixInner>(node), first, order, value, tags);
        var leaf = Unsafe.As<RadixLeaf<TValue>>(node);
        if (order > 0) return InsertBelow(SpansOfLeaf(leaf), first, order, value, tags);

        int digit = leaf.DigitOf(first);
        ulong more = leaf.Present | (1UL << digit);
        RadixLeaf<TValue> copy = CopyLeaf(leaf, Grown(leaf.Kind, BitOperations.PopCount(more)), more);
        int at = SlotOf(copy, digit);
        copy.Slot(at) = value;
        SetTags(copy, tags, 1UL << at);
        transaction.Retire(leaf);
        return copy;
    }

    private RadixInner InsertBelow(RadixInner inner, ulong first, int order, TValue value, int tags)
    {
        ulong digit = 1UL << inner.DigitOf(first);
        if ((inner.Present & digit) != 0)
        {
            RadixNode child = Insert(ChildAt(inner, BitOperations.TrailingZeroCount(digit)), first, order, value, tags);
            RadixInner own = Owned(inner, inner.Kind, inner.Present);
            SetChild(own, child);
            return own;
        }

        RadixNode piece = NewPiece(first, order, value, tags, inner.Shift == 0);
        ulong more = inner.Present | RadixPlace.DigitsOf(inner, piece);
        RadixInner wider = Owned(inner, Grown(inner.Kind, BitOperations.PopCount(more)), more);
        SetChild(wider, piece);
        return wider;
    }

    /// <summary>The node itself with more digits if that takes no moving of slots and nobody else can see it; else a copy.</summary>
    private RadixInner Owned(RadixInner inner, int kind, ulong digits)
    {
        if (transaction.IsOwn(inner) && kind == inner.Kind && (kind == RadixKind.Inner64 || digits == inner.Present))
        {
            inner.Present = digits;
            return inner;
        }

        RadixInner copy = CopyInner(inner, kind, digits);
        transaction.Retire(inner);
        return copy;
    }

    private RadixNode NewPiece(ulong first, int order, TValue value, int tags, bool besideSpans)
    {
        RadixNode piece = order == 0 ? NewEntry(first, value, besideSpans) : NewSpan(first, order, value);
        SetTags(piece, tags, 1);
        return piece;
    }

    /// <summary>Sets tags of one entry of a node that nobody else can see.</summary>
    private static void SetTags(RadixNode node, int tags, ulong slots)
    {
        for (; tags != 0; tags &= tags - 1) RadixTags<TValue>.Write(node, BitOperations.TrailingZeroCount(tags), slots, set: true);
    }

    /// <summary>An inner node over single indices instead of a leaf: spans will come between them.</summary>
    private RadixInner SpansOfLeaf(RadixLeaf<TValue> leaf)
    {
        var inner = Unsafe.As<RadixInner>(transaction.New(RadixKind.Inner4 + Fit(BitOperations.PopCount(leaf.Present)), 0, leaf.Prefix));
        inner.Present = leaf.Present;
        for (ulong rest = leaf.Present; rest != 0; rest &= rest - 1)
        {
            int digit = BitOperations.TrailingZeroCount(rest), at = SlotOf(leaf, digit);
            RadixSpan<TValue> span = NewSpan(leaf.Prefix + (ulong)digit, 0, leaf.Slot(at));
            for (int tag = 0; tag < tagCount; tag++)
            {
                if ((RadixTags<TValue>.SlotsWith(leaf, tag) >> at & 1) != 0) RadixTags<TValue>.Write(span, tag, 1, set: true);
            }

            SetChild(inner, span);
        }

        transaction.Retire(leaf);
        return inner;
    }
}
