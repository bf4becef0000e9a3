using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace Concurrent.Rcu;

/// <summary>One tree's hand in a <see cref="NodePool{TNode}"/>: a bag to take nodes from and a bag to retire them into. Used under the tree's writer lock only.</summary>
/// <remarks>
/// A write calls <see cref="Rent"/> and <see cref="Retire"/> while it prepares, which may allocate, then publishes, then calls <see cref="Commit"/>, which neither
/// allocates nor throws (P5). A write that fails calls <see cref="Rollback"/> instead of publishing.
/// </remarks>
internal sealed class NodeCache<TNode>
    where TNode : class, IPooledNode<TNode>
{
    private readonly NodePool<TNode> pool;
    private readonly bool recycle;
    private Bag<TNode> ready;
    private Bag<TNode> retired;
    private Bag<TNode>? spare;
    private int committed;
    private int committedAtLastTick;

    internal NodeCache(NodePool<TNode> pool, bool recycle)
    {
        this.pool = pool;
        this.recycle = recycle;
        ready = pool.TakeEmpty();
        retired = pool.TakeEmpty();
        spare = pool.TakeEmpty();
    }

    /// <summary>Nodes at hand for re-use.</summary>
    internal int ReadyNodes => ready.Count;

    /// <summary>Nodes retired into the open bag.</summary>
    internal int RetiredNodes => retired.Count;

    /// <summary>For tests that count nodes: copies what is at hand for re-use and what is retired into the open bag. Under the writer lock.</summary>
    internal void CopyNodes(List<TNode> atHand, List<TNode> open)
    {
        ready.CopyTo(atHand);
        retired.CopyTo(open);
    }

    /// <summary>A node to fill: a recycled one, or a new one when none is ready.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TNode Rent() => ready.TryTake(out TNode? node) ? node! : RentSlow();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TNode RentSlow()
    {
        if (recycle && pool.TryExchange(ref ready) && ready.TryTake(out TNode? node)) return node!;
        pool.Domain.Nodes.AddAllocated(1);
        return TNode.Create();
    }

    /// <summary>Gives back a node that was rented and never published: no reader can hold it. May allocate.</summary>
    internal void GiveBack(TNode node)
    {
        if (TryGiveBack(node) || !recycle) return;
        pool.AddFree(ref ready);
        TryGiveBack(node);
    }

    /// <summary>As <see cref="GiveBack"/>, if that takes no allocation.</summary>
    internal bool TryGiveBack(TNode node)
    {
        if (!recycle || ready.Count == ready.Capacity) return false;
        node.ClearForPool();
        ready.Add(node);
        return true;
    }

    /// <summary>Notes a node that the coming publication unlinks.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Retire(TNode node)
    {
        if (recycle) retired.Add(node);
    }

    /// <summary>After the publishing store (P3): what was noted is retired. Seals the bag when it is full.</summary>
    /// <returns>
    /// Whether these are the first nodes of a bag: somebody should look after them should the writer fall idle. Also when they filled the bag at once, for a reader
    /// may hold it back.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool Commit()
    {
        int before = committed;
        int now = retired.Count;
        committed = now;
        if (now >= pool.BagSize) TrySeal();
        return before == 0 && now != 0;
    }

    /// <summary>The write failed: what was noted is not retired.</summary>
    internal void Rollback() => retired.Truncate(committed);

    /// <summary>Makes sure that <see cref="Commit"/> need not allocate. Called while a write prepares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Prepare()
    {
        spare ??= pool.TakeEmpty();
    }

    /// <summary>Called now and then under the writer lock: seals an open bag that nothing was added to since the last call, so that an idle tree holds nothing back.</summary>
    /// <returns>Whether retired nodes still wait.</returns>
    internal bool Tick()
    {
        if (committed != 0 && committed == committedAtLastTick)
        {
            Prepare();
            TrySeal();
            Prepare(); // here rather than in the writer's next write
        }

        committedAtLastTick = committed;
        bool waiting = pool.TryDrainLimbo();
        return waiting || committed != 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void TrySeal()
    {
        // Another tree may be at the shared pool. Nobody waits after a publication: the bag stays open, and the next commit or tick tries again.
        if (spare is null || !pool.TrySeal(retired)) return;
        retired = spare;
        spare = null;
        committed = 0;
    }
}
