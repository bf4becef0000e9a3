using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>The smallest structure that recycles: one reference to one node, which a single writer replaces by the protocol of a tree's write.</summary>
internal sealed class Box
{
    private readonly NodeCache<Probe> cache;
    private Probe current = Probe.Of(1);

    internal Box(RcuDomain domain, int bagSize = 1, int maxLimbo = 64)
    {
        Pool = new NodePool<Probe>(domain, new NodePoolOptions { BagSize = bagSize, MaxLimbo = maxLimbo });
        cache = new NodeCache<Probe>(Pool, recycle: true);
    }

    internal NodePool<Probe> Pool { get; }

    /// <summary>Inside a section: the node of this moment (E1).</summary>
    internal Probe Load() => Volatile.Read(ref current);

    /// <summary>Prepare, rent, fill, note the old node, publish by one store, commit: in the order of P5, P2 and P3.</summary>
    internal void Replace(long value)
    {
        cache.Prepare();
        Probe node = cache.Rent();
        node.Fill(value);
        cache.Retire(current);
        Volatile.Write(ref current, node);
        cache.Commit();
    }

    /// <summary>A write that throws before it publishes: the new node goes back, the old one stays.</summary>
    internal void FailToReplace(long value)
    {
        cache.Prepare();
        Probe node = cache.Rent();
        node.Fill(value);
        cache.Retire(current);
        cache.GiveBack(node);
        cache.Rollback();
    }

    /// <summary>Unlinks the node and leaves it to the caller.</summary>
    internal Probe Exchange(long value) => Interlocked.Exchange(ref current, Probe.Of(value));
}
