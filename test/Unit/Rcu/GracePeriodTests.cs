using System;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class GracePeriodTests
{
    [Fact]
    public void A_grace_period_waits_for_a_reader_inside_and_not_for_one_that_comes_later()
    {
        using var domain = new RcuDomain();
        using ParkedReader early = ParkedReader.Enter(domain);
        long tag = domain.Periods.Next() - 1;
        for (int i = 0; i < 10; i++) Assert.True(domain.Periods.Advance() < tag);
        using ParkedReader late = ParkedReader.Enter(domain);
        early.Leave();
        Assert.True(domain.Periods.Advance() >= tag);
    }

    [Fact]
    public void Synchronize_returns_at_once_when_nobody_is_inside()
    {
        using var domain = new RcuDomain();
        domain.Synchronize();
        domain.SynchronizeExpedited();
        Assert.True(domain.GetStatistics().GracePeriods >= 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Synchronize_blocks_until_the_reader_has_left(bool expedited)
    {
        using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        int left = 0;
        Crew.Run(2, number =>
        {
            if (number == 0)
            {
                if (expedited) domain.SynchronizeExpedited();
                else domain.Synchronize();
                Assert.Equal(1, Volatile.Read(ref left));
            }
            else
            {
                Eventually.Rounds(domain, 20); // the other one is driving, and does not get past the reader
                Volatile.Write(ref left, 1);
                reader.Leave();
            }
        });
    }

    [Fact]
    public void A_reader_with_a_late_view_of_the_epoch_delays_and_never_shortens()
    {
        using var domain = new RcuDomain();
        GracePeriods periods = domain.Periods;
        for (int i = 0; i < 5; i++) periods.Advance();
        long safe = periods.Safe;
        long current = periods.Current;

        periods.Epoch.Value = 2; // what a reader may have loaded before it was preempted
        using ParkedReader late = ParkedReader.Enter(domain);
        periods.Epoch.Value = current;

        long tag = periods.Next() - 1;
        Assert.Equal(safe, periods.Advance()); // what was found safe stays so: the reader cannot see what was unlinked then
        Assert.True(periods.Safe < tag);
        late.Leave();
        Assert.True(periods.Advance() >= tag);
    }

    [Fact]
    public void Safe_never_goes_back_when_many_advance_at_once()
    {
        using var domain = new RcuDomain();
        GracePeriods periods = domain.Periods;
        Crew.Run(4, number =>
        {
            long last = 0;
            for (int i = 0; i < 5_000; i++)
            {
                long tag = periods.Next() - 1;
                long safe = number == 0 ? periods.Safe : periods.Scan(tag + 1);
                Assert.True(safe >= last);
                Assert.True(number == 0 || safe >= tag); // nobody reads: this advance's own tag is safe
                last = safe;
            }
        });
        Assert.True(periods.Safe < periods.Current);
    }

    [Fact]
    public void A_polled_grace_period_ends_though_nobody_else_does_anything()
    {
        using var domain = new RcuDomain();
        GracePeriod period = domain.StartGracePeriod();
        Eventually.True(() => period.IsCompleted, "an idle domain ends a grace period");
    }

    [Fact]
    public void A_polled_grace_period_started_inside_a_section_ends_after_it()
    {
        using var domain = new RcuDomain();
        GracePeriod period;
        using (domain.EnterRead())
        {
            period = domain.StartGracePeriod();
            Eventually.Rounds(domain, 5);
            Assert.False(period.IsCompleted);
        }

        Eventually.True(() => period.IsCompleted, "the section is over");
        period.Wait();
        Assert.True(period.WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void Waiting_for_a_grace_period_waits_for_the_reader()
    {
        using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        GracePeriod period = domain.StartGracePeriod();
        int left = 0;
        Crew.Run(2, number =>
        {
            if (number == 0)
            {
                period.Wait();
                Assert.Equal(1, Volatile.Read(ref left));
            }
            else
            {
                Eventually.Rounds(domain, 5);
                Assert.False(period.IsCompleted);
                Volatile.Write(ref left, 1);
                reader.Leave();
            }
        });
        Assert.True(period.IsCompleted);
    }

    [Fact]
    public void The_default_grace_period_has_ended()
    {
        GracePeriod none = default;
        Assert.True(none.IsCompleted);
        none.Wait();
        Assert.True(none.WaitAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public void Grace_periods_compare_by_domain_and_start()
    {
        using var domain = new RcuDomain();
        GracePeriod first = domain.StartGracePeriod();
        GracePeriod copy = first;
        GracePeriod second = domain.StartGracePeriod();
        Assert.True(first == copy && first.Equals((object)copy) && first.GetHashCode() == copy.GetHashCode());
        Assert.True(first != second && first != default && !first.Equals("other"));
    }

    [Fact]
    public async Task An_asynchronous_wait_ends_after_the_reader_has_left()
    {
        await using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        Task synchronize = domain.SynchronizeAsync();
        Task wait = domain.StartGracePeriod().WaitAsync();
        Eventually.Rounds(domain, 5);
        Assert.False(synchronize.IsCompleted || wait.IsCompleted);
        reader.Leave();
        await synchronize.WaitAsync(Eventually.Deadline);
        await wait.WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Cancellation_ends_the_wait_and_not_the_grace_period()
    {
        await using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        using var cancel = new CancellationTokenSource();
        GracePeriod period = domain.StartGracePeriod();
        Task first = domain.SynchronizeAsync(cancel.Token);
        Task second = period.WaitAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Eventually.Deadline));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second.WaitAsync(Eventually.Deadline));
        Assert.False(period.IsCompleted);
        reader.Leave();
        Eventually.True(() => period.IsCompleted, "the grace period went on");
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_before_it_starts_is_cancelled()
    {
        await using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        var cancelled = new CancellationToken(canceled: true);
        Assert.True(domain.SynchronizeAsync(cancelled).IsCanceled);
        Assert.True(domain.StartGracePeriod().WaitAsync(cancelled).IsCanceled);
        Assert.True(domain.BarrierAsync(cancelled).IsCanceled);
    }

    [Fact]
    public async Task Many_waiters_of_every_kind_share_the_way()
    {
        await using var domain = new RcuDomain();
        var tasks = new Task[200];
        for (int i = 0; i < tasks.Length; i++)
        {
            tasks[i] = (i % 4) switch
            {
                0 => domain.SynchronizeAsync(),
                1 => domain.StartGracePeriod().WaitAsync(),
                2 => domain.BarrierAsync(),
                _ => Task.Run(domain.Synchronize),
            };
        }

        await Task.WhenAll(tasks).WaitAsync(Eventually.Deadline);
    }

    [Fact]
    public async Task Continuations_do_not_run_on_the_reclaimer()
    {
        await using var domain = new RcuDomain();
        string? reclaimer = null;
        domain.Call(static set => set(Thread.CurrentThread.Name), (Action<string?>)(name => Volatile.Write(ref reclaimer, name)));
        await domain.BarrierAsync();
        Assert.Equal($"RCU reclaimer ({domain.Name})", Volatile.Read(ref reclaimer));
        Assert.NotEqual(reclaimer, Thread.CurrentThread.Name);
        await domain.SynchronizeAsync();
        Assert.NotEqual(reclaimer, Thread.CurrentThread.Name);
    }
}
