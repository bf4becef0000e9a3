using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>
/// Searches for an index where nothing is. They skip what the "full" words call full (P1c), so on a live tree they are not linearizable: what they find was free when its node was looked at, and an
/// index that is free throughout is never passed over.
/// </content>
internal static partial class RadixReader<TValue>
{
    /// <summary>The least free index in a window.</summary>
    /// <param name="root">The root slot.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="last">Where to end, at least <paramref name="from"/>.</param>
    /// <param name="fullTag">The tag with which an index counts as taken, in place of presence; -1 for none.</param>
    /// <param name="index">What was found.</param>
    internal static bool TryGetNextFree(ref Node? root, ulong from, ulong last, int fullTag, out ulong index)
    {
        while (true)
        {
            if (TryGetFreeBelow(Unsafe.As<RadixNode>(Publication.Load(ref root)), ref from, last, fullTag, up: true))
            {
                bool isInside = from <= last;
                index = isInside ? from : 0;
                return isInside;
            }

            // All is taken up to there.
            if (from >= last)
            {
                index = 0;
                return false;
            }

            from++;
        }
    }

    /// <summary>The greatest free index in a window.</summary>
    /// <param name="root">The root slot.</param>
    /// <param name="from">Where to begin.</param>
    /// <param name="first">Where to end, at most <paramref name="from"/>.</param>
    /// <param name="fullTag">The tag with which an index counts as taken, in place of presence; -1 for none.</param>
    /// <param name="index">What was found.</param>
    internal static bool TryGetPreviousFree(ref Node? root, ulong from, ulong first, int fullTag, out ulong index)
    {
        while (true)
        {
            if (TryGetFreeBelow(Unsafe.As<RadixNode>(Publication.Load(ref root)), ref from, first, fullTag, up: false))
            {
                bool isInside = from >= first;
                index = isInside ? from : 0;
                return isInside;
            }

            if (from <= first)
            {
                index = 0;
                return false;
            }

            from--;
        }
    }

    /// <summary>Goes down towards an index, and to the next digit that is not full where its own is.</summary>
    /// <param name="node">The root.</param>
    /// <param name="at">The index; gets the free one, or the last of those that are taken in a row.</param>
    /// <param name="end">How far to look; what lies beyond is of no use.</param>
    /// <param name="fullTag">The tag that counts as taken, or -1.</param>
    /// <param name="up">In which direction.</param>
    private static bool TryGetFreeBelow(RadixNode node, ref ulong at, ulong end, int fullTag, bool up)
    {
        while (true)
        {
            ulong last = RadixPlace.LastOf(node);
            if (at < node.Prefix || at > last) return true;
            int kind = node.Kind;
            if (kind == RadixKind.Span)
            {
                if (fullTag >= 0 && RadixTags<TValue>.SlotsWith(node, fullTag) == 0) return true;
                at = up ? last : node.Prefix;
                return false;
            }

            int digit = node.DigitOf(at);
            ulong wanted = up ? RadixPlace.From(digit) & RadixPlace.UpTo(RadixPlace.LastDigit(node)) : RadixPlace.UpTo(digit);
            ulong open = wanted & ~(kind >= RadixKind.Inner4 ? Volatile.Read(ref Unsafe.As<RadixInner>(node).Full)
                : fullTag < 0 ? Volatile.Read(ref node.Present) : RadixTags<TValue>.DigitsWith(node, fullTag));
            if (open == 0)
            {
                at = up ? last : node.Prefix;
                return false;
            }

            int next = up ? BitOperations.TrailingZeroCount(open) : BitOperations.Log2(open);
            if (next != digit) at = up ? RadixPlace.FirstOfSlot(node, next) : RadixPlace.LastOfSlot(node, next);
            if (kind < RadixKind.Span || (up ? at > end : at < end)) return true;
            if (RadixPlace.ChildAt(Unsafe.As<RadixInner>(node), next) is not { } child) return true;
            node = child;
        }
    }
}
