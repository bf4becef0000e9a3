using System.Threading;

namespace Concurrent.Rcu;

/// <summary>What happened to the nodes of a domain. Added to once per bag, so the sums run behind by less than a bag per tree.</summary>
internal sealed class NodeCounters
{
    private long allocated;
    private long recycled;
    private long pending;
    private long dropped;

    /// <summary>Nodes allocated, ever.</summary>
    internal long Allocated => Volatile.Read(ref allocated);

    /// <summary>Nodes that came back after a grace period, ever.</summary>
    internal long Recycled => Volatile.Read(ref recycled);

    /// <summary>Nodes that wait for a grace period now.</summary>
    internal long Pending => Volatile.Read(ref pending);

    /// <summary>Nodes left to the GC because a reader held their grace period back for too long (R3), ever.</summary>
    internal long Dropped => Volatile.Read(ref dropped);

    internal void AddAllocated(long count) => Interlocked.Add(ref allocated, count);

    internal void AddRecycled(long count) => Interlocked.Add(ref recycled, count);

    internal void AddPending(long count) => Interlocked.Add(ref pending, count);

    internal void AddDropped(long count) => Interlocked.Add(ref dropped, count);
}
