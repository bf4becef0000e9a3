using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Writes over ranges of indices: what is there is cut out, then the pieces are put in, on a root of the write's own; one store publishes it.</content>
internal sealed partial class RadixWriter<TValue>
{
    /// <summary>Aligned powers of two that any range consists of, at most: a climb and a descent through all sizes.</summary>
    private const int MaxPieces = 2 * 63;

    /// <summary>Makes the indices from <paramref name="first"/> to <paramref name="last"/> hold a value or nothing. Entries that reach beyond are cut; what is left of them keeps their value and tags.</summary>
    /// <remarks>A piece gets the tags of all entries that it replaces or cuts.</remarks>
    internal RadixChange PutRange(ref Node? root, ulong first, ulong last, bool present, TValue value)
    {
        if (TryPutWhole(ref root, first, last, present, value, out RadixChange whole)) return whole;
        if (!transaction.IsBatch) transaction.WorkAside();
        transaction.BeginChange();
        var top = Unsafe.As<RadixNode>(root)!;
        RadixNode? work = IsEmptyRoot(top) ? null : top;
        RadixSpan<TValue>? left = SpanAt(ref root, first), right = SpanAt(ref root, last);
        Span<byte> tags = stackalloc byte[MaxPieces];
        if (present && work is not null && tagCount > 0) GatherTags(work, first, last, tags);

        long hit = 0;
        if (work is not null) work = Cut(work, left?.Prefix ?? first, right is null ? last : RadixPlace.LastOf(right), ref hit);
        if (hit == 0 && !present)
        {
            transaction.EndChange();
            return default;
        }

        int pieces = 0;
        if (left is not null && left.Prefix < first) pieces += InsertCopies(ref work, left, left.Prefix, first - 1);
        if (right is not null && RadixPlace.LastOf(right) > last) pieces += InsertCopies(ref work, right, last + 1, RadixPlace.LastOf(right));
        int at = 0;
        for (var rest = new RadixPieces(first, last); present && rest.MoveNext(); at++) work = Insert(work, rest.First, rest.Order, value, tags[at]);

        if (IsEmptyRoot(top)) transaction.Retire(top);
        Publication.Publish(ref root, work ?? transaction.New(RadixKind.Leaf4, 0, 0)); // P2
        transaction.EndChange();
        return new RadixChange(true, pieces + at - hit, hit);
    }

    /// <summary>Writes by the simpler ways of single entries where the range is one.</summary>
    private bool TryPutWhole(ref Node? root, ulong first, ulong last, bool present, TValue value, out RadixChange change)
    {
        change = default;
        var path = default(RadixPath);
        RadixNode? end = Descend(ref root, ref path, first);
        RadixSpan<TValue>? span = end is not null && end.Kind == RadixKind.Span && Unsafe.As<RadixSpan<TValue>>(end).Covers(first) ? Unsafe.As<RadixSpan<TValue>>(end) : null;
        if (span is not null && span.Prefix == first && RadixPlace.LastOf(span) == last)
        {
            if (present)
            {
                OverwriteSpan(ref root, ref path, span, value);
            }
            else
            {
                transaction.BeginChange();
                RemoveEnd(ref root, ref path, span);
                transaction.EndChange();
            }

            change = new RadixChange(true, present ? 0 : -1, 1);
            return true;
        }

        if (first != last || span is not null) return false;
        change = present ? Put(ref root, first, value, overwrite: true) : Remove(ref root, first, out _);
        change = change with { Hit = change.Stored && change.More <= 0 ? 1 : 0 };
        return true;
    }

    private static RadixSpan<TValue>? SpanAt(ref Node? root, ulong index)
    {
        var path = default(RadixPath);
        RadixNode? end = Descend(ref root, ref path, index);
        if (end is null || end.Kind != RadixKind.Span) return null;
        var span = Unsafe.As<RadixSpan<TValue>>(end);
        return span.Covers(index) ? span : null;
    }

    /// <summary>The tags that each piece of a range will have.</summary>
    private void GatherTags(RadixNode node, ulong first, ulong last, Span<byte> tags)
    {
        int at = 0;
        for (var rest = new RadixPieces(first, last); rest.MoveNext();) tags[at++] = (byte)TagsIn(node, rest.First, rest.Last);
    }

    /// <summary>A bit for each tag that an entry has which reaches into a range.</summary>
    private int TagsIn(RadixNode node, ulong first, ulong last)
    {
        if (first > RadixPlace.LastOf(node) || last < node.Prefix) return 0;
        bool whole = node.Kind == RadixKind.Span || (first <= node.Prefix && RadixPlace.LastOf(node) <= last);
        ulong digits = whole ? ulong.MaxValue : RadixPlace.Within(node, first, last);
        if (whole || node.Kind < RadixKind.Span)
        {
            int tags = 0;
            for (int tag = 0; tag < tagCount; tag++)
            {
                if ((RadixTags<TValue>.DigitsWith(node, tag) & digits) != 0) tags |= 1 << tag;
            }

            return tags;
        }

        int all = 0;
        var inner = Unsafe.As<RadixInner>(node);
        for (ulong rest = inner.Present & digits; rest != 0; rest &= rest - 1) all |= TagsIn(ChildAt(inner, BitOperations.TrailingZeroCount(rest)), first, last);
        return all;
    }

    /// <summary>Puts the pieces of a span's rest back in.</summary>
    private int InsertCopies(ref RadixNode? work, RadixSpan<TValue> span, ulong first, ulong last)
    {
        int count = 0;
        for (var rest = new RadixPieces(first, last); rest.MoveNext(); count++) work = Insert(work, rest.First, rest.Order, span.Value, (int)span.Tags);
        return count;
    }

    /// <summary>Takes out what is in a range, which cuts no span in two.</summary>
    /// <param name="node">Where to look.</param>
    /// <param name="first">The first index of the range.</param>
    /// <param name="last">The last index of the range.</param>
    /// <param name="hit">Grows by the entries taken out.</param>
    /// <returns>What takes the node's place: itself, if nothing is in the range; null, if nothing is left.</returns>
    private RadixNode? Cut(RadixNode node, ulong first, ulong last, ref long hit)
    {
        if (first > RadixPlace.LastOf(node) || last < node.Prefix) return node;
        if (node.Kind == RadixKind.Span || (first <= node.Prefix && RadixPlace.LastOf(node) <= last))
        {
            hit += CountOf(node);
            Drop(node);
            return null;
        }

        ulong digits = RadixPlace.Within(node, first, last) & node.Present;
        if (digits == 0) return node;
        if (node.Kind >= RadixKind.Inner4) return CutInner(Unsafe.As<RadixInner>(node), digits, first, last, ref hit);
        ulong rest = node.Present & ~digits;
        hit += BitOperations.PopCount(digits);
        transaction.Retire(node);
        return rest == 0 ? null : CopyLeaf(Unsafe.As<RadixLeaf<TValue>>(node), Shrunk(node.Kind, BitOperations.PopCount(rest)), rest);
    }

    private RadixNode? CutInner(RadixInner inner, ulong digits, ulong first, ulong last, ref long hit)
    {
        ulong gone = 0;
        RadixInner now = inner;
        while (digits != 0)
        {
            RadixNode child = ChildAt(inner, BitOperations.TrailingZeroCount(digits));
            ulong its = RadixPlace.DigitsOf(inner, child);
            digits &= ~its;
            RadixNode? rest = Cut(child, first, last, ref hit);
            if (rest is null)
            {
                gone |= its;
            }
            else if (rest != child)
            {
                // At most two children are cut, one at each end.
                if (now == inner)
                {
                    now = CopyInner(inner, inner.Kind, inner.Present);
                    transaction.Retire(inner);
                }

                SetChild(now, rest);
            }
        }

        return gone == 0 ? now : Without(now, gone);
    }

    /// <summary>Retires a node that goes as a whole, if it is one of entries. Greater subtrees are left to the collector (R4).</summary>
    private void Drop(RadixNode node)
    {
        if (node.Kind >= RadixKind.Inner4)
        {
            if (node.Shift != 0) return;
            var inner = Unsafe.As<RadixInner>(node);
            for (ulong rest = inner.Present; rest != 0;)
            {
                RadixNode span = ChildAt(inner, BitOperations.TrailingZeroCount(rest));
                rest &= ~RadixPlace.DigitsOf(inner, span);
                transaction.Retire(span);
            }
        }

        transaction.Retire(node);
    }

    /// <summary>How many entries there are below a node. A load of a word per leaf.</summary>
    private static long CountOf(RadixNode node)
    {
        if (node.Kind == RadixKind.Span) return 1;
        if (node.Kind < RadixKind.Span) return BitOperations.PopCount(node.Present);
        long count = 0;
        var inner = Unsafe.As<RadixInner>(node);
        for (ulong rest = inner.Present; rest != 0;)
        {
            RadixNode child = ChildAt(inner, BitOperations.TrailingZeroCount(rest));
            rest &= ~RadixPlace.DigitsOf(inner, child);
            count += CountOf(child);
        }

        return count;
    }
}
