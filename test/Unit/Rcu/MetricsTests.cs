using System;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class MetricsTests
{
    [Fact]
    public void Every_statistic_is_published_by_the_meter_under_the_domains_name()
    {
        using var domain = new RcuDomain(new RcuDomainOptions { Name = "metrics test" });
        using ParkedReader reader = ParkedReader.Enter(domain);
        var pool = new NodePool<TestNode>(domain, new NodePoolOptions { BagSize = 1, MaxLimbo = 2, Reserve = 5 });
        for (int i = 0; i < 3; i++)
        {
            Bag<TestNode> bag = pool.TakeEmpty();
            bag.Add(new TestNode());
            Assert.True(pool.TrySeal(bag));
        }

        domain.Call(static _ => { }, 0);
        // While the reclaimer takes it from the queue, a callback is counted in neither place.
        Dictionary<string, double> seen = [];
        Eventually.True(() => (seen = Read("metrics test"))["rcu.callbacks.pending"] == 1, "the reader holds the callback back");
        Assert.Equal(
            [
                "rcu.callbacks.failed", "rcu.callbacks.held", "rcu.callbacks.pending", "rcu.epoch.lag", "rcu.grace_periods", "rcu.nodes.allocated", "rcu.nodes.dropped",
                "rcu.nodes.pending", "rcu.nodes.recycled", "rcu.readers.stalled", "rcu.section.oldest",
            ],
            new SortedSet<string>(seen.Keys, StringComparer.Ordinal));
        Assert.Equal((2, 1, 5), (seen["rcu.nodes.pending"], seen["rcu.nodes.dropped"], seen["rcu.nodes.allocated"]));
        Assert.True(seen["rcu.epoch.lag"] >= 3);
        reader.Leave();
        domain.Barrier();
        pool.TryDrainLimbo();
        seen = Read("metrics test");
        Assert.Equal((0, 2, 0), (seen["rcu.nodes.pending"], seen["rcu.nodes.recycled"], seen["rcu.callbacks.pending"]));
        Assert.True(seen["rcu.grace_periods"] >= 1);
    }

    [Fact]
    public void A_disposed_domain_is_no_longer_published()
    {
        new RcuDomain(new RcuDomainOptions { Name = "short-lived" }).Dispose();
        Assert.Empty(Read("short-lived"));
        Assert.NotEmpty(Read(RcuDomain.Default.Name));
    }

    [Fact]
    public void Statistics_allocate_nothing()
    {
        using var domain = new RcuDomain();
        domain.GetStatistics();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) domain.GetStatistics();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Epochs_and_grace_periods_are_counted()
    {
        using var domain = new RcuDomain();
        RcuStatistics fresh = domain.GetStatistics();
        Assert.Equal((1L, 0L, 0L, 0), (fresh.Epoch, fresh.EpochLag, fresh.GracePeriods, fresh.ReaderSlots));
        domain.Synchronize();
        RcuStatistics after = domain.GetStatistics();
        Assert.Equal((2L, 0L, 1L), (after.Epoch, after.EpochLag, after.GracePeriods));
        domain.GetReader();
        using (domain.EnterRead())
        {
            domain.Periods.Advance();
            domain.Periods.Advance();
            Assert.Equal((2L, 1), (domain.GetStatistics().EpochLag, domain.GetStatistics().ReaderSlots));
        }
    }

    private static Dictionary<string, double> Read(string domain)
    {
        var seen = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == RcuMetrics.MeterName) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return seen;

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            Assert.False(string.IsNullOrEmpty(instrument.Unit) || string.IsNullOrEmpty(instrument.Description));
            if (tags.Length == 1 && tags[0].Key == "domain" && Equals(tags[0].Value, domain)) seen.Add(instrument.Name, value);
        }
    }
}
