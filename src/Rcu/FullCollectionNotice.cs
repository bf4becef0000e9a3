using System;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent.Rcu;

/// <summary>Tells a pool of each full collection, as long as the pool lives (R4): an unreachable object whose finalizer runs after it, and puts it up for the next one.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made for its finalizer.")]
internal sealed class FullCollectionNotice<TNode>
    where TNode : class, IPooledNode<TNode>
{
    private readonly WeakReference<NodePool<TNode>> pool;

    private FullCollectionNotice(NodePool<TNode> pool) => this.pool = new WeakReference<NodePool<TNode>>(pool);

    /// <summary>Survives a few small collections first; from then on it is seen by full ones only.</summary>
    ~FullCollectionNotice()
    {
        if (!pool.TryGetTarget(out NodePool<TNode>? target)) return;
        target.OnFullCollection();
        GC.ReRegisterForFinalize(this);
    }

    internal static void Subscribe(NodePool<TNode> pool) => _ = new FullCollectionNotice<TNode>(pool);
}
