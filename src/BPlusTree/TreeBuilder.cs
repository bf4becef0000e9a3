using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Builds a tree of full nodes from ascending entries, outside any lock: nobody sees it before it is published.</summary>
/// <remarks>Every leaf but the last is full; see <see cref="InnerBuilder{TKey}"/> for what is above. O(n), one pass.</remarks>
internal sealed class TreeBuilder<TKey, TValue>
    where TKey : notnull
{
    private readonly IComparer<TKey>? comparer;
    private readonly int capacity;
    private readonly long stamp;
    private readonly InnerBuilder<TKey> inners;
    private LeafNode<TKey, TValue> leaf;
    private long leaves;

    /// <param name="comparer">The order that the entries are checked against; null for natural order.</param>
    /// <param name="capacity">Entries of a leaf and children of an inner node.</param>
    /// <param name="stamp">The stamp of the nodes; see <see cref="WriterCore.ReserveStamp"/>.</param>
    internal TreeBuilder(IComparer<TKey>? comparer, int capacity, long stamp)
    {
        this.comparer = comparer;
        this.capacity = capacity;
        this.stamp = stamp;
        inners = new InnerBuilder<TKey>(capacity, stamp);
        leaf = NewLeaf();
    }

    /// <summary>Entries so far.</summary>
    internal long Count { get; private set; }

    /// <summary>Adds an entry whose key, in the form in which trees keep keys, comes after the last one's.</summary>
    /// <returns>Whether it does; otherwise nothing was added.</returns>
    internal bool TryAppend(TKey key, TValue value)
    {
        int count = leaf.Count;
        if (count > 0 && KeySearch.Compare(leaf.Key(count - 1), key, comparer) >= 0) return false;
        if (count == capacity)
        {
            LeafNode<TKey, TValue> next = NewLeaf();
            inners.Add(leaf, leaf.Key(count - 1));
            leaf = next;
            count = 0;
        }

        leaf.Keys[count] = key;
        leaf.Values[count] = value;
        leaf.Count = count + 1;
        Count++;
        return true;
    }

    /// <summary>Closes the right edge.</summary>
    /// <param name="counters">Told of the nodes made.</param>
    /// <returns>The root.</returns>
    internal Node Finish(NodeCounters counters)
    {
        Node top = inners.Finish(leaf, leaf.Count > 0 ? leaf.Key(leaf.Count - 1) : default!);
        counters.AddAllocated(leaves + inners.Nodes);
        return top;
    }

    private LeafNode<TKey, TValue> NewLeaf()
    {
        leaves++;
        LeafNode<TKey, TValue> made = LeafNode<TKey, TValue>.Create();
        made.Stamp = stamp;
        return made;
    }
}
