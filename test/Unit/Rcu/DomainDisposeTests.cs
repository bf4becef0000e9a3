using System;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class DomainDisposeTests
{
    [Fact]
    public void The_default_domain_cannot_be_disposed()
    {
        Assert.Throws<InvalidOperationException>(RcuDomain.Default.Dispose);
        using (RcuDomain.Default.EnterRead()) Assert.True(RcuDomain.Default.IsInReadSection);
        Assert.Equal("default", RcuDomain.Default.Name);
    }

    [Fact]
    public void Dispose_waits_for_the_reader_inside_and_turns_new_ones_away_meanwhile()
    {
        var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        Task dispose = Task.Run(domain.Dispose);
        Eventually.True(() => domain.Periods.IsClosed, "the domain closes");
        Assert.Throws<ObjectDisposedException>(() => domain.EnterRead());
        Eventually.Rounds(domain, 20);
        Assert.False(dispose.IsCompleted);
        reader.Leave();
        Eventually.Done(dispose);
    }

    [Fact]
    public void A_reader_inside_may_nest_further_sections_while_its_domain_is_disposed()
    {
        var domain = new RcuDomain();
        using var inside = new ManualResetEventSlim();
        var reader = new Thread(() =>
        {
            using (domain.EnterRead())
            {
                inside.Set();
                Eventually.True(() => domain.Periods.IsClosed, "the domain closes");
                using (domain.EnterRead()) Assert.True(domain.IsInReadSection);
            }
        });
        reader.Start();
        inside.Wait();
        domain.Dispose();
        reader.Join();
    }

    [Fact]
    public void Dispose_runs_what_is_queued_and_completes_who_waits()
    {
        var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 2, CallbackBackPressure = TimeSpan.Zero });
        ParkedReader reader = ParkedReader.Enter(domain);
        int ran = 0;
        for (int i = 0; i < 100; i++) domain.Call(_ => ran++, 0);
        Task synchronize = domain.SynchronizeAsync();
        Task barrier = domain.BarrierAsync();
        GracePeriod period = domain.StartGracePeriod();
        Task dispose = Task.Run(domain.Dispose);
        Eventually.True(() => domain.Periods.IsClosed, "the domain closes");
        reader.Dispose();
        Eventually.Done(dispose);
        Assert.Equal(100, ran);
        Eventually.Done(synchronize);
        Eventually.Done(barrier);
        Assert.True(period.IsCompleted);
    }

    [Fact]
    public async Task Dispose_is_idempotent_also_from_several_threads_at_once()
    {
        for (int round = 0; round < 30; round++)
        {
            var domain = new RcuDomain();
            int ran = 0;
            domain.Call(_ => ran++, 0);
            Crew.Run(3, number =>
            {
                if (number == 0) domain.DisposeAsync().AsTask().Wait();
                else domain.Dispose();
                Assert.Equal(1, ran); // each returns when it is done, not only the first
            });
            domain.Dispose();
            await domain.DisposeAsync();
        }
    }

    [Fact]
    public void A_callback_that_queues_another_during_dispose_is_told()
    {
        var domain = new RcuDomain();
        BusyCallback busy = BusyCallback.Start(domain);
        Exception? thrown = null;
        domain.Call(_ => thrown = Record.Exception(() => domain.Call(static _ => { }, 0)), 0);
        Task dispose = Task.Run(domain.Dispose);
        Eventually.True(() => domain.Periods.IsClosed, "the domain closes");
        busy.Dispose();
        Eventually.Done(dispose);
        Assert.IsType<ObjectDisposedException>(thrown);
    }

    [Fact]
    public void Synchronize_beside_a_dispose_completes_or_throws()
    {
        for (int round = 0; round < 60; round++)
        {
            var domain = new RcuDomain();
            Crew.Run(3, number =>
            {
                if (number == 0)
                {
                    Thread.SpinWait(100 * round);
                    domain.Dispose();
                    return;
                }

                try
                {
                    while (true)
                    {
                        if (number == 1) domain.Synchronize();
                        else domain.SynchronizeAsync().Wait();
                    }
                }
                catch (ObjectDisposedException)
                {
                    // Told.
                }
            });
        }
    }

    [Fact]
    public void A_dead_reader_does_not_hold_dispose_up()
    {
        var domain = new RcuDomain();
        DyingThread.InsideSection(domain);
        domain.Dispose();
    }

    [Fact]
    public void The_reclaimer_ends_with_its_domain()
    {
        var domain = new RcuDomain();
        Thread? reclaimer = null;
        bool background = false;
        domain.Call(
            _ =>
            {
                reclaimer = Thread.CurrentThread;
                background = reclaimer.IsBackground;
            },
            0);
        domain.Dispose();
        Assert.NotNull(reclaimer);
        Assert.True(background);
        Assert.True(reclaimer!.Join(Eventually.Deadline));
    }
}
