using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Searches for gaps, on a root whose gaps are tracked: under the writer lock, or in a snapshot, whose nodes no longer change (P1d).</summary>
/// <remarks>
/// It goes straight down to the end of the window, and on from there by the gaps that the inner nodes know: a child whose largest gap is too small is passed over. Of the children that are entered, only those that
/// the ends of the window cut through can disappoint: O(log n). With an alignment, a gap may also be large enough and hold no place all the same; each such is looked at.
/// </remarks>
internal static class GapFinder<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Finds the lowest place.</summary>
    internal static bool TryLowest(ref Node? root, in GapRequest<TKey> request, out TKey first)
    {
        var place = default(GapPlace<TKey, TValue>);
        return TryLowest(ref root, ref place, request, out first);
    }

    /// <summary>Finds the highest place.</summary>
    internal static bool TryHighest(ref Node? root, in GapRequest<TKey> request, out TKey first)
    {
        var place = default(GapPlace<TKey, TValue>);
        return TryHighest(ref root, ref place, request, out first);
    }

    /// <summary>Finds the lowest place.</summary>
    internal static bool TryLowest(ref Node? root, ref GapPlace<TKey, TValue> place, in GapRequest<TKey> request, out TKey first)
    {
        Node? node = place.Path.Descend(ref root, request.WindowFirst, comparer: null);
        int from = MapleReader<TKey, TValue>.IndexOf(Unsafe.As<RangeLeaf<TKey, TValue>>(node), request.WindowFirst);
        do
        {
            var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(node);
            if (leaf.First > request.WindowLast) break;
            for (uint gaps = leaf.Gaps >> from << from; gaps != 0; gaps &= gaps - 1)
            {
                int index = BitOperations.TrailingZeroCount(gaps);
                if (!request.TryLowest(leaf.FirstOf(index), leaf.Last(index), out first)) continue;
                place.Leaf = leaf;
                place.Index = index;
                return true;
            }

            from = 0;
            node = Next(ref place.Path, request.Size, step: 1);
        }
        while (node is not null);
        first = default;
        return false;
    }

    /// <summary>Finds the highest place.</summary>
    internal static bool TryHighest(ref Node? root, ref GapPlace<TKey, TValue> place, in GapRequest<TKey> request, out TKey first)
    {
        Node? node = place.Path.Descend(ref root, request.WindowLast, comparer: null);
        uint upTo = uint.MaxValue >> (31 - MapleReader<TKey, TValue>.IndexOf(Unsafe.As<RangeLeaf<TKey, TValue>>(node), request.WindowLast));
        do
        {
            var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(node);
            if (leaf.Bound < request.WindowFirst) break;
            int index;
            for (uint gaps = leaf.Gaps & upTo; gaps != 0; gaps ^= 1u << index)
            {
                index = BitOperations.Log2(gaps);
                if (!request.TryHighest(leaf.FirstOf(index), leaf.Last(index), out first)) continue;
                place.Leaf = leaf;
                place.Index = index;
                return true;
            }

            upTo = uint.MaxValue;
            node = Next(ref place.Path, request.Size, step: -1);
        }
        while (node is not null);
        first = default;
        return false;
    }

    /// <summary>Goes to the next leaf in a direction that has a gap of the size.</summary>
    private static Node? Next(ref TreePath<TKey> path, TKey size, int step)
    {
        for (int depth = path.Depth - 1; depth >= 0; depth--)
        {
            int index = IndexOfGap(path.Inner(depth), path.Index(depth) + step, step, size);
            if (index < 0) continue;
            Node node = path.Turn(depth, index);
            while (node.Level != 0)
            {
                var inner = Unsafe.As<InnerNode<TKey>>(node);
                node = path.Enter(inner, IndexOfGap(inner, step > 0 ? 0 : inner.Count - 1, step, size)); // there is one: the parent says so
            }

            return node;
        }

        return null;
    }

    /// <summary>The first child in a direction below which there is a gap of the size, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int IndexOfGap(InnerNode<TKey> inner, int from, int step, TKey size)
    {
        Debug.Assert(inner.Gaps is not null, "P1d: a tree that tracks gaps does so in every inner node");
        TKey[] gaps = inner.Gaps!;
        int count = inner.Count;
        for (int i = from; (uint)i < (uint)count; i += step)
        {
            if (gaps[i] >= size) return i;
        }

        return -1;
    }
}
