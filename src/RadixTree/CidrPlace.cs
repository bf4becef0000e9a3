using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Where the nodes of a table of blocks have those that contain an address. See <see cref="CidrKey"/>.</summary>
internal static class CidrPlace
{
    /// <summary>The longest block that contains an address, of those that end in an inner node on the way to it: it hangs under a symbol above that of the address, or is the node's terminal. A leaf with it alone, or null.</summary>
    /// <param name="node">The node.</param>
    /// <param name="symbol">The address's, at the node's depth.</param>
    /// <param name="bits">How many bits the block has, those of the family included.</param>
    internal static PrefixNode? LongestAt(PrefixInner node, byte symbol, out int bits)
    {
        bits = CidrKey.GroupBits * node.Depth;
        PrefixInner256? wide = node.Kind == PrefixKind.Inner256 ? Unsafe.As<PrefixInner256>(node) : null;
        for (ulong above = CidrKey.Above(symbol); above != 0; above >>= 8)
        {
            // In a wide node the slots are far apart, and most of them empty: their bits, which are set before them (P1c), are together.
            if (wide is not null && !wide.MayHave((byte)above)) continue;
            if (node.Child((byte)above) is not { } child) continue;
            bits += CidrKey.LengthOf((byte)above);
            return Unsafe.As<PrefixNode>(child);
        }

        return Unsafe.As<PrefixNode>(node.LoadTerminal());
    }

    /// <summary>Which of the first <paramref name="count"/> entries of a leaf, on the way to an address, is the longest block that contains it; -1: none.</summary>
    internal static int LongestIn<TValue>(PrefixLeaf<TValue> leaf, int count, ReadOnlySpan<byte> address)
    {
        ulong mark = PrefixMark.Of(address, leaf.Depth);
        uint equal = PrefixMark.Search(ref leaf.Mark(0), count, mark, out int below);

        // What contains the address is not above it, and the longer of two is the greater. Of those that agree as far as marks go some may be above it: they do not contain it.
        for (int at = below + BitOperations.PopCount(equal) - 1; at >= 0; at--)
        {
            if (Covers(leaf, at, mark, address)) return at;
        }

        return -1;
    }

    /// <summary>How many bits the block of an entry has, those of the family included: by its mark if that tells, as the key is somewhere else in memory.</summary>
    internal static int BitsOf<TValue>(PrefixLeaf<TValue> leaf, int at)
    {
        ulong mark = leaf.Mark(at);
        int length = (byte)mark;
        if (length == 0 || !PrefixMark.IsWhole(mark)) return CidrKey.Bits(leaf.Key(at));
        return (CidrKey.GroupBits * (leaf.Depth + length - 1)) + CidrKey.LengthOf((byte)(mark >> (64 - (8 * length))));
    }

    /// <summary>Whether an entry of a leaf, on the way to an address, contains it.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="at">Which entry.</param>
    /// <param name="mark">The address's mark.</param>
    /// <param name="address">The address's key.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Covers<TValue>(PrefixLeaf<TValue> leaf, int at, ulong mark, ReadOnlySpan<byte> address)
    {
        ulong some = leaf.Mark(at);
        if (!PrefixMark.IsWhole(some)) return CidrKey.Covers(leaf.Key(at), address);
        int length = (byte)some;
        if (length == 0) return true; // it ends where the leaf begins

        // Its bytes as a number, the last symbol lowest. Those that follow it up to its reach agree in all others: a symbol and its reach come to no more than 255.
        int rest = 64 - (8 * length);
        ulong first = some >> rest;
        return (mark >> rest) - first < CidrKey.Reach((byte)first);
    }
}
