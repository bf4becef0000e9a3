using System;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>What can be seen of a domain from outside.</summary>
public sealed partial class RcuDomain
{
    /// <summary>A reader has been inside one section for longer than <see cref="RcuDomainOptions.StallThreshold"/> while something waited for it. Raised once per section.</summary>
    /// <remarks>
    /// Raised on the domain's background thread, outside all locks; handlers should be short and must not wait for this domain. What they throw goes to
    /// <see cref="CallbackFailed"/>. While a reader is stalled nothing is freed early: retired nodes beyond a bound are left to the garbage collector, callbacks wait.
    /// Readers are watched only while callbacks, retired nodes or grace periods wait for them, about every 25 ms.
    /// </remarks>
    public event EventHandler<ReaderStalledEventArgs>? ReaderStalled;

    /// <summary>Numbers about this domain, each correct at some moment of the call. Allocates nothing; takes about a microsecond. Works also after disposal.</summary>
    /// <remarks>
    /// The same numbers are published by the meter <c>Concurrent.Rcu</c>, tagged with <c>domain</c> = <see cref="Name"/>: gauges <c>rcu.nodes.pending</c>,
    /// <c>rcu.callbacks.pending</c>, <c>rcu.callbacks.held</c>, <c>rcu.epoch.lag</c>, <c>rcu.readers.stalled</c> and <c>rcu.section.oldest</c> (seconds); counters <c>rcu.grace_periods</c>,
    /// <c>rcu.nodes.recycled</c>, <c>rcu.nodes.allocated</c>, <c>rcu.nodes.dropped</c> and <c>rcu.callbacks.failed</c>.
    /// </remarks>
    public RcuStatistics GetStatistics()
    {
        // Safe before G: the other way round the difference could be less than zero.
        long safe = periods.Safe;
        long epoch = periods.Current;
        return new RcuStatistics
        {
            Epoch = epoch,
            EpochLag = Math.Max(0, epoch - 1 - safe),
            GracePeriods = periods.Completed,
            PendingCallbacks = reclaimer.PendingCallbacks,
            HeldCallbacks = Volatile.Read(ref held),
            CallbackFailures = reclaimer.Failures.Count,
            PendingNodes = Nodes.Pending,
            RecycledNodes = Nodes.Recycled,
            AllocatedNodes = Nodes.Allocated,
            DroppedNodes = Nodes.Dropped,
            ReaderSlots = periods.SlotCount,
            StalledReaders = reclaimer.Monitor.Stalled,
            OldestSectionAge = reclaimer.Monitor.OldestAge,
        };
    }

    internal void RaiseReaderStalled(ReaderStalledEventArgs stall) => ReaderStalled?.Invoke(this, stall);
}
