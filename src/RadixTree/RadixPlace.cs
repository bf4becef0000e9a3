using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Which indices lie below a node, and where.</summary>
internal static class RadixPlace
{
    /// <summary>Bits of an index that a node, as a whole, leaves open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Height(RadixNode node) => node.Kind == RadixKind.Span ? node.Shift : node.Shift + RadixKind.DigitBits;

    /// <summary>The bits of an index that choose among those below a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong MaskOf(RadixNode node)
    {
        int bits = Height(node);
        return bits >= 64 ? ulong.MaxValue : (1UL << bits) - 1;
    }

    /// <summary>The greatest index below a node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong LastOf(RadixNode node) => node.Prefix | MaskOf(node);

    /// <summary>The greatest digit there is in a node: the uppermost one has four bits only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int LastDigit(RadixNode node) => node.Shift + RadixKind.DigitBits > 64 ? (1 << (64 - node.Shift)) - 1 : RadixKind.Digits - 1;

    /// <summary>The least index of a slot of an inner node, or of a leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong FirstOfSlot(RadixNode node, int digit) => node.Prefix | ((ulong)digit << node.Shift);

    /// <summary>The greatest index of a slot of an inner node, or of a leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong LastOfSlot(RadixNode node, int digit) => FirstOfSlot(node, digit) | ((1UL << node.Shift) - 1);

    /// <summary>A word with the ones of a digit and all digits above it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong From(int digit) => ulong.MaxValue << digit;

    /// <summary>A word with the ones of a digit and all digits below it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong UpTo(int digit) => ulong.MaxValue >> (RadixKind.Digits - 1 - digit);

    /// <summary>The digits of a leaf or an inner node below which indices of a window lie.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong Within(RadixNode node, ulong first, ulong last)
    {
        ulong end = LastOf(node);
        if (first > end || last < node.Prefix) return 0;
        ulong digits = ulong.MaxValue;
        if (first > node.Prefix) digits &= From(node.DigitOf(first));
        if (last < end) digits &= UpTo(node.DigitOf(last));
        return digits;
    }

    /// <summary>The digits of an inner node under which a child hangs: several where the child is a span that covers more than a digit does.</summary>
    internal static ulong DigitsOf(RadixInner inner, RadixNode child)
    {
        int wider = child.Kind == RadixKind.Span ? child.Shift - inner.Shift : 0;
        ulong digits = wider <= 0 ? 1 : (1UL << (1 << wider)) - 1; // at most 32 of 64: more would be the whole node
        return digits << inner.DigitOf(child.Prefix);
    }

    /// <summary>The child below a digit, or null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static RadixNode? ChildAt(RadixInner node, int digit)
    {
        if (node.Kind == RadixKind.Inner64) return Unsafe.As<RadixNode>(node.Child(digit));
        ulong present = Volatile.Read(ref node.Present); // before the slot: the bit publishes it
        return (present >> digit & 1) == 0 ? null : Unsafe.As<RadixNode>(node.Child(RadixBits.Before(present, digit)));
    }

    /// <summary>The nearest child below one of some digits. The lowest of them, or with <paramref name="up"/> false the highest.</summary>
    internal static RadixNode? Nearest(RadixInner node, ulong digits, bool up)
    {
        ulong left = Volatile.Read(ref node.Present) & digits;
        while (left != 0)
        {
            int digit = up ? BitOperations.TrailingZeroCount(left) : BitOperations.Log2(left);
            if (ChildAt(node, digit) is { } child) return child;
            left &= ~(1UL << digit); // the bit came before the child: a hint (P1c)
        }

        return null;
    }
}
