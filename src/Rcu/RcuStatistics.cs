using System;

namespace Concurrent.Rcu;

/// <summary>Numbers about an <see cref="RcuDomain"/>, from <see cref="RcuDomain.GetStatistics"/>.</summary>
public readonly record struct RcuStatistics
{
    /// <summary>The current epoch: how many advances have begun, plus one.</summary>
    public long Epoch { get; init; }

    /// <summary>Epochs that have begun but that some reader may still be behind. Near zero; grows while a reader stays inside and others write.</summary>
    public long EpochLag { get; init; }

    /// <summary>Grace periods that have ended. Many waiters can share one.</summary>
    public long GracePeriods { get; init; }

    /// <summary>Callbacks that are queued or wait for their grace period. Short by those that are on their way from the one to the other at this instant.</summary>
    public long PendingCallbacks { get; init; }

    /// <summary>Callbacks whose grace period is over, but that wait for a snapshot to be released: disposals of values that a tree owns.</summary>
    public long HeldCallbacks { get; init; }

    /// <summary>Exceptions thrown by callbacks and event handlers, ever.</summary>
    public long CallbackFailures { get; init; }

    /// <summary>Retired nodes in sealed bags that wait for their grace period.</summary>
    public long PendingNodes { get; init; }

    /// <summary>Nodes that came back into a pool after their grace period, ever: allocations saved ("pool hits").</summary>
    public long RecycledNodes { get; init; }

    /// <summary>Nodes allocated because no recycled one was at hand, ever; reserves, bulk loads and the roots of empty trees included.</summary>
    public long AllocatedNodes { get; init; }

    /// <summary>Retired nodes left to the garbage collector because a reader held their grace period back for too long, ever.</summary>
    public long DroppedNodes { get; init; }

    /// <summary>Reader slots, in use or free: the largest number of reader threads that were alive at once.</summary>
    public int ReaderSlots { get; init; }

    /// <summary>Readers that are over the stall threshold now, while something waits for them.</summary>
    public int StalledReaders { get; init; }

    /// <summary>How long the oldest section has been seen open, while something waits for it; else zero.</summary>
    public TimeSpan OldestSectionAge { get; init; }
}
