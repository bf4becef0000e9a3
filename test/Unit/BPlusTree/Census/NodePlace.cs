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
