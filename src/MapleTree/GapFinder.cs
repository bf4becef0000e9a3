using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Searches for gaps, on a root whose gaps are tracked: under the writer lock, or in a snapshot, whose nodes no longer change (P1d).</summary>
/// <remarks>
/// A child whose largest gap is too small is passed over. Of the children that are entered, only those that the ends of the window cut through can disappoint: O(log n). With an alignment, a gap may also be large
/// enough and hold no place all the same; each such is looked at.
/// </remarks>
internal static class GapFinder<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Finds the lowest place.</summary>
    internal static bool TryLowest(Node node, in GapRequest<TKey> request, out TKey first)
    {
        if (node.Level == 0)
        {
            var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(node);
            int end = MapleReader<TKey, TValue>.IndexOf(leaf, request.WindowLast);
            for (int i = MapleReader<TKey, TValue>.IndexOf(leaf, request.WindowFirst); i <= end; i++)
            {
                if (!leaf.IsPresent(i) && request.TryLowest(leaf.FirstOf(i), leaf.Last(i), out first)) return true;
            }
        }
        else
        {
            InnerNode<TKey> inner = Tracked(node);
            int end = inner.Route(request.WindowLast, comparer: null);
            for (int i = inner.Route(request.WindowFirst, comparer: null); i <= end; i++)
            {
                if (inner.Gaps![i] >= request.Size && TryLowest(inner.Child(i), request, out first)) return true;
            }
        }

        first = default;
        return false;
    }

    /// <summary>Finds the highest place.</summary>
    internal static bool TryHighest(Node node, in GapRequest<TKey> request, out TKey first)
    {
        if (node.Level == 0)
        {
            var leaf = Unsafe.As<RangeLeaf<TKey, TValue>>(node);
            int end = MapleReader<TKey, TValue>.IndexOf(leaf, request.WindowFirst);
            for (int i = MapleReader<TKey, TValue>.IndexOf(leaf, request.WindowLast); i >= end; i--)
            {
                if (!leaf.IsPresent(i) && request.TryHighest(leaf.FirstOf(i), leaf.Last(i), out first)) return true;
            }
        }
        else
        {
            InnerNode<TKey> inner = Tracked(node);
            int end = inner.Route(request.WindowFirst, comparer: null);
            for (int i = inner.Route(request.WindowLast, comparer: null); i >= end; i--)
            {
                if (inner.Gaps![i] >= request.Size && TryHighest(inner.Child(i), request, out first)) return true;
            }
        }

        first = default;
        return false;
    }

    private static InnerNode<TKey> Tracked(Node node)
    {
        var inner = Unsafe.As<InnerNode<TKey>>(node);
        Debug.Assert(inner.Gaps is not null, "P1d: a tree that tracks gaps does so in every inner node");
        return inner;
    }
}
