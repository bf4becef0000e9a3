using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Setting a tag where another one is.</content>
internal sealed partial class RadixWriter<TValue>
{
    /// <summary>Sets a tag of the entries in a range that have another one, up to a limit.</summary>
    /// <returns>How many.</returns>
    internal long Retag(ref Node? root, ulong first, ulong last, int from, int to, long limit, out ulong next)
    {
        next = last + 1;
        if (limit == 0)
        {
            next = first;
            return 0;
        }

        // Either every store is one in place, which cannot fail, or all of them are made aside and published by one (P2, P5).
        if (!transaction.IsBatch && !MayStoreAll(Unsafe.As<RadixNode>(root)!, first, last, from)) transaction.WorkAside();
        Node? work = root;
        long count = 0;
        while (count < limit)
        {
            var path = default(RadixPath);
            if (FindTagged(Unsafe.As<RadixNode>(work)!, ref path, first, last, from) is not { } end) break;
            ulong digits = end.Kind == RadixKind.Span ? 1 : RadixTags<TValue>.DigitsWith(end, from) & RadixPlace.Within(end, first, last);
            int found = BitOperations.PopCount(digits);
            bool cut = found > limit - count;
            while (found > limit - count)
            {
                digits &= ~(1UL << BitOperations.Log2(digits));
                found--;
            }

            ulong behind = cut ? end.Prefix + (ulong)BitOperations.Log2(digits) : RadixPlace.LastOf(end);
            ChangeTags(ref work, ref path, end, to, end.Kind == RadixKind.Span ? 1 : SlotsOf(end, digits), set: true);
            count += found;
            if (count == limit) next = (end.Kind == RadixKind.Span ? behind : end.Prefix + (ulong)BitOperations.Log2(digits)) + 1;
            if (behind >= last) break;
            first = behind + 1;
        }

        if (work != root) Publication.Publish(ref root, work!); // P2
        return count;
    }

    /// <summary>The first leaf or span that has a tag on an entry in a range, with the path to it.</summary>
    private static RadixNode? FindTagged(RadixNode node, ref RadixPath path, ulong first, ulong last, int tag)
    {
        if (first > RadixPlace.LastOf(node) || last < node.Prefix) return null;
        if (node.Kind == RadixKind.Span) return RadixTags<TValue>.SlotsWith(node, tag) != 0 ? node : null;
        ulong digits = RadixTags<TValue>.DigitsWith(node, tag) & RadixPlace.Within(node, first, last);
        if (node.Kind < RadixKind.Span) return digits != 0 ? node : null;
        var inner = Unsafe.As<RadixInner>(node);
        path.Push(inner);
        while (digits != 0)
        {
            RadixNode child = ChildAt(inner, BitOperations.TrailingZeroCount(digits));
            if (FindTagged(child, ref path, first, last, tag) is { } end) return end;
            digits &= ~RadixPlace.DigitsOf(inner, child);
        }

        path.Pop();
        return null;
    }

    /// <summary>Whether the leaves and spans with a tag on an entry in a range, and so all above them, may be changed in place.</summary>
    private bool MayStoreAll(RadixNode node, ulong first, ulong last, int tag)
    {
        if (first > RadixPlace.LastOf(node) || last < node.Prefix || RadixTags<TValue>.SlotsWith(node, tag) == 0) return true;
        if (!MayStore(node)) return false;
        if (node.Kind < RadixKind.Inner4) return true;
        var inner = Unsafe.As<RadixInner>(node);
        for (ulong digits = RadixTags<TValue>.DigitsWith(node, tag) & RadixPlace.Within(node, first, last); digits != 0; digits &= digits - 1)
        {
            if (!MayStoreAll(ChildAt(inner, BitOperations.TrailingZeroCount(digits)), first, last, tag)) return false;
        }

        return true;
    }
}
