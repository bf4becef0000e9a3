namespace Concurrent.Unit.Trees;

/// <summary>What the census knows of a node.</summary>
/// <param name="Place">Where it was seen last.</param>
/// <param name="Tree">The number of its tree, where it is live or in a tree's own bag; else -1.</param>
/// <param name="Stamp">Its stamp then: it changes when the node is used again.</param>
internal readonly record struct NodeRecord(NodePlace Place, int Tree, long Stamp);
