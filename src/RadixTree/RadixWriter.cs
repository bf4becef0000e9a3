using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>
/// All changes of a radix tree, on a root slot that the caller passes: that of the live tree or of an open batch. Under the writer lock.
/// </summary>
/// <remarks>
/// The shape of the tree follows from its entries, but for the kinds of the nodes: those that shrink keep some room, so that an entry that comes and goes does not copy for ever.
/// What a change makes is complete, its own tags and full bits too, before one store hangs it up; then come the words of the nodes above, each on its side of that store (P1c).
/// </remarks>
internal sealed partial class RadixWriter<TValue>
{
    private readonly RadixTransaction<TValue> transaction;
    private readonly int tagCount;
    private readonly int fullTag;

    internal RadixWriter(RadixTransaction<TValue> transaction, int tagCount, int fullTag)
    {
        this.transaction = transaction;
        this.tagCount = tagCount;
        this.fullTag = fullTag;
    }

    /// <summary>Stores a value at one index; over an entry only when <paramref name="overwrite"/> says so, and then the entry keeps its tags.</summary>
    internal RadixChange Put(ref Node? root, ulong index, TValue value, bool overwrite)
    {
        var path = default(RadixPath);
        RadixNode? end = Descend(ref root, ref path, index);
        if (end is null)
        {
            transaction.BeginChange();
            AddChild(ref root, ref path, NewEntry(index, value, path[path.Depth - 1].Shift == 0));
            transaction.EndChange();
            return new RadixChange(true, 1);
        }

        if (end.Kind <= RadixKind.Leaf64 && end.Prefix == BlockOf(index))
        {
            var leaf = Unsafe.As<RadixLeaf<TValue>>(end);
            int digit = (int)index & (RadixKind.Digits - 1);
            if ((leaf.Present >> digit & 1) == 0)
            {
                AddToLeaf(ref root, ref path, leaf, digit, value);
                return new RadixChange(true, 1);
            }

            if (!overwrite) return default;
            OverwriteInLeaf(ref root, ref path, leaf, SlotOf(leaf, digit), value);
            return new RadixChange(true, 0);
        }

        if (end.Kind == RadixKind.Span && Unsafe.As<RadixSpan<TValue>>(end).Covers(index))
        {
            if (!overwrite) return default;
            if (end.Shift > 0) return PutRange(ref root, index, index, present: true, value);
            OverwriteSpan(ref root, ref path, Unsafe.As<RadixSpan<TValue>>(end), value);
            return new RadixChange(true, 0);
        }

        transaction.BeginChange();
        RadixNode entry = NewEntry(index, value, BlockOf(end.Prefix) == BlockOf(index)); // in one block only where a span is there already
        if (IsEmptyRoot(end))
        {
            transaction.Retire(end);
            Hang(ref root, ref path, path.Depth, entry);
        }
        else
        {
            Hang(ref root, ref path, path.Depth, Fork(end, entry));
        }

        transaction.EndChange();
        return new RadixChange(true, 1);
    }

    /// <summary>Removes what is at one index; a span that covers more keeps the rest.</summary>
    internal RadixChange Remove(ref Node? root, ulong index, out TValue value)
    {
        value = default!;
        var path = default(RadixPath);
        RadixNode? end = Descend(ref root, ref path, index);
        if (end is null) return default;
        if (end.Kind == RadixKind.Span)
        {
            var span = Unsafe.As<RadixSpan<TValue>>(end);
            if (!span.Covers(index)) return default;
            value = span.Value;
            if (span.Shift > 0) return PutRange(ref root, index, index, present: false, default!);
        }
        else
        {
            if (end.Kind > RadixKind.Span || end.Prefix != BlockOf(index)) return default;
            var leaf = Unsafe.As<RadixLeaf<TValue>>(end);
            int digit = (int)index & (RadixKind.Digits - 1);
            if ((leaf.Present >> digit & 1) == 0) return default;
            value = leaf.Slot(SlotOf(leaf, digit));
            ulong rest = leaf.Present & ~(1UL << digit);
            if (rest != 0)
            {
                transaction.BeginChange();
                // A copy, never a bit cleared in place: set again it would hand out what stood in the slot before (P1).
                RadixLeaf<TValue> copy = CopyLeaf(leaf, Shrunk(leaf.Kind, BitOperations.PopCount(rest)), rest);
                transaction.Retire(leaf);
                Hang(ref root, ref path, path.Depth, copy);
                transaction.EndChange();
                return new RadixChange(true, -1);
            }
        }

        transaction.BeginChange();
        RemoveEnd(ref root, ref path, end);
        transaction.EndChange();
        return new RadixChange(true, -1);
    }

    /// <summary>The least index of the 64 that share a leaf with this one.</summary>
    internal static ulong BlockOf(ulong index) => index & ~(ulong)(RadixKind.Digits - 1);

    /// <summary>Whether a node is the leaf without entries that an empty tree consists of.</summary>
    internal static bool IsEmptyRoot(RadixNode node) => node.Present == 0 && node.Kind == RadixKind.Leaf4;

    /// <summary>Goes down to where an index is or would be.</summary>
    /// <returns>
    /// The leaf or span at the end, which may belong to other indices; or an inner node for other indices; or null: the last node of the path has no child there.
    /// </returns>
    private static RadixNode? Descend(ref Node? root, ref RadixPath path, ulong index)
    {
        var node = Unsafe.As<RadixNode>(root)!;
        while (node.Kind >= RadixKind.Inner4)
        {
            var inner = Unsafe.As<RadixInner>(node);
            if (!IsIn(inner, index)) return inner;
            path.Push(inner);
            int digit = inner.DigitOf(index);
            if ((inner.Present >> digit & 1) == 0) return null;
            node = Unsafe.As<RadixNode>(inner.Slot(SlotOf(inner, digit)))!;
        }

        return node;
    }

    /// <summary>Whether an index belongs below an inner node.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsIn(RadixInner inner, ulong index) => (index ^ inner.Prefix) >> inner.Level < RadixKind.Digits;

    /// <summary>The slot of a digit that is present.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SlotOf(RadixNode node, int digit) => node.Kind is RadixKind.Leaf64 or RadixKind.Inner64 ? digit : RadixBits.Before(node.Present, digit);

    /// <summary>Whether a node may be changed by single stores: an open batch made it, or it is neither frozen (S1) nor off limits to a batch (B1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayStore(RadixNode node) => transaction.IsOwn(node) || transaction.AllowsInPlaceStores(node);
}
