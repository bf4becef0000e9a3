using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <content>Tags, and which digits are full, on the way up (P1c).</content>
internal sealed partial class RadixWriter<TValue>
{
    /// <summary>Sets or clears a tag of the entry at an index; of a span, of all of it.</summary>
    /// <returns>Whether there is an entry.</returns>
    private bool ChangeTag(ref Node? root, ulong index, int tag, bool set)
    {
        var path = default(RadixPath);
        RadixNode? end = Descend(ref root, ref path, index);
        ulong slots = end is null ? 0 : EntryAt(end, index);
        if (slots == 0) return false;
        ChangeTags(ref root, ref path, end!, tag, slots, set);
        return true;
    }

    internal bool SetTag(ref Node? root, ulong index, int tag) => ChangeTag(ref root, index, tag, set: true);

    internal bool ClearTag(ref Node? root, ulong index, int tag) => ChangeTag(ref root, index, tag, set: false);

    /// <summary>Sets or clears a tag of some entries of the leaf or span where the path ends.</summary>
    private void ChangeTags(ref Node? root, ref RadixPath path, RadixNode end, int tag, ulong slots, bool set)
    {
        ulong before = RadixTags<TValue>.SlotsWith(end, tag), after = set ? before | slots : before & ~slots;
        if (after == before) return;
        if (!MayStore(end))
        {
            transaction.BeginChange();
            RadixNode copy = CopyEnd(end);
            RadixTags<TValue>.Write(copy, tag, slots, set);
            transaction.Retire(end);
            Hang(ref root, ref path, path.Depth, copy);
            transaction.EndChange();
        }
        else if (set)
        {
            // From the root down, the entries last: who follows the hints may come too early, never too late.
            RaiseTag(ref path, path.Depth, end, tag);
            RadixTags<TValue>.Write(end, tag, slots, set: true);
            if (tag == fullTag) NoteFull(ref path, path.Depth, end);
        }
        else
        {
            if (tag == fullTag && IsFull(end)) NoteRoom(ref path, path.Depth, end);
            RadixTags<TValue>.Write(end, tag, slots, set: false);
            if (after == 0) LowerTag(ref path, path.Depth, end, tag);
        }
    }

    /// <summary>The slots of a leaf or span that hold the entry of an index: none or one; a span's only slot is the first.</summary>
    private static ulong EntryAt(RadixNode end, ulong index)
    {
        if (end.Kind == RadixKind.Span) return ((index ^ end.Prefix) >> end.Shift) == 0 ? 1UL : 0;
        ulong digit = 1UL << (int)(index & (RadixKind.Digits - 1));
        return end.Kind < RadixKind.Span && end.Prefix == BlockOf(index) && (end.Present & digit) != 0 ? SlotsOf(end, digit) : 0;
    }

    /// <summary>Before a node is hung up below <paramref name="depth"/> nodes of the path: tags that it brings, and room, are noted from the root down.</summary>
    private void RaiseHints(ref RadixPath path, int depth, RadixNode child)
    {
        for (int tag = 0; tag < tagCount; tag++)
        {
            if (RadixTags<TValue>.SlotsWith(child, tag) != 0) RaiseTag(ref path, depth, child, tag);
        }

        if (depth > 0 && !Fills(path[depth - 1], child)) NoteRoom(ref path, depth, child);
    }

    /// <summary>After a node has been hung up: tags that went, and that it is full, are noted from it up.</summary>
    private void LowerHints(ref RadixPath path, int depth, RadixNode child)
    {
        for (int tag = 0; tag < tagCount; tag++)
        {
            if (RadixTags<TValue>.SlotsWith(child, tag) == 0) LowerTag(ref path, depth, child, tag);
        }

        NoteFull(ref path, depth, child);
    }

    private static void RaiseTag(ref RadixPath path, int depth, RadixNode child, int tag)
    {
        for (int at = 0; at < depth; at++)
        {
            RadixInner inner = path[at];
            ulong slots = SlotsUnder(ref path, at, depth, child);
            if ((RadixTags<TValue>.SlotsWith(inner, tag) & slots) != slots) RadixTags<TValue>.Write(inner, tag, slots, set: true);
        }
    }

    private static void LowerTag(ref RadixPath path, int depth, RadixNode child, int tag)
    {
        for (int at = depth - 1; at >= 0; at--)
        {
            RadixInner inner = path[at];
            ulong slots = SlotsUnder(ref path, at, depth, child);
            if ((RadixTags<TValue>.SlotsWith(inner, tag) & slots) == 0) return; // nor above, then
            RadixTags<TValue>.Write(inner, tag, slots, set: false);
            if (RadixTags<TValue>.SlotsWith(inner, tag) != 0) return;
        }
    }

    /// <summary>Notes from the node up that it is full, if it is, as far up as that makes the nodes above full.</summary>
    private void NoteFull(ref RadixPath path, int depth, RadixNode child)
    {
        for (int at = depth - 1; at >= 0; at--)
        {
            RadixInner inner = path[at];
            if (!Fills(inner, child)) return;
            Volatile.Write(ref inner.Full, inner.Full | RadixPlace.DigitsOf(inner, child));
            child = inner;
        }
    }

    /// <summary>Notes from the root down that there will be room in the node.</summary>
    private static void NoteRoom(ref RadixPath path, int depth, RadixNode child)
    {
        for (int at = 0; at < depth; at++)
        {
            RadixInner inner = path[at];
            ulong digits = DigitsUnder(ref path, at, depth, child);
            if ((inner.Full & digits) != 0) Volatile.Write(ref inner.Full, inner.Full & ~digits);
        }
    }

    private static ulong DigitsUnder(ref RadixPath path, int at, int depth, RadixNode child) => RadixPlace.DigitsOf(path[at], at + 1 < depth ? path[at + 1] : child);

    private static ulong SlotsUnder(ref RadixPath path, int at, int depth, RadixNode child) => SlotsOf(path[at], DigitsUnder(ref path, at, depth, child));

    /// <summary>Whether a child leaves no index free under its digits. One that stands for fewer indices than a digit does, where levels are left out, never does that.</summary>
    private bool Fills(RadixInner inner, RadixNode child) => inner.Shift <= RadixPlace.Height(child) && IsFull(child);

    /// <summary>Whether every index that a node stands for is taken.</summary>
    private bool IsFull(RadixNode node)
    {
        if (node.Kind >= RadixKind.Inner4)
        {
            ulong all = AllDigits(node.Shift);
            return (Unsafe.As<RadixInner>(node).Full & all) == all;
        }

        if (node.Kind == RadixKind.Span) return fullTag < 0 || RadixTags<TValue>.SlotsWith(node, fullTag) != 0;
        return fullTag < 0 ? node.Present == ulong.MaxValue : node.Kind == RadixKind.Leaf64 && RadixTags<TValue>.SlotsWith(node, fullTag) == ulong.MaxValue;
    }

    /// <summary>The digits that an inner node of a shift can have: 4 bits are left at the top.</summary>
    internal static ulong AllDigits(int shift) => shift == 60 ? 0xFFFF : ulong.MaxValue;

    private RadixNode CopyEnd(RadixNode end)
    {
        if (end.Kind != RadixKind.Span) return CopyLeaf(Unsafe.As<RadixLeaf<TValue>>(end), end.Kind, end.Present);
        RadixSpan<TValue> copy = NewSpan(end.Prefix, end.Shift, Unsafe.As<RadixSpan<TValue>>(end).Value);
        copy.Tags = end.Tags;
        return copy;
    }

    /// <summary>Copies the tags of the digits that both nodes have, into one that nobody else can see.</summary>
    private void CopyTags(RadixNode from, RadixNode to)
    {
        for (int tag = 0; tag < tagCount; tag++)
        {
            ulong digits = RadixTags<TValue>.DigitsWith(from, tag) & to.Present;
            if (digits != 0) RadixTags<TValue>.Write(to, tag, SlotsOf(to, digits), set: true);
        }
    }
}
