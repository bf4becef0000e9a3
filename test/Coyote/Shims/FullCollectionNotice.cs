namespace Concurrent.Rcu;

/// <summary>Stands in for the library's file of this name: its finalizer would be a thread that no schedule knows of.</summary>
internal static class FullCollectionNotice<TNode>
    where TNode : class, IPooledNode<TNode>
{
    internal static void Subscribe(NodePool<TNode> pool) => _ = pool;
}
