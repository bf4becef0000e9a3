using System;
using System.Collections.Generic;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>
/// Where retired nodes of one type wait for their grace period and come back from it. Belongs to one domain; one tree or several trees may share it, each through
/// a <see cref="NodeCache{TNode}"/> of its own.
/// </summary>
/// <remarks>
/// Works in bags: one seal, one process-wide barrier and one scan per bag. What a stalled reader holds back is bounded: beyond the bound the oldest bags are left
/// to the garbage collector, never recycled early and never waited for (R3). A dropped node stays valid memory for the reader that still holds it.
/// </remarks>
internal sealed class NodePool<TNode> : INodeCount
    where TNode : class, IPooledNode<TNode>
{
    private const int InitialBagCapacity = 16;

    /// <summary>Bags recycled per call.</summary>
    private const int MaxHarvest = 8;

    /// <summary>Bags without nodes that are kept, unless a reserve needs more.</summary>
    private const int MaxEmptyBags = 64;

    private readonly NodePoolOptions options;
    private readonly Lock gate = new();

    // Limbo, oldest first: tags ascend, so only the head needs to be looked at.
    private Bag<TNode>? limboHead;
    private Bag<TNode>? limboTail;
    private int limboNodes;

    // Ready for re-use, latest first: those nodes are the likeliest to be cached.
    private Bag<TNode>? free;
    private int freeNodes;

    // Bags without nodes.
    private Bag<TNode>? empty;
    private int emptyBags;

    private int collectionsSeen = GC.CollectionCount(2);
    private int stuckSeals;

    internal NodePool(RcuDomain domain, NodePoolOptions options)
    {
        options.Validate(nameof(options));
        Domain = domain;
        this.options = options;
        int left = options.Reserve;
        while (left > 0)
        {
            var bag = NewBag();
            for (; left > 0 && bag.Count < options.BagSize; left--) bag.Add(TNode.Create());
            domain.Nodes.AddAllocated(bag.Count);
            PushFree(bag);
            // The reserve must be retired into something, too.
            PushEmpty(NewBag());
        }

        FullCollectionNotice<TNode>.Subscribe(this);
    }

    /// <summary>A pool that is left to the collector takes its limbo out of the process-wide sum.</summary>
    ~NodePool()
    {
        if (limboNodes == 0) return; // also when the constructor threw
        ProcessLimbo.Add(-limboNodes);
        Domain.Nodes.AddPending(-limboNodes);
    }

    internal RcuDomain Domain { get; }

    /// <summary>For tests that keep others out of the pool.</summary>
    internal Lock Gate => gate;

    internal int BagSize => options.BagSize;

    /// <summary>With some room over, as the last write into a bag may retire several nodes.</summary>
    private int BagCapacity => options.BagSize + (options.BagSize / 8);

    /// <summary>Nodes that wait for a grace period.</summary>
    public int LimboNodes => Volatile.Read(ref limboNodes);

    /// <summary>Nodes ready for re-use, caches of trees not counted.</summary>
    public int FreeNodes => Volatile.Read(ref freeNodes);

    /// <summary>Exchanges an empty bag for one with nodes ready for re-use.</summary>
    internal bool TryExchange(ref Bag<TNode> bag)
    {
        using (gate.EnterScope())
        {
            if (free is not { } full)
            {
                // Readers may have left since the last seal; asking costs a scan only when something waits.
                if (limboHead is null) return false;
                Harvest(Domain.Periods.Safe);
                if (free is null) return false;
                full = free;
            }

            free = full.Next;
            freeNodes -= full.Count;
            full.Next = null;
            PushEmpty(bag);
            bag = full;
            return true;
        }
    }

    /// <summary>An empty bag. Allocates when none is left.</summary>
    internal Bag<TNode> TakeEmpty()
    {
        using (gate.EnterScope())
        {
            if (empty is not { } bag) return NewBag();
            empty = bag.Next;
            emptyBags--;
            bag.Next = null;
            return bag;
        }
    }

    /// <summary>Takes a bag with nodes ready for re-use in exchange for an empty one. May allocate.</summary>
    internal void AddFree(ref Bag<TNode> bag)
    {
        using (gate.EnterScope())
        {
            if (freeNodes + bag.Count > Math.Max(options.MaxPooled, options.Reserve)) Forget(bag);
            else PushFree(bag);
        }

        bag = TakeEmpty();
    }

    /// <summary>Takes a bag of retired nodes, begins an epoch, and recycles whatever bag no reader can still hold. Allocates nothing, throws nothing, waits for nobody (P5).</summary>
    /// <remarks>Called after the stores that unlinked the nodes (P3).</remarks>
    /// <returns>Whether the bag was taken: not while another thread is at the pool.</returns>
    internal bool TrySeal(Bag<TNode> bag)
    {
        if (!gate.TryEnter()) return false;
        try
        {
            // Tagged here, once per bag, not when a node is retired (E3): the unlink of every node in the bag comes before this increment.
            long g = Domain.Periods.Next();
            Enqueue(bag, GracePeriods.TagBefore(g));
            Harvest(Domain.Periods.Scan(g));
            DropBeyondBounds();
            TrimAfterCollection();
        }
        finally
        {
            gate.Exit();
        }

        return true;
    }

    private void Enqueue(Bag<TNode> bag, long tag)
    {
        AddLimbo(bag.Count);
        if (limboTail is { } tail && tail.Count + bag.Count <= tail.Capacity)
        {
            // A stalled reader and a slow writer: one full bag instead of many with a node or two each. The later tag holds for both, so nothing is freed early.
            foreach (TNode? node in bag.Nodes) tail.Add(node!);
            tail.Tag = tag;
            Forget(bag);
            return;
        }

        bag.Tag = tag;
        bag.Next = null;
        if (limboTail is null) limboHead = bag;
        else limboTail.Next = bag;
        limboTail = bag;
    }

    /// <summary>Recycles what can be recycled after the latest scan. The caller has just made one, or waits for none. Returns whether nodes still wait.</summary>
    internal bool TryDrainLimbo()
    {
        using (gate.EnterScope())
        {
            if (limboHead is null) return false;
            Harvest(Domain.Periods.Advance());
            DropBeyondBounds(); // epochs may have run out, or other pools have filled the process-wide bound
            TrimAfterCollection();
            return limboHead is not null;
        }
    }

    /// <summary>For tests that count nodes: copies what is ready for re-use and what waits for a grace period. Under the <see cref="Gate"/>.</summary>
    internal void CopyNodes(List<TNode> ready, List<TNode> waiting)
    {
        for (Bag<TNode>? bag = free; bag is not null; bag = bag.Next) bag.CopyTo(ready);
        for (Bag<TNode>? bag = limboHead; bag is not null; bag = bag.Next) bag.CopyTo(waiting);
    }

    /// <summary>A full collection is over: gives back what lies idle, also when no writer comes by. On the finalizer thread, so it does not wait.</summary>
    internal void OnFullCollection()
    {
        if (!gate.TryEnter()) return; // who is there trims when he is done
        try
        {
            TrimAfterCollection();
        }
        finally
        {
            gate.Exit();
        }
    }

    /// <summary>R2: only bags whose tag is safe.</summary>
    private void Harvest(long safe)
    {
        bool any = false;
        // A few bags a call: when a stalled reader leaves, its thousands of nodes come back bit by bit, and no write pays for all of them.
        for (int left = MaxHarvest; left > 0 && limboHead is { } bag && bag.Tag <= safe; left--)
        {
            any = true;
            Unlink(bag);
            if (freeNodes + bag.Count > Math.Max(options.MaxPooled, options.Reserve))
            {
                Forget(bag);
                continue;
            }

            Domain.Nodes.AddRecycled(bag.Count);
            foreach (TNode? node in bag.Nodes) node!.ClearForPool();
            PushFree(bag);
        }

        stuckSeals = any ? 0 : stuckSeals + 1;
        // A reader that holds back many bags may have died inside its section (E5).
        if (stuckSeals % 16 == 15) Domain.Periods.ReapDeadThreads();
    }

    private void DropBeyondBounds()
    {
        while (limboHead is { } bag && (limboNodes > options.MaxLimbo || bag.Tag == GracePeriods.Never || ProcessLimbo.Nodes > ProcessLimbo.Max))
        {
            Unlink(bag);
            Domain.Nodes.AddDropped(bag.Count);
            Forget(bag);
        }
    }

    private void TrimAfterCollection()
    {
        int collections = GC.CollectionCount(2);
        if (collections == collectionsSeen) return;
        collectionsSeen = collections;
        // Half of what lies idle at each full collection: a burst is given back after a few, a steady writer keeps what it uses.
        int keep = Math.Max(options.Reserve, freeNodes / 2);
        while (free is { } bag && freeNodes - bag.Count >= keep)
        {
            free = bag.Next;
            freeNodes -= bag.Count;
            Forget(bag);
        }

        while (emptyBags > MaxEmptyBags / 2 && empty is { } unused)
        {
            empty = unused.Next;
            emptyBags--;
        }
    }

    private void Unlink(Bag<TNode> bag)
    {
        limboHead = bag.Next;
        if (limboHead is null) limboTail = null;
        bag.Next = null;
        AddLimbo(-bag.Count);
    }

    private void AddLimbo(int count)
    {
        limboNodes += count;
        ProcessLimbo.Add(count);
        Domain.Nodes.AddPending(count);
    }

    private void PushFree(Bag<TNode> bag)
    {
        freeNodes += bag.Count;
        bag.Next = free;
        free = bag;
    }

    /// <summary>Small at first, as most trees are; a reserve's bags never grow.</summary>
    private Bag<TNode> NewBag() => new(options.Reserve > 0 ? BagCapacity : Math.Min(InitialBagCapacity, BagCapacity));

    /// <summary>Leaves the nodes to the collector and keeps the bag.</summary>
    private void Forget(Bag<TNode> bag)
    {
        bag.Truncate(0);
        PushEmpty(bag);
    }

    private void PushEmpty(Bag<TNode> bag)
    {
        if (bag.Capacity > 4 * BagCapacity || emptyBags >= MaxEmptyBags) return; // grown by a large batch, or left over from a stall
        bag.Next = empty;
        empty = bag;
        emptyBags++;
    }
}
