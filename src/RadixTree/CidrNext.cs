using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Searches for the shortest block that contains an address and has no less than some number of bits.</summary>
/// <remarks>One way down, read once: a block that is there throughout is found, unless a shorter one is, since each node on the way has what is there throughout itself, or below where the address goes on.</remarks>
internal static class CidrNext<TValue>
{
    /// <param name="root">The root slot.</param>
    /// <param name="address">The address's key.</param>
    /// <param name="bits">How many bits the block has at the least, those of the family included.</param>
    /// <param name="entry">The block.</param>
    /// <returns>Whether there is one.</returns>
    internal static bool TryFind(ref Node? root, ReadOnlySpan<byte> address, int bits, out CidrEntry<TValue> entry)
    {
        PrefixNode? node = PrefixPlace.Root(ref root);
        while (node is { IsLeaf: false })
        {
            PrefixInner inner = PrefixPlace.AsInner(node);
            if (!inner.HasPath(address)) break;
            byte symbol = address[inner.Depth];
            if (bits < CidrKey.GroupBits * (inner.Depth + 1) && ShortestAt(inner, symbol, bits) is { } found)
            {
                entry = EntryOf(PrefixPlace.AsLeaf<TValue>(found), 0);
                return true;
            }

            node = PrefixPlace.ChildAt(inner, symbol);
        }

        if (node is { IsLeaf: true })
        {
            PrefixLeaf<TValue> leaf = PrefixPlace.AsLeaf<TValue>(node);
            ulong mark = PrefixMark.Of(address, leaf.Depth);
            int count = leaf.LoadCount(); // before the entries (P1e)
            for (int at = 0; at < count && leaf.Mark(at) <= mark; at++)
            {
                if (!CidrPlace.Covers(leaf, at, mark, address) || CidrPlace.BitsOf(leaf, at) < bits) continue;
                entry = EntryOf(leaf, at);
                return true;
            }
        }

        entry = default;
        return false;
    }

    /// <summary>Of the blocks that end in an inner node and contain an address, the shortest that has bits enough.</summary>
    private static PrefixNode? ShortestAt(PrefixInner node, byte symbol, int bits)
    {
        int length = CidrKey.GroupBits * node.Depth;
        if (length >= bits && node.LoadTerminal() is { } terminal) return Unsafe.As<PrefixNode>(terminal);
        PrefixNode? shortest = null;
        for (ulong above = CidrKey.Above(symbol); above != 0; above >>= 8)
        {
            if (length + CidrKey.LengthOf((byte)above) < bits) break;
            if (node.Child((byte)above) is { } child) shortest = Unsafe.As<PrefixNode>(child);
        }

        return shortest;
    }

    private static CidrEntry<TValue> EntryOf(PrefixLeaf<TValue> leaf, int at)
    {
        ref PrefixCell<TValue> cell = ref leaf.Cell(at);
        return new CidrEntry<TValue>(cell.Key!, AtomicSlot<TValue>.Read(ref cell.Value));
    }
}
