using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Look-ups on one root: of the live tree inside a read section, of a snapshot, or of an open batch.</summary>
internal static partial class RadixReader<TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryGet(ref Node? root, ulong index, [MaybeNullWhen(false)] out TValue value)
    {
        RadixNode node = FindEnd(ref root, index);
        int kind = node.Kind;
        if (kind == RadixKind.Leaf64)
        {
            // Presence before the value: pairs with the release that adds an entry (P1e).
            ulong present = Volatile.Read(ref node.Present);
            int digit = (int)index & (RadixKind.Digits - 1);
            if ((present >> digit & 1) != 0 && node.Prefix == index - (uint)digit)
            {
                value = AtomicSlot<TValue>.Read(ref Unsafe.As<RadixLeaf<TValue>>(node).Slot(digit));
                return true;
            }

            value = default;
            return false;
        }

        return TryGetElsewhere(node, kind, index, out value);
    }

    /// <summary>The leaf, span or inner node where a search for an index ends; the prefix of nothing on the way has been compared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static RadixNode FindEnd(ref Node? root, ulong index)
    {
        var node = Unsafe.As<RadixNode>(Publication.Load(ref root));
        while (true)
        {
            int kind = node.Kind;
            Node? child;
            if (kind == RadixKind.Inner64) child = Unsafe.As<RadixInner>(node).Child(node.DigitOf(index));
            else if (kind < RadixKind.Inner4) return node;
            else child = ChildInPacked(Unsafe.As<RadixInner>(node), index);
            if (child is null) return node;
            node = Unsafe.As<RadixNode>(child);
        }
    }

    private static Node? ChildInPacked(RadixInner node, ulong index)
    {
        ulong present = Volatile.Read(ref node.Present);
        int digit = node.DigitOf(index);
        return (present >> digit & 1) == 0 ? null : node.Child(RadixBits.Before(present, digit));
    }

    private static bool TryGetElsewhere(RadixNode node, int kind, ulong index, [MaybeNullWhen(false)] out TValue value)
    {
        if (kind < RadixKind.Span)
        {
            ulong present = Volatile.Read(ref node.Present);
            int digit = (int)index & (RadixKind.Digits - 1);
            if ((present >> digit & 1) != 0 && node.Prefix == index - (uint)digit)
            {
                value = AtomicSlot<TValue>.Read(ref Unsafe.As<RadixLeaf<TValue>>(node).Slot(RadixBits.Before(present, digit)));
                return true;
            }
        }
        else if (kind == RadixKind.Span)
        {
            var span = Unsafe.As<RadixSpan<TValue>>(node);
            if (span.Covers(index))
            {
                value = AtomicSlot<TValue>.Read(ref span.Value);
                return true;
            }
        }

        value = default;
        return false;
    }
}
