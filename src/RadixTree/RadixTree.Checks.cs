using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>For tests that look at the writer's side.</summary>
    internal RadixCore<TValue> WriterSide => core;

    /// <summary>Walks the whole live tree under the writer lock, also one that the calling thread holds for a batch, and throws when anything is not as it must be between writes.</summary>
    internal void CheckInvariants()
    {
        if (core.Lock.IsHeldByCurrentThread)
        {
            Check(root!, core.Count);
            return;
        }

        using WriterToken token = core.Lock.Enter();
        Check(root!, core.Count);
    }

    /// <summary>As <see cref="CheckInvariants"/>, of what the batch that the calling thread has open would publish.</summary>
    internal void CheckBatch() => Check(core.BatchRoot!, core.BatchCount);

    private void Check(Node top, long count)
    {
        var node = top as RadixNode;
        Require(node is not null, "the root is not a node of a radix tree");
        long entries = 0;
        if (RadixWriter<TValue>.IsEmptyRoot(node!)) CheckHeader(node!);
        else CheckNode(node!, parent: null, ref entries);
        Require(entries == count, $"count is {count}, but there are {entries} entries");
    }

    private void CheckHeader(RadixNode node)
    {
        Require(node.Stamp >= 0 && node.Stamp <= core.Transaction.Number, $"P1: stamp {node.Stamp} is not that of a transaction up to {core.Transaction.Number}");
        Type expected = node.Kind switch
        {
            RadixKind.Leaf4 => typeof(RadixLeaf4<TValue>),
            RadixKind.Leaf16 => typeof(RadixLeaf16<TValue>),
            RadixKind.Leaf64 => typeof(RadixLeaf64<TValue>),
            RadixKind.Span => typeof(RadixSpan<TValue>),
            RadixKind.Inner4 => typeof(RadixInner4),
            RadixKind.Inner16 => typeof(RadixInner16),
            RadixKind.Inner64 => typeof(RadixInner64),
            _ => typeof(void),
        };
        Require(node.GetType() == expected, $"a node of kind {node.Kind} is a {node.GetType().Name}");
    }

    private void CheckNode(RadixNode node, RadixInner? parent, ref long entries)
    {
        CheckHeader(node);
        if (parent is not null)
        {
            Require(RadixWriter<TValue>.PrefixAbove(node.Prefix, parent.Shift) == parent.Prefix, $"the block at {node.Prefix} hangs below that at {parent.Prefix}, shift {parent.Shift}");
        }

        if (node.Kind >= RadixKind.Inner4) CheckInner(Unsafe.As<RadixInner>(node), parent, ref entries);
        else if (node.Kind == RadixKind.Span) CheckSpan(Unsafe.As<RadixSpan<TValue>>(node), parent, ref entries);
        else CheckLeaf(Unsafe.As<RadixLeaf<TValue>>(node), parent, ref entries);
    }

    private void CheckSpan(RadixSpan<TValue> span, RadixInner? parent, ref long entries)
    {
        entries++;
        Require((span.Prefix & ((1UL << span.Shift) - 1)) == 0, $"a span of 2^{span.Shift} begins at {span.Prefix}");
        Require(span.Shift > 0 || parent?.Shift == 0, $"the single index {span.Prefix} is a span among no others");
        Require(parent is null || span.Shift < parent.Shift + RadixKind.DigitBits, $"the span at {span.Prefix} is wider than its parent");
        Require(span.Tags >> options.TagCount == 0, $"the span at {span.Prefix} has a tag that there is not");
    }

    private void CheckLeaf(RadixLeaf<TValue> leaf, RadixInner? parent, ref long entries)
    {
        ulong present = leaf.Present;
        int count = BitOperations.PopCount(present);
        entries += count;
        Require(leaf.Shift == 0 && leaf.Prefix == RadixWriter<TValue>.BlockOf(leaf.Prefix), $"a leaf begins at {leaf.Prefix}, shift {leaf.Shift}");
        Require(parent is null || parent.Shift >= RadixKind.DigitBits, $"the leaf at {leaf.Prefix} hangs among single indices");
        CheckKind(leaf, count);
        CheckTagRoom(leaf, count);
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<TValue>() || typeof(TValue).IsValueType) return;
        for (int slot = 0; slot < RadixWriter<TValue>.Room(leaf.Kind); slot++)
        {
            bool used = leaf.Kind == RadixKind.Leaf64 ? (present >> slot & 1) != 0 : slot < count;
            Require(used || leaf.Slot(slot) is null, $"R4: an unused slot of the leaf at {leaf.Prefix} keeps a value alive");
        }
    }

    private void CheckInner(RadixInner inner, RadixInner? parent, ref long entries)
    {
        ulong present = inner.Present;
        int shift = inner.Shift, count = BitOperations.PopCount(present);
        Require(shift % RadixKind.DigitBits == 0 && shift <= 60 && (parent is null || shift < parent.Shift), $"shift {shift} below {parent?.Shift}");
        Require(inner.Prefix == RadixWriter<TValue>.PrefixAbove(inner.Prefix, shift), $"an inner node of shift {shift} begins at {inner.Prefix}");
        Require((present & ~RadixWriter<TValue>.AllDigits(shift)) == 0, $"digits {present:x} at shift {shift}");
        CheckKind(inner, count);
        CheckTagRoom(inner, count);
        Require((inner.Full & ~present) == 0, $"at {inner.Prefix}, shift {shift}, what is not there is full");
        int children = 0;
        bool anyWide = false;
        for (int slot = 0; slot < RadixWriter<TValue>.Room(inner.Kind); slot++)
        {
            bool used = inner.Kind == RadixKind.Inner64 ? (present >> slot & 1) != 0 : slot < count;
            Require(used == inner.Slot(slot) is not null, $"P2: at {inner.Prefix}, shift {shift}, presence and slot {slot} disagree");
        }

        for (ulong rest = present; rest != 0;)
        {
            int digit = BitOperations.TrailingZeroCount(rest);
            var child = inner.Slot(SlotOf(inner, digit)) as RadixNode;
            Require(child is not null, "a child is no node of a radix tree");
            CheckNode(child!, inner, ref entries);
            ulong digits = RadixPlace.DigitsOf(inner, child!);
            Require((digits & (0 - digits)) == 1UL << digit && (digits & ~rest) == 0, $"at {inner.Prefix}, shift {shift}, the child at {child!.Prefix} hangs under digit {digit}");
            Require(shift > 0 || child!.Kind == RadixKind.Span, $"at {inner.Prefix} a node that is no span hangs among single indices");
            CheckSlots(inner, child!, digits);
            rest &= ~digits;
            children++;
            anyWide |= child!.Shift > 0;
        }

        Require(children >= 2, $"an inner node at {inner.Prefix}, shift {shift}, has {children} children");
        Require(shift > 0 || anyWide, $"the entries at {inner.Prefix} should be in a leaf");
    }

    /// <summary>All slots of a child refer to it, and say of its tags and of its room what it says itself.</summary>
    private void CheckSlots(RadixInner inner, RadixNode child, ulong digits)
    {
        bool full = child.Prefix == (inner.Prefix | (ulong)BitOperations.TrailingZeroCount(digits) << inner.Shift) && RadixPlace.Height(child) >= inner.Shift && IsFull(child);
        for (ulong bits = digits; bits != 0; bits &= bits - 1)
        {
            int digit = BitOperations.TrailingZeroCount(bits), slot = SlotOf(inner, digit);
            Require(inner.Slot(slot) == child, $"the span at {child.Prefix} does not have all of its slots");
            Require((inner.Full >> digit & 1) != 0 == full, $"P2: at {inner.Prefix}, shift {inner.Shift}, digit {digit} is {(full ? "" : "not ")}full, and the hint says otherwise");
            for (int tag = 0; tag < options.TagCount; tag++)
            {
                bool below = RadixTags<TValue>.SlotsWith(child, tag) != 0;
                Require((RadixTags<TValue>.SlotsWith(inner, tag) >> slot & 1) != 0 == below, $"P2: at {inner.Prefix}, shift {inner.Shift}, digit {digit}: tag {tag} is {(below ? "" : "not ")}there below, and the hint says otherwise");
            }
        }
    }

    /// <summary>Computed here from what is below, not from what the writer thinks of it.</summary>
    private bool IsFull(RadixNode node)
    {
        if (node.Kind == RadixKind.Span) return options.FullTag < 0 || (node.Tags >> options.FullTag & 1) != 0;
        if (node.Kind < RadixKind.Span) return (options.FullTag < 0 ? node.Present : node.Present & RadixTags<TValue>.DigitsWith(node, options.FullTag)) == ulong.MaxValue;
        var inner = Unsafe.As<RadixInner>(node);
        ulong all = inner.Shift == 60 ? 0xFFFF : ulong.MaxValue;
        return inner.Full == all;
    }

    private static void CheckKind(RadixNode node, int count)
    {
        int least = (node.Kind & 3) switch { 0 => 1, 1 => 4, _ => 13 };
        Require(count >= least && count <= RadixWriter<TValue>.Room(node.Kind), $"the node at {node.Prefix} of kind {node.Kind} has {count} entries");
    }

    /// <summary>No tag that there is not, and none on a slot that is not taken.</summary>
    private void CheckTagRoom(RadixNode node, int count)
    {
        bool byDigit = node.Kind is RadixKind.Leaf64 or RadixKind.Inner64;
        ulong taken = byDigit ? node.Present : (1UL << count) - 1;
        for (int tag = 0; tag < RadixKind.MaxTags; tag++)
        {
            Require((RadixTags<TValue>.SlotsWith(node, tag) & ~(tag < options.TagCount ? taken : 0)) == 0, $"the node at {node.Prefix} of kind {node.Kind} has tag {tag} where nothing is");
        }
    }

    private static int SlotOf(RadixNode node, int digit) => node.Kind is RadixKind.Leaf64 or RadixKind.Inner64 ? digit : RadixBits.Before(node.Present, digit);

    private static void Require(bool condition, string otherwise)
    {
        if (!condition) throw new InvalidOperationException($"The tree is damaged: {otherwise}.");
    }
}
