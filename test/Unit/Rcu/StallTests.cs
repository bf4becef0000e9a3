using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class StallTests
{
    private long _now;

    private static RcuDomain Nervous() => new(new RcuDomainOptions { StallThreshold = TimeSpan.FromMilliseconds(1) });

    [Fact]
    public void A_stalled_reader_is_reported_with_its_thread_and_age()
    {
        using RcuDomain domain = Nervous();
        var stalls = new ConcurrentQueue<ReaderStalledEventArgs>();
        domain.ReaderStalled += (sender, stall) =>
        {
            Assert.Same(domain, sender);
            stalls.Enqueue(stall);
        };
        using ParkedReader reader = ParkedReader.Enter(domain, "sleepy");
        long epoch = domain.Periods.Current;
        domain.Call(static _ => { }, 0);
        Eventually.True(() => !stalls.IsEmpty, "the stall is reported");
        RcuStatistics statistics = domain.GetStatistics();
        Assert.Equal(1, statistics.StalledReaders);
        Assert.True(statistics.OldestSectionAge > TimeSpan.Zero);
        Eventually.Rounds(domain, 40);
        reader.Leave();
        domain.Barrier();
        ReaderStalledEventArgs only = Assert.Single(stalls);
        Assert.Equal((reader.ThreadId, "sleepy", epoch), (only.ThreadId, only.ThreadName, only.Epoch));
        Assert.True(only.Age >= TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, domain.GetStatistics().CallbackFailures);
        Eventually.True(() => domain.GetStatistics() is { StalledReaders: 0, OldestSectionAge.Ticks: 0 }, "nothing waits any more");
    }

    [Fact]
    public void A_reader_that_holds_up_synchronize_is_reported()
    {
        using RcuDomain domain = Nervous();
        ParkedReader reader = ParkedReader.Enter(domain);
        domain.ReaderStalled += (_, _) => Volatile.Write(ref reported, 1);
        Crew.Run(2, number =>
        {
            if (number == 0)
            {
                domain.Synchronize();
                Assert.Equal(1, Volatile.Read(ref reported));
            }
            else
            {
                Eventually.True(() => Volatile.Read(ref reported) == 1, "the stall is reported though nobody queued anything");
                reader.Leave();
            }
        });
        reader.Dispose();
    }

    private int reported;

    [Fact]
    public void A_reader_that_holds_up_dispose_is_reported()
    {
        RcuDomain domain = Nervous();
        ParkedReader reader = ParkedReader.Enter(domain);
        domain.ReaderStalled += (_, _) => Volatile.Write(ref reported, 1);
        Crew.Run(2, number =>
        {
            if (number == 0)
            {
                domain.Dispose();
            }
            else
            {
                Eventually.True(() => Volatile.Read(ref reported) == 1, "the stall is reported");
                reader.Leave();
            }
        });
        reader.Dispose();
    }

    [Fact]
    public void A_handler_that_fails_is_reported_and_harms_nothing()
    {
        using RcuDomain domain = Nervous();
        domain.ReaderStalled += (_, _) => throw new NotSupportedException("handler");
        using ParkedReader reader = ParkedReader.Enter(domain);
        int ran = 0;
        domain.Call(_ => ran++, 0);
        Eventually.True(() => domain.GetStatistics().CallbackFailures > 0, "the handler fails");
        reader.Leave();
        var thrown = Assert.Throws<AggregateException>(domain.Barrier);
        Assert.IsType<NotSupportedException>(Assert.Single(thrown.InnerExceptions));
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Each_section_is_reported_once_and_the_next_one_of_the_same_reader_again()
    {
        using var domain = new RcuDomain();
        (StallMonitor monitor, List<ReaderStalledEventArgs> stalls) = Monitor(domain, seconds: 10);
        using (ParkedReader first = ParkedReader.Enter(domain))
        {
            Look(domain, monitor, 1_000);
            Look(domain, monitor, 10_999);
            Assert.Empty(stalls);
            Look(domain, monitor, 11_000);
            Look(domain, monitor, 50_000);
            Assert.Equal(TimeSpan.FromSeconds(10), Assert.Single(stalls).Age);
            Assert.Equal(1, monitor.Stalled);
        }

        Look(domain, monitor, 51_000);
        Assert.Equal(0, monitor.Stalled);
        using (ParkedReader second = ParkedReader.Enter(domain))
        {
            Look(domain, monitor, 52_000);
            Look(domain, monitor, 62_000);
            Assert.Equal(2, stalls.Count);
        }
    }

    [Fact]
    public void Many_short_sections_are_no_stall_though_every_look_finds_one()
    {
        using var domain = new RcuDomain();
        (StallMonitor monitor, List<ReaderStalledEventArgs> stalls) = Monitor(domain, seconds: 10);
        for (int now = 1; now < 100; now++)
        {
            using (domain.EnterRead()) Look(domain, monitor, 1_000 * now);
        }

        Assert.Empty(stalls);
    }

    [Fact]
    public void A_pause_forgets_ages_but_not_what_was_reported()
    {
        using var domain = new RcuDomain();
        (StallMonitor monitor, List<ReaderStalledEventArgs> stalls) = Monitor(domain, seconds: 10);
        using ParkedReader reported = ParkedReader.Enter(domain);
        Look(domain, monitor, 1_000);
        Look(domain, monitor, 20_000);
        Assert.Single(stalls);
        using (ParkedReader young = ParkedReader.Enter(domain))
        {
            Look(domain, monitor, 21_000);
            monitor.Pause();
            Assert.Equal((0, TimeSpan.Zero), (monitor.Stalled, monitor.OldestAge));
            Look(domain, monitor, 40_000); // the young one may have left and come again while nobody looked
            Assert.Single(stalls);
            Assert.Equal(1, monitor.Stalled);
            Look(domain, monitor, 50_000);
            Assert.Equal(2, stalls.Count);
        }
    }

    [Fact]
    public void The_dead_are_not_reported()
    {
        using var domain = new RcuDomain();
        (StallMonitor monitor, List<ReaderStalledEventArgs> stalls) = Monitor(domain, seconds: 10);
        DyingThread.InsideSection(domain);
        Look(domain, monitor, 1_000);
        domain.Periods.ReapDeadThreads();
        Look(domain, monitor, 20_000);
        Assert.Empty(stalls);
    }

    [Fact]
    public void The_age_counts_from_the_moment_the_section_was_seen_also_when_a_look_takes_long()
    {
        using var domain = new RcuDomain();
        var stalls = new List<ReaderStalledEventArgs>();
        domain.ReaderStalled += (_, stall) => stalls.Add(stall);
        long now = 0;
        var monitor = new StallMonitor(domain, domain.Periods, new FailureLog(domain), TimeSpan.FromSeconds(10), () => now += 6_000); // between any two glances at it
        using ParkedReader reader = ParkedReader.Enter(domain);
        monitor.Look(); // begins at 6 s, sees the section by 12 s
        monitor.Look(); // 18 s
        Assert.Empty(stalls);
        monitor.Look(); // 24 s
        Assert.Equal(TimeSpan.FromSeconds(12), Assert.Single(stalls).Age);
    }

    private (StallMonitor Monitor, List<ReaderStalledEventArgs> Stalls) Monitor(RcuDomain domain, int seconds)
    {
        var stalls = new List<ReaderStalledEventArgs>();
        domain.ReaderStalled += (_, stall) => stalls.Add(stall);
        return (new StallMonitor(domain, domain.Periods, new FailureLog(domain), TimeSpan.FromSeconds(seconds), () => _now), stalls);
    }

    // What a tick of the reclaimer does.
    private void Look(RcuDomain domain, StallMonitor monitor, long now)
    {
        _now = now;
        monitor.Look();
        domain.Periods.Advance();
    }
}
