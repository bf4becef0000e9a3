using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Builds a tree of full nodes from ascending entries, outside any lock: nobody sees it before it is published.</summary>
/// <remarks>
/// Keeps one open node a level, the right edge. A node that is full is hung under the open one above when the next child comes; so whatever ends up left of the edge is full, but
/// for the last but one node of a level, which lends a child to an edge node that got only one. O(n), one pass.
/// </remarks>
internal sealed class TreeBuilder<TKey, TValue>
    where TKey : notnull
{
    private readonly IComparer<TKey>? comparer;
    private readonly int capacity;
    private readonly long stamp;
    private readonly List<Edge> edge;
    private LeafNode<TKey, TValue> leaf;
    private long nodes;

    /// <param name="comparer">The order that the entries are checked against; null for natural order.</param>
    /// <param name="capacity">Entries of a leaf and children of an inner node.</param>
    /// <param name="stamp">The stamp of the nodes; see <see cref="TreeCore{TKey,TValue}.ReserveStamp"/>.</param>
    internal TreeBuilder(IComparer<TKey>? comparer, int capacity, long stamp)
    {
        this.comparer = comparer;
        this.capacity = capacity;
        this.stamp = stamp;
        edge = [];
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
            Hang(0, leaf, leaf.Key(count - 1));
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
        Node top = leaf;
        TKey greatest = leaf.Count > 0 ? leaf.Key(leaf.Count - 1) : default!;
        for (int level = 0; level < edge.Count; level++)
        {
            Hang(level, top, greatest); // may add a level
            Edge open = edge[level];
            if (open.Node.Count == 1) Lend(level, open);
            top = open.Node;
            greatest = open.Greatest;
        }

        counters.AddAllocated(nodes);
        return top;
    }

    /// <summary>Hangs a node of this level, with the greatest key in it, under the open node above.</summary>
    private void Hang(int level, Node child, TKey greatest)
    {
        if (level == edge.Count) edge.Add(new Edge(NewInner(level + 1)));
        Edge open = edge[level];
        if (open.Node.Count == capacity)
        {
            Hang(level + 1, open.Node, open.Greatest);
            open = new Edge(NewInner(level + 1)) { Closed = open.Node };
        }

        int at = open.Node.Count;
        if (at > 0) open.Node.Keys[at - 1] = open.Greatest;
        open.Node.Children[at] = child;
        open.Node.Count = at + 1;
        edge[level] = open with { Greatest = greatest };
    }

    /// <summary>Gives an edge node with one child the last child of its left neighbour: an inner node has two at least.</summary>
    private void Lend(int level, Edge open)
    {
        InnerNode<TKey> neighbour = open.Closed!; // an open node is begun with a child when the one before is full, so one with a single child has one before it
        int last = neighbour.Count - 1;
        Edge above = edge[level + 1]; // in which the neighbour is the last child: the open node was not hung up yet
        TKey bound = above.Greatest;
        open.Node.Children[1] = open.Node.Children[0];
        open.Node.Children[0] = neighbour.Children[last];
        open.Node.Keys[0] = bound;
        open.Node.Count = 2;
        edge[level + 1] = above with { Greatest = neighbour.Keys[last - 1] };
        neighbour.Children[last] = null;
        neighbour.Keys[last - 1] = default!;
        neighbour.Count = last;
    }

    private LeafNode<TKey, TValue> NewLeaf()
    {
        nodes++;
        LeafNode<TKey, TValue> made = LeafNode<TKey, TValue>.Create();
        made.Stamp = stamp;
        return made;
    }

    private InnerNode<TKey> NewInner(int level)
    {
        nodes++;
        InnerNode<TKey> made = InnerNode<TKey>.Create();
        made.Stamp = stamp;
        made.Level = level;
        return made;
    }

    /// <summary>The open node of a level.</summary>
    private readonly record struct Edge(InnerNode<TKey> Node)
    {
        /// <summary>The full node to the left of it.</summary>
        internal InnerNode<TKey>? Closed { get; init; }

        /// <summary>The greatest key below its last child: the separator, once another child follows.</summary>
        internal TKey Greatest { get; init; } = default!;
    }
}
