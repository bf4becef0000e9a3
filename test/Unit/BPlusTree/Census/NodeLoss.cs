using Concurrent.Nodes;

namespace Concurrent.Unit.Trees;

/// <summary>A node that is nowhere any more, and what was known of it before.</summary>
internal readonly record struct NodeLoss(Node Node, NodeRecord Before);
