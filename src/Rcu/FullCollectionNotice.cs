using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Concurrent.Rcu;

/// <summary>Tells a pool of each full collection, as long as the pool lives (R4): an unreachable object whose finalizer runs after it, and puts it up for the next one.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "Made for its finalizer.")]
internal sealed class FullCollectionNotice<TNode>
    where TNode : class, IPooledNode<TNode>
{
    /// <summary>A handle and not a WeakReference: that is finalized together with this object, and would show nothing from then on.</summary>
    private GCHandle pool;

    private FullCollectionNotice(NodePool<TNode> pool) => this.pool = GCHandle.Alloc(pool, GCHandleType.Weak);

    /// <summary>Survives a few small collections first; from then on it is seen by full ones only.</summary>
    ~FullCollectionNotice()
    {
        if (!pool.IsAllocated) return; // there was no memory for it
        if (pool.Target is not NodePool<TNode> target)
        {
            pool.Free();
            return;
        }

        target.OnFullCollection();
        GC.ReRegisterForFinalize(this);
    }

    internal static void Subscribe(NodePool<TNode> pool) => _ = new FullCollectionNotice<TNode>(pool);
}
