using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What the pools of all trees have in common. Each tree has its own, which is derived from this.</summary>
/// <remarks>Thread-safe. Holds memory between bursts and gives half of what lies idle back at each full garbage collection, but never its reserve.</remarks>
public abstract class TreePool
{
    private INodeCount[] pools = [];

    private protected TreePool(RcuDomain? domain) => Domain = domain ?? RcuDomain.Default;

    /// <summary>The domain whose grace periods the nodes wait for.</summary>
    public RcuDomain Domain { get; }

    /// <summary>Nodes ready for re-use.</summary>
    public int PooledNodes
    {
        get
        {
            int sum = 0;
            foreach (INodeCount pool in pools) sum += pool.FreeNodes;
            return sum;
        }
    }

    /// <summary>Replaced nodes that wait for a grace period.</summary>
    public int PendingNodes
    {
        get
        {
            int sum = 0;
            foreach (INodeCount pool in pools) sum += pool.LimboNodes;
            return sum;
        }
    }

    /// <summary>A pool of nodes of one type. Only in the constructor.</summary>
    private protected NodePool<TNode> PoolOf<TNode>(NodePoolOptions options)
        where TNode : class, IPooledNode<TNode>
    {
        var pool = new NodePool<TNode>(Domain, options);
        pools = [.. pools, pool];
        return pool;
    }

    /// <summary>Bounds of a pool for a node type of which <paramref name="perNode"/> leaves need one.</summary>
    private protected static NodePoolOptions Reserving(int leaves, int perNode = 1) => new() { Reserve = (leaves / perNode) + (leaves % perNode == 0 ? 0 : 1) };
}
