using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>
/// Searches by tag. They follow the words of the inner nodes, which are hints during a write (P1c): on a live tree they are not linearizable, may find an entry whose tag is just being
/// cleared, and never pass over one that is there and tagged throughout.
/// </content>
internal static partial class RadixReader<TValue>
{
    /// <summary>The first entry with a tag that holds an index of a window.</summary>
    /// <param name="root">The root slot.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="last">Where to end, at least <paramref name="from"/>.</param>
    /// <param name="tag">The tag.</param>
    /// <param name="index">The entry's first index, which may lie before <paramref name="from"/>.</param>
    /// <param name="value">The entry's value.</param>
    internal static bool TryGetTagged(ref Node? root, ulong from, ulong last, int tag, out ulong index, [MaybeNullWhen(false)] out TValue value)
    {
        while (true)
        {
            var node = Unsafe.As<RadixNode>(Publication.Load(ref root));
            ulong end = ulong.MaxValue; // of the slot in which the node is: there is nothing else up to there
            while (true)
            {
                if (from < node.Prefix) from = node.Prefix;
                if (from > last) break;
                ulong nodeLast = RadixPlace.LastOf(node);
                if (from > nodeLast) break;
                int kind = node.Kind;
                if (kind == RadixKind.Span)
                {
                    if (end < nodeLast) end = nodeLast;
                    if (RadixTags<TValue>.SlotsWith(node, tag) == 0) break;
                    index = node.Prefix;
                    value = AtomicSlot<TValue>.Read(ref Unsafe.As<RadixSpan<TValue>>(node).Value);
                    return true;
                }

                ulong tagged = RadixTags<TValue>.DigitsWith(node, tag) & RadixPlace.From(node.DigitOf(from));
                if (tagged == 0) break;
                int digit = BitOperations.TrailingZeroCount(tagged);
                ulong first = RadixPlace.FirstOfSlot(node, digit);
                if (first > last) break;
                if (from < first) from = first;
                if (kind < RadixKind.Span)
                {
                    index = first;
                    value = ValueAt(Unsafe.As<RadixLeaf<TValue>>(node), Volatile.Read(ref node.Present), digit);
                    return true;
                }

                end = RadixPlace.LastOfSlot(node, digit);
                if (RadixPlace.ChildAt(Unsafe.As<RadixInner>(node), digit) is not { } child) break;
                node = child;
            }

            // From the root again: what led here was a hint, or an entry before the window.
            if (from > last || end >= last)
            {
                index = 0;
                value = default;
                return false;
            }

            from = end + 1;
        }
    }

    /// <summary>Whether the entry at an index has a tag.</summary>
    internal static bool GetTag(ref Node? root, ulong index, int tag)
    {
        RadixNode node = FindEnd(ref root, index);
        int kind = node.Kind;
        if (kind == RadixKind.Span) return Unsafe.As<RadixSpan<TValue>>(node).Covers(index) && RadixTags<TValue>.SlotsWith(node, tag) != 0;
        if (kind > RadixKind.Span) return false;
        int digit = (int)index & (RadixKind.Digits - 1);
        return node.Prefix == index - (uint)digit && (RadixTags<TValue>.DigitsWith(node, tag) >> digit & 1) != 0;
    }

    /// <summary>Whether any entry has a tag, as the root's word says.</summary>
    internal static bool IsAnyTagged(ref Node? root, int tag) => RadixTags<TValue>.SlotsWith(Unsafe.As<RadixNode>(Publication.Load(ref root)), tag) != 0;

    /// <summary>A value of a leaf.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="present">Its presence word, loaded before.</param>
    /// <param name="digit">A digit that is present.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TValue ValueAt(RadixLeaf<TValue> leaf, ulong present, int digit) =>
        AtomicSlot<TValue>.Read(ref leaf.Slot(leaf.Kind == RadixKind.Leaf64 ? digit : RadixBits.Before(present, digit)));
}
