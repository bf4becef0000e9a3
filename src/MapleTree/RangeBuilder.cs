using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Builds a tree of full nodes from ascending ranges, outside any lock: nobody sees it before it is published.</summary>
/// <remarks>Puts the gaps in between, each whole, and, where ranges coalesce, neighbours with the same value together. Every leaf but the last is full. O(n), one pass.</remarks>
internal sealed class RangeBuilder<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private readonly int capacity;
    private readonly bool coalesce;
    private readonly long stamp;
    private readonly InnerBuilder<TKey> inners;
    private RangeLeaf<TKey, TValue> leaf;
    private long leaves;

    /// <summary>The first key that nothing was said of yet; none when <see cref="isFull"/>.</summary>
    private TKey next;
    private bool isFull;

    /// <param name="options">How the tree is to be.</param>
    /// <param name="stamp">The stamp of the nodes; see <see cref="WriterCore.ReserveStamp"/>.</param>
    internal RangeBuilder(MapleTreeOptions<TKey, TValue> options, long stamp)
    {
        capacity = options.NodeCapacity;
        coalesce = options.Coalesce;
        this.stamp = stamp;
        inners = new InnerBuilder<TKey>(capacity, stamp, options.TrackGaps);
        next = TKey.MinValue;
        leaf = NewLeaf();
    }

    /// <summary>Ranges so far.</summary>
    internal long Count { get; private set; }

    /// <summary>Adds a range that begins behind the last one.</summary>
    /// <returns>Whether it does, and is not reversed; otherwise nothing was added.</returns>
    internal bool TryAppend(TKey first, TKey last, TValue value)
    {
        if (isFull || first < next || last < first) return false;
        if (first > next)
        {
            Add(first - TKey.One, present: false, default!);
        }
        else if (coalesce && leaf.Count > 0 && leaf.IsPresent(leaf.Count - 1) && ValueIdentity<TValue>.Same(ref leaf.Value(leaf.Count - 1), ref value))
        {
            leaf.Lasts[leaf.Count - 1] = last;
            Advance(last);
            return true;
        }

        Add(last, present: true, value);
        Count++;
        return true;
    }

    /// <summary>Adds the last gap and closes the right edge.</summary>
    /// <param name="counters">Told of the nodes made.</param>
    /// <returns>The root.</returns>
    internal Node Finish(NodeCounters counters)
    {
        if (!isFull) Add(TKey.MaxValue, present: false, default!);
        Node top = inners.Finish(leaf, TKey.MaxValue, leaf.LargestGap);
        counters.AddAllocated(leaves + inners.Nodes);
        return top;
    }

    private void Add(TKey last, bool present, TValue value)
    {
        if (leaf.Count == capacity)
        {
            inners.Add(leaf, leaf.Bound, leaf.LargestGap);
            leaf = NewLeaf();
        }

        leaf.Add(last, present, value);
        Advance(last);
    }

    private void Advance(TKey last)
    {
        isFull = last == TKey.MaxValue;
        if (!isFull) next = last + TKey.One;
    }

    private RangeLeaf<TKey, TValue> NewLeaf()
    {
        leaves++;
        RangeLeaf<TKey, TValue> made = RangeLeaf<TKey, TValue>.Create();
        made.Stamp = stamp;
        made.Begin(next);
        return made;
    }
}
