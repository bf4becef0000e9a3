using Concurrent.Nodes;

namespace Concurrent.Unit.Trees;

/// <summary>Where a node is.</summary>
internal enum NodePlace
{
    /// <summary>Reachable from the root of a tree.</summary>
    Live,

    /// <summary>Reachable from a snapshot that is held, and from no tree.</summary>
    Frozen,

    /// <summary>In the bag that a tree's writer takes nodes from.</summary>
    AtHand,

    /// <summary>Retired into the open bag of a tree.</summary>
    Open,

    /// <summary>In a sealed bag that waits for a grace period.</summary>
    Limbo,

    /// <summary>In the pool, ready for re-use.</summary>
    Pooled,

    /// <summary>Nowhere any more: left to the garbage collector.</summary>
    Dropped,
}

/// <summary>What the census knows of a node.</summary>
/// <param name="Place">Where it was seen last.</param>
/// <param name="Tree">The number of its tree, where it is live or in a tree's own bag; else -1.</param>
/// <param name="Stamp">Its stamp then: it changes when the node is used again.</param>
internal readonly record struct NodeRecord(NodePlace Place, int Tree, long Stamp);

/// <summary>A node that is nowhere any more, and what was known of it before.</summary>
internal readonly record struct NodeLoss(Node Node, NodeRecord Before);
