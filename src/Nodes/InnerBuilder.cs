using System.Collections.Generic;

namespace Concurrent.Nodes;

/// <summary>Builds the inner nodes above leaves that come in ascending order, outside any lock: nobody sees them before the root is published.</summary>
/// <remarks>
/// Keeps one open node a level, the right edge. A node that is full is hung under the open one above when the next child comes; so whatever ends up left of the edge is full, but
/// for the last but one node of a level, which lends a child to an edge node that got only one. O(n), one pass.
/// </remarks>
internal sealed class InnerBuilder<TKey>
{
    private readonly int capacity;
    private readonly long stamp;
    private readonly bool tracksGaps;
    private readonly List<Edge> edge = [];

    /// <param name="capacity">Children of an inner node.</param>
    /// <param name="stamp">The stamp of the nodes.</param>
    /// <param name="tracksGaps">Whether inner nodes know the largest gap below each child.</param>
    internal InnerBuilder(int capacity, long stamp, bool tracksGaps = false)
    {
        this.capacity = capacity;
        this.stamp = stamp;
        this.tracksGaps = tracksGaps;
    }

    /// <summary>Nodes made so far.</summary>
    internal long Nodes { get; private set; }

    /// <summary>Adds a leaf that will have a right neighbour.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="greatest">The greatest key that it may hold.</param>
    /// <param name="gap">Its largest gap, where gaps are tracked.</param>
    internal void Add(Node leaf, TKey greatest, TKey gap = default!) => Hang(0, leaf, greatest, gap);

    /// <summary>Adds the last leaf and closes the right edge.</summary>
    /// <returns>The root.</returns>
    internal Node Finish(Node leaf, TKey greatest, TKey gap = default!)
    {
        Node top = leaf;
        for (int level = 0; level < edge.Count; level++)
        {
            Hang(level, top, greatest, gap); // may add a level
            Edge open = edge[level];
            if (open.Node.Count == 1) Lend(level, open);
            top = open.Node;
            greatest = open.Greatest;
            gap = LargestGap(open.Node);
        }

        return top;
    }

    /// <summary>Hangs a node of this level, with the greatest key and the largest gap in it, under the open node above.</summary>
    private void Hang(int level, Node child, TKey greatest, TKey gap)
    {
        if (level == edge.Count) edge.Add(new Edge(NewInner(level + 1)));
        Edge open = edge[level];
        if (open.Node.Count == capacity)
        {
            Hang(level + 1, open.Node, open.Greatest, LargestGap(open.Node));
            open = new Edge(NewInner(level + 1)) { Closed = open.Node };
        }

        int at = open.Node.Count;
        if (at > 0) open.Node.Keys[at - 1] = open.Greatest;
        open.Node.Children[at] = child;
        if (tracksGaps) open.Node.Gaps![at] = gap;
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
        if (!tracksGaps) return;
        (open.Node.Gaps![0], open.Node.Gaps[1]) = (neighbour.Gaps![last], open.Node.Gaps[0]);
        above.Node.Gaps![above.Node.Count - 1] = LargestGap(neighbour);
    }

    private TKey LargestGap(InnerNode<TKey> inner) => tracksGaps ? inner.LargestGap : default!;

    private InnerNode<TKey> NewInner(int level)
    {
        InnerNode<TKey> made = InnerNode<TKey>.Create();
        made.Stamp = stamp;
        made.Level = level;
        if (tracksGaps) made.Gaps = new TKey[NodeLayout.InnerCapacity];
        Nodes++;
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
