using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Inner nodes: the structural steps (P4).</content>
internal sealed partial class RadixWriter<TValue>
{
    /// <summary>The slots of digits that are present.</summary>
    private static ulong SlotsOf(RadixNode node, ulong digits) => node.Kind is RadixKind.Leaf64 or RadixKind.Inner64 ? digits : RadixBits.Extract(digits, node.Present);

    /// <summary>How many slots a node of a kind has.</summary>
    internal static int Room(int kind) => (kind & 3) switch { 0 => 4, 1 => 16, _ => RadixKind.Digits };

    /// <summary>The slot behind all others, if there is one and the digit belongs there; else -1.</summary>
    private static int AtEnd(RadixNode node, int digit)
    {
        if (node.Present >> digit != 0) return -1;
        int count = BitOperations.PopCount(node.Present);
        return count < Room(node.Kind) ? count : -1;
    }

    /// <summary>The smallest kind with room for so many, as an offset from the smallest of all.</summary>
    internal static int Fit(int count) => count <= 4 ? 0 : count <= 16 ? 1 : 2;

    /// <summary>The kind for more than there was.</summary>
    private static int Grown(int kind, int count) => count <= Room(kind) ? kind : (kind & ~3) + Fit(count);

    /// <summary>The kind for fewer than there were. Smaller only where a few more fit, too: what comes and goes at a boundary does not copy into another kind each time.</summary>
    private static int Shrunk(int kind, int count) => (kind & ~3) + int.Min(kind & 3, count <= 3 ? 0 : count <= 12 ? 1 : 2);

    /// <summary>Hangs a node in the place where <paramref name="depth"/> nodes of the path lead to, instead of what is there: in its slot or, where that may not be changed, in a copy of the node, and so on up.</summary>
    /// <remarks>The new node takes the same slots as the one that is there. Ends in one store (P2).</remarks>
    private void Hang(ref Node? root, ref RadixPath path, int depth, RadixNode child)
    {
        while (depth > 0)
        {
            RadixInner parent = path[depth - 1];
            ulong digits = RadixPlace.DigitsOf(parent, child);
            if (MayStore(parent) && BitOperations.IsPow2(digits))
            {
                RaiseHints(ref path, depth, child);
                Publication.Publish(ref parent.Slot(SlotOf(parent, BitOperations.TrailingZeroCount(digits))), child); // P1a, P2
                LowerHints(ref path, depth, child);
                return;
            }

            RadixInner copy = CopyInner(parent, parent.Kind, parent.Present);
            SetChild(copy, child);
            transaction.Retire(parent);
            child = copy;
            depth--;
        }

        Publication.Publish(ref root, child); // P2
    }

    /// <summary>Hangs a node without tags under a digit of the path's last node that has none, by one store if there is a slot for it.</summary>
    private void AddChild(ref Node? root, ref RadixPath path, RadixNode child)
    {
        RadixInner parent = path[path.Depth - 1];
        int digit = parent.DigitOf(child.Prefix);
        ulong present = parent.Present, more = present | (1UL << digit);
        bool byDigit = parent.Kind == RadixKind.Inner64;
        int at = byDigit ? digit : AtEnd(parent, digit);
        if (at < 0 || !MayStore(parent))
        {
            RadixInner copy = CopyInner(parent, Grown(parent.Kind, BitOperations.PopCount(more)), more);
            SetChild(copy, child);
            transaction.Retire(parent);
            Hang(ref root, ref path, path.Depth - 1, copy);
            return;
        }

        if (byDigit)
        {
            Volatile.Write(ref parent.Present, more); // a hint until the child is there (P1c)
            Publication.Publish(ref parent.Slot(at), child); // P1a, P2
        }
        else
        {
            parent.Slot(at) = child; // nobody looks at it yet
            // The child -> presence, which publishes it (P1e, P2). Pairs with the volatile read of the word before a reader looks at the slot.
            Volatile.Write(ref parent.Present, more);
        }

        LowerHints(ref path, path.Depth, child);
    }

    /// <summary>Takes the node at the end of the path out of the tree.</summary>
    private void RemoveEnd(ref Node? root, ref RadixPath path, RadixNode end)
    {
        transaction.Retire(end);
        if (path.Depth == 0)
        {
            Hang(ref root, ref path, 0, transaction.New(RadixKind.Leaf4, 0, 0));
            return;
        }

        RadixInner parent = path[path.Depth - 1];
        RadixNode? rest = Without(parent, RadixPlace.DigitsOf(parent, end));
        Debug.Assert(rest is not null, "An inner node has two children, so one is left");
        Hang(ref root, ref path, path.Depth - 1, rest);
    }

    /// <summary>What takes the place of an inner node that loses the children under some digits: a copy, or the child that is left alone, or nothing.</summary>
    private RadixNode? Without(RadixInner inner, ulong digits)
    {
        ulong rest = inner.Present & ~digits;
        transaction.Retire(inner);
        if (rest == 0) return null;
        if (inner.Shift == 0 && AreSingle(inner, rest)) return LeafOfSpans(inner, rest);
        RadixNode first = ChildAt(inner, BitOperations.TrailingZeroCount(rest));
        return RadixPlace.DigitsOf(inner, first) == rest ? Moved(first) : CopyInner(inner, Shrunk(inner.Kind, BitOperations.PopCount(rest)), rest);
    }

    /// <summary>A child that takes the place of its parent: as a copy. The slot may have held the child before the parent came between; if it held it again, a reader that looks twice (P7) would take it for
    /// unchanged, and miss what was there meanwhile.</summary>
    private RadixNode Moved(RadixNode child)
    {
        if (transaction.IsOwn(child)) return child;
        transaction.Retire(child);
        return child.Kind < RadixKind.Inner4 ? CopyEnd(child) : CopyInner(Unsafe.As<RadixInner>(child), child.Kind, child.Present);
    }

    /// <summary>Whether all children under these digits, in an inner node above spans, cover one index each.</summary>
    private static bool AreSingle(RadixInner inner, ulong digits)
    {
        for (; digits != 0; digits &= digits - 1)
        {
            if (ChildAt(inner, BitOperations.TrailingZeroCount(digits)).Shift != 0) return false;
        }

        return true;
    }

    /// <summary>A leaf with the entries of spans of one index each.</summary>
    private RadixLeaf<TValue> LeafOfSpans(RadixInner inner, ulong digits)
    {
        var leaf = Unsafe.As<RadixLeaf<TValue>>(transaction.New(Fit(BitOperations.PopCount(digits)), 0, inner.Prefix));
        leaf.Present = digits;
        for (ulong bits = digits; bits != 0; bits &= bits - 1)
        {
            int digit = BitOperations.TrailingZeroCount(bits);
            var span = Unsafe.As<RadixSpan<TValue>>(ChildAt(inner, digit));
            leaf.Slot(SlotOf(leaf, digit)) = span.Value;
            transaction.Retire(span);
        }

        // A span's tag is that of its slot.
        CopyTags(inner, leaf);
        return leaf;
    }

    /// <summary>An inner node over two nodes for different indices.</summary>
    private RadixInner Fork(RadixNode left, RadixNode right)
    {
        int shift = BitOperations.Log2(left.Prefix ^ right.Prefix) / RadixKind.DigitBits * RadixKind.DigitBits;
        var inner = Unsafe.As<RadixInner>(transaction.New(RadixKind.Inner4, shift, PrefixAbove(left.Prefix, shift)));
        ulong digits = RadixPlace.DigitsOf(inner, left) | RadixPlace.DigitsOf(inner, right);
        int kind = RadixKind.Inner4 + Fit(BitOperations.PopCount(digits));
        if (kind != RadixKind.Inner4)
        {
            // Wide spans: more slots than there are children.
            transaction.Retire(inner);
            inner = Unsafe.As<RadixInner>(transaction.New(kind, shift, PrefixAbove(left.Prefix, shift)));
        }

        inner.Present = digits;
        SetChild(inner, left);
        SetChild(inner, right);
        return inner;
    }

    /// <summary>The prefix of the inner node with this shift that an index belongs to.</summary>
    internal static ulong PrefixAbove(ulong index, int shift) => shift + RadixKind.DigitBits >= 64 ? 0 : index >> (shift + RadixKind.DigitBits) << (shift + RadixKind.DigitBits);

    private static RadixNode ChildAt(RadixInner inner, int digit) => Unsafe.As<RadixNode>(inner.Slot(SlotOf(inner, digit)))!;

    /// <summary>Puts a child into its slots, with its tags and whether it is full, in a node that nobody else can see.</summary>
    private void SetChild(RadixInner inner, RadixNode child)
    {
        ulong digits = RadixPlace.DigitsOf(inner, child), slots = SlotsOf(inner, digits);
        for (ulong bits = slots; bits != 0; bits &= bits - 1) inner.Slot(BitOperations.TrailingZeroCount(bits)) = child;
        for (int tag = 0; tag < tagCount; tag++)
        {
            bool set = RadixTags<TValue>.SlotsWith(child, tag) != 0;
            if (set || (RadixTags<TValue>.SlotsWith(inner, tag) & slots) != 0) RadixTags<TValue>.Write(inner, tag, slots, set);
        }

        inner.Full = Fills(inner, child) ? inner.Full | digits : inner.Full & ~digits;
    }

    /// <summary>An inner node with the children of this one that <paramref name="digits"/> names, and empty slots for those that it names besides.</summary>
    private RadixInner CopyInner(RadixInner inner, int kind, ulong digits)
    {
        var copy = Unsafe.As<RadixInner>(transaction.New(kind, inner.Shift, inner.Prefix));
        copy.Present = digits;
        copy.Full = inner.Full & digits;
        if (kind == RadixKind.Inner64 && inner.Kind == RadixKind.Inner64 && (inner.Present & ~digits) == 0)
        {
            Unsafe.As<RadixInner64>(copy).Children = Unsafe.As<RadixInner64>(inner).Children;
        }
        else
        {
            for (ulong bits = inner.Present & digits; bits != 0; bits &= bits - 1)
            {
                int digit = BitOperations.TrailingZeroCount(bits);
                copy.Slot(SlotOf(copy, digit)) = inner.Slot(SlotOf(inner, digit));
            }
        }

        CopyTags(inner, copy);
        return copy;
    }
}
