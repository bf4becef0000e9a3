using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

internal static partial class RadixReader<TValue>
{
    internal static bool Contains(ref Node? root, ulong index)
    {
        RadixNode node = FindEnd(ref root, index);
        int kind = node.Kind;
        if (kind == RadixKind.Span) return Unsafe.As<RadixSpan<TValue>>(node).Covers(index);
        int digit = (int)index & (RadixKind.Digits - 1);
        return kind < RadixKind.Span && node.Prefix == index - (uint)digit && (Volatile.Read(ref node.Present) >> digit & 1) != 0;
    }

    /// <summary>Whether nothing is in the tree: then, and only then, the root is an empty leaf.</summary>
    internal static bool IsEmpty(ref Node? root)
    {
        var node = Unsafe.As<RadixNode>(Publication.Load(ref root));
        return node.Kind < RadixKind.Span && Volatile.Read(ref node.Present) == 0;
    }

    /// <summary>The entry that holds an index, or indices around it that are free.</summary>
    /// <remarks>Rests on one word or one slot, and so is linearizable. A free range ends where the node that shows it ends; the next one may be free too.</remarks>
    /// <returns>Whether there is an entry.</returns>
    internal static bool GetRange(ref Node? root, ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value)
    {
        var node = Unsafe.As<RadixNode>(Publication.Load(ref root));
        (first, last) = (ulong.MinValue, ulong.MaxValue);
        value = default;
        while (true)
        {
            // What is not below the only node of a slot is free.
            if (index < node.Prefix)
            {
                last = node.Prefix - 1;
                return false;
            }

            ulong end = RadixPlace.LastOf(node);
            if (index > end)
            {
                first = end + 1;
                return false;
            }

            int kind = node.Kind;
            if (kind == RadixKind.Span)
            {
                (first, last) = (node.Prefix, end);
                value = AtomicSlot<TValue>.Read(ref Unsafe.As<RadixSpan<TValue>>(node).Value);
                return true;
            }

            int digit = node.DigitOf(index);
            ulong present = Volatile.Read(ref node.Present);
            if ((present >> digit & 1) == 0)
            {
                if (present != 0) GetFree(node, present, digit, ref first, ref last); // else the tree is empty
                return false;
            }

            int slot = kind is RadixKind.Leaf64 or RadixKind.Inner64 ? digit : RadixBits.Before(present, digit);
            if (kind < RadixKind.Span)
            {
                first = last = index;
                value = AtomicSlot<TValue>.Read(ref Unsafe.As<RadixLeaf<TValue>>(node).Slot(slot));
                return true;
            }

            (first, last) = (RadixPlace.FirstOfSlot(node, digit), RadixPlace.LastOfSlot(node, digit));
            if (Unsafe.As<RadixInner>(node).Child(slot) is not { } child) return false;
            node = Unsafe.As<RadixNode>(child);
        }
    }

    /// <summary>The stretch of absent digits around one.</summary>
    private static void GetFree(RadixNode node, ulong present, int digit, ref ulong first, ref ulong last)
    {
        ulong below = present & ~RadixPlace.From(digit);
        ulong above = present & RadixPlace.From(digit);
        first = RadixPlace.FirstOfSlot(node, below == 0 ? 0 : BitOperations.Log2(below) + 1);
        last = RadixPlace.LastOfSlot(node, above == 0 ? RadixPlace.LastDigit(node) : BitOperations.TrailingZeroCount(above) - 1);
    }

    /// <summary>The slot in which the entry of an index is; a null reference where there is none.</summary>
    internal static ref TValue FindPlace(ref Node? root, ulong index, out ulong first, out ulong last)
    {
        RadixNode node = FindEnd(ref root, index);
        int kind = node.Kind;
        (first, last) = (index, index);
        if (kind == RadixKind.Span)
        {
            var span = Unsafe.As<RadixSpan<TValue>>(node);
            if (span.Covers(index))
            {
                (first, last) = (span.Prefix, RadixPlace.LastOf(span));
                return ref span.Value;
            }
        }
        else if (kind < RadixKind.Span)
        {
            ulong present = Volatile.Read(ref node.Present); // before the value (P1e)
            int digit = (int)index & (RadixKind.Digits - 1);
            if ((present >> digit & 1) != 0 && node.Prefix == index - (uint)digit)
                return ref Unsafe.As<RadixLeaf<TValue>>(node).Slot(kind == RadixKind.Leaf64 ? digit : RadixBits.Before(present, digit));
        }

        return ref Unsafe.NullRef<TValue>();
    }
}
