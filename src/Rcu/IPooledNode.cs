namespace Concurrent.Rcu;

/// <summary>A node that a <see cref="NodePool{TNode}"/> can make and recycle.</summary>
internal interface IPooledNode<TSelf>
    where TSelf : class, IPooledNode<TSelf>
{
    /// <summary>Allocates an empty node.</summary>
    static abstract TSelf Create();

    /// <summary>Clears every reference the node holds, so that a pooled node keeps nothing alive (R4). In debug builds also poisons it.</summary>
    void ClearForPool();
}
