using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>How readers go through the nodes of a prefix tree. A place in an inner node is a byte, or <see cref="Terminal"/>, which comes before all bytes as the key that ends there does.</summary>
internal static class PrefixPlace
{
    /// <summary>The place of the key that ends where the node branches.</summary>
    internal const int Terminal = -1;

    /// <summary>The last place.</summary>
    internal const int Last = byte.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrefixNode Root(ref Node? root) => Unsafe.As<PrefixNode>(Publication.Load(ref root));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrefixLeaf<TValue> AsLeaf<TValue>(PrefixNode node)
    {
        Debug.Assert(node is PrefixLeaf<TValue>, "a leaf");
        return Unsafe.As<PrefixLeaf<TValue>>(node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrefixInner AsInner(PrefixNode node)
    {
        Debug.Assert(node is PrefixInner, "an inner node");
        return Unsafe.As<PrefixInner>(node);
    }

    /// <summary>In how many bytes a key that has got to a node agrees with all keys below it: the node's depth if it has the whole path.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Match(PrefixInner node, ReadOnlySpan<byte> key) => node.HasPath(key) ? node.Depth : node.Start + node.MatchPath(key);

    /// <summary>Whether all keys below a node are above a key that has not the whole path; else they are below it.</summary>
    internal static bool IsAbove(PrefixInner node, ReadOnlySpan<byte> key, int matched) => matched == key.Length || node.Sample[matched] > key[matched];

    /// <summary>Where a key that has the whole path goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int PlaceOf(PrefixInner node, ReadOnlySpan<byte> key)
    {
        int depth = node.Depth;
        return depth < key.Length ? key[depth] : Terminal;
    }

    /// <summary>What hangs at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PrefixNode? ChildAt(PrefixInner node, int at) => Unsafe.As<PrefixNode>(at < 0 ? node.LoadTerminal() : node.Child((byte)at));

    /// <summary>What hangs at a place or at the nearest one beyond it, where anything does.</summary>
    /// <param name="node">The node.</param>
    /// <param name="at">The first place to look at, which may be one beyond the last; then the place found.</param>
    /// <param name="up">Whether to look at greater ones, else at less.</param>
    internal static PrefixNode? Nearest(PrefixInner node, ref int at, bool up)
    {
        if (up)
        {
            if (at < 0)
            {
                if (node.LoadTerminal() is { } terminal)
                {
                    at = Terminal;
                    return Unsafe.As<PrefixNode>(terminal);
                }

                at = 0;
            }

            while ((at = node.NextByte(at)) <= Last)
            {
                if (node.Child((byte)at) is { } child) return Unsafe.As<PrefixNode>(child);
                at++; // the bit is a hint (P1c)
            }

            return null;
        }

        while (at >= 0 && (at = node.PreviousByte(at)) >= 0)
        {
            if (node.Child((byte)at) is { } child) return Unsafe.As<PrefixNode>(child);
            at--;
        }

        return at == Terminal ? Unsafe.As<PrefixNode>(node.LoadTerminal()) : null;
    }

    /// <summary>The first child, or the last; a published node has one.</summary>
    internal static PrefixNode? Outermost(PrefixInner node, bool first)
    {
        int at = first ? Terminal : Last;
        return Nearest(node, ref at, first);
    }

    /// <summary>How many of the first <paramref name="count"/> entries are below a key, which begins as those in the leaf do.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="count">How many entries to look at.</param>
    /// <param name="key">The key.</param>
    /// <param name="orEqual">Whether the key's own entry counts.</param>
    internal static int CountBelow<TValue>(PrefixLeaf<TValue> leaf, int count, ReadOnlySpan<byte> key, bool orEqual)
    {
        int below = leaf.Find(key, count, out bool found);
        return found && orEqual ? below + 1 : below;
    }

    /// <summary>Which of the first <paramref name="count"/> entries is the longest prefix of a key that begins as those in the leaf do, or -1.</summary>
    internal static int LongestIn<TValue>(PrefixLeaf<TValue> leaf, int count, ReadOnlySpan<byte> key)
    {
        ulong mark = PrefixMark.Of(key, leaf.Depth);
        // The prefixes of a key are below it, and the longer of two is the greater.
        for (int at = CountBelow(leaf, count, key, orEqual: true) - 1; at >= 0; at--)
        {
            if (IsPrefix(leaf, at, mark, key)) return at;
        }

        return -1;
    }

    /// <summary>Whether an entry is a prefix of a key that begins as those in the leaf do.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="at">Which entry.</param>
    /// <param name="mark">The key's mark.</param>
    /// <param name="key">The key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsPrefix<TValue>(PrefixLeaf<TValue> leaf, int at, ulong mark, ReadOnlySpan<byte> key)
    {
        ulong some = leaf.Mark(at);
        int length = (byte)some;
        if (length > (byte)mark || BitOperations.LeadingZeroCount((some ^ mark) | 0xFF) < 8 * int.Min(length, PrefixMark.Bytes)) return false;
        return PrefixMark.IsWhole(some) || IsLongPrefix(leaf.Key(at), leaf.Depth + PrefixMark.Bytes, key);
    }

    private static bool IsLongPrefix(byte[] some, int compared, ReadOnlySpan<byte> key) =>
        some.Length <= key.Length && some.AsSpan(compared).SequenceEqual(key[compared..some.Length]);
}
