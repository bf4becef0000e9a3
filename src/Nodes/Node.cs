namespace Concurrent.Nodes;

/// <summary>What every node of every tree carries.</summary>
/// <remarks>
/// A node knows its own level. A height kept beside the root would be read in a second load, and a root that grew between the two would be taken for the wrong
/// type. There is no parent pointer: it could not be kept right by a writer that changes one slot.
/// </remarks>
internal abstract class Node
{
    /// <summary>Entries of a leaf, children of an inner node. In a published leaf it grows by release stores (P1e); load it first, with acquire.</summary>
    internal int Count;

    /// <summary>Distance from the leaves; a leaf has 0.</summary>
    internal int Level;

    /// <summary>Number of the write transaction that created the node. Read by writers, and by readers that must know whether it is the same node still.</summary>
    internal long Stamp;
}
