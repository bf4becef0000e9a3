using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;

namespace Concurrent.Rcu;

/// <summary>The meter of the module. Its instruments are read only when somebody listens.</summary>
internal static class RcuMetrics
{
    internal const string MeterName = "Concurrent.Rcu";

    private static readonly Meter Meter = Create();

    /// <summary>Makes the meter visible to listeners. Called when a domain is made.</summary>
    internal static void EnsureCreated() => _ = Meter;

    private static Meter Create()
    {
        var meter = new Meter(MeterName);
        Gauge(meter, "rcu.nodes.pending", "{node}", "Retired nodes that wait for a grace period", s => s.PendingNodes);
        Gauge(meter, "rcu.callbacks.pending", "{callback}", "Callbacks that wait for a grace period", s => s.PendingCallbacks);
        Gauge(meter, "rcu.callbacks.held", "{callback}", "Disposals that wait for a snapshot to be released", s => s.HeldCallbacks);
        Gauge(meter, "rcu.epoch.lag", "{epoch}", "Epochs that some reader may still be behind", s => s.EpochLag);
        Gauge(meter, "rcu.readers.stalled", "{reader}", "Readers over the stall threshold", s => s.StalledReaders);
        meter.CreateObservableGauge("rcu.section.oldest", () => Observe(s => s.OldestSectionAge.TotalSeconds), "s", "Age of the oldest section that something waits for");
        Counter(meter, "rcu.grace_periods", "{grace period}", "Grace periods that have ended", s => s.GracePeriods);
        Counter(meter, "rcu.nodes.recycled", "{node}", "Nodes that came back into a pool (pool hits)", s => s.RecycledNodes);
        Counter(meter, "rcu.nodes.allocated", "{node}", "Nodes allocated because no recycled one was at hand", s => s.AllocatedNodes);
        Counter(meter, "rcu.nodes.dropped", "{node}", "Retired nodes left to the garbage collector", s => s.DroppedNodes);
        Counter(meter, "rcu.callbacks.failed", "{failure}", "Exceptions of callbacks and event handlers", s => s.CallbackFailures);
        return meter;
    }

    private static void Gauge(Meter meter, string name, string unit, string description, Func<RcuStatistics, long> value) =>
        meter.CreateObservableGauge(name, () => Observe(value), unit, description);

    private static void Counter(Meter meter, string name, string unit, string description, Func<RcuStatistics, long> value) =>
        meter.CreateObservableCounter(name, () => Observe(value), unit, description);

    private static IEnumerable<Measurement<T>> Observe<T>(Func<RcuStatistics, T> value)
        where T : struct
    {
        foreach (RcuDomain domain in RcuDomain.Living())
        {
            yield return new Measurement<T>(value(domain.GetStatistics()), new KeyValuePair<string, object?>("domain", domain.Name));
        }
    }
}
