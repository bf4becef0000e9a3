using System.Runtime.CompilerServices;
using System.Threading;

namespace Concurrent;

/// <summary>The tag words of a node, whatever its kind. One bit per slot, which is not the digit where slots are taken in the order of the digits.</summary>
internal static class RadixTags<TValue>
{
    /// <summary>The slots with a tag; of a span bit 0. One load: a hint during a write (P1c).</summary>
    internal static ulong SlotsWith(RadixNode node, int tag)
    {
        switch (node.Kind)
        {
            case RadixKind.Leaf64:
            case RadixKind.Inner64:
                return Volatile.Read(ref Word(node, tag));
            case RadixKind.Leaf16:
            case RadixKind.Inner16:
                return (Volatile.Read(ref Word(node, tag)) >> (16 * (tag & 3))) & 0xFFFF;
            case RadixKind.Span:
                return (Volatile.Read(ref node.Tags) >> tag) & 1;
            default:
                return (Volatile.Read(ref node.Tags) >> (4 * tag)) & 0xF;
        }
    }

    /// <summary>Sets or clears a tag on some slots, by one store. Under the writer lock.</summary>
    internal static void Write(RadixNode node, int tag, ulong slots, bool set)
    {
        int shift = node.Kind switch
        {
            RadixKind.Leaf64 or RadixKind.Inner64 => 0,
            RadixKind.Leaf16 or RadixKind.Inner16 => 16 * (tag & 3),
            RadixKind.Span => tag,
            _ => 4 * tag,
        };
        ref ulong word = ref Word(node, tag);
        Volatile.Write(ref word, set ? word | (slots << shift) : word & ~(slots << shift));
    }

    /// <summary>The digits with a tag; of a span, all or none.</summary>
    internal static ulong DigitsWith(RadixNode node, int tag)
    {
        ulong slots = SlotsWith(node, tag);
        return node.Kind switch
        {
            RadixKind.Leaf64 or RadixKind.Inner64 => slots,
            RadixKind.Span => 0 - slots,
            _ => RadixBits.Deposit(slots, Volatile.Read(ref node.Present)),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ref ulong Word(RadixNode node, int tag)
    {
        switch (node.Kind)
        {
            case RadixKind.Leaf64 when tag > 0:
                return ref Unsafe.Add(ref Unsafe.As<RadixTagWords, ulong>(ref Unsafe.As<RadixLeaf64<TValue>>(node).MoreTags), tag - 1);
            case RadixKind.Inner64 when tag > 0:
                return ref Unsafe.Add(ref Unsafe.As<RadixTagWords, ulong>(ref Unsafe.As<RadixInner64>(node).MoreTags), tag - 1);
            case RadixKind.Leaf16 when tag > 3:
                return ref Unsafe.As<RadixLeaf16<TValue>>(node).MoreTags;
            case RadixKind.Inner16 when tag > 3:
                return ref Unsafe.As<RadixInner16>(node).MoreTags;
            default:
                return ref node.Tags;
        }
    }
}
