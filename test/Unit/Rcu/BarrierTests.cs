using System;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class BarrierTests
{
    [Fact]
    public void A_barrier_with_nothing_queued_returns()
    {
        using var domain = new RcuDomain();
        domain.Barrier();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16_384)]
    public void Barriers_of_many_threads_each_wait_for_what_their_thread_has_queued(int highWaterMark)
    {
        using var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = highWaterMark, CallbackBackPressure = TimeSpan.Zero });
        Crew.Run(6, _ =>
        {
            int ran = 0;
            for (int round = 1; round <= 100; round++)
            {
                for (int i = 0; i < 5; i++) domain.Call(_ => Interlocked.Increment(ref ran), 0);
                domain.Barrier();
                Assert.Equal(5 * round, Volatile.Read(ref ran));
            }
        });
    }

    [Fact]
    public void A_barrier_waits_for_what_was_queued_by_a_thread_that_told_it()
    {
        using var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 1, CallbackBackPressure = TimeSpan.Zero });
        for (int i = 0; i < 200; i++)
        {
            int ran = 0;
            using var handedOver = new SemaphoreSlim(0);
            var other = new Thread(() =>
            {
                for (int call = 0; call < 3; call++) domain.Call(_ => ran++, 0);
                handedOver.Release();
            });
            other.Start();
            handedOver.Wait();
            domain.Barrier();
            Assert.Equal(3, ran);
            other.Join();
        }
    }

    [Fact]
    public void A_barrier_waits_for_the_readers_its_callbacks_wait_for()
    {
        using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        int ran = 0;
        domain.Call(_ => ran++, 0);
        Task barrier = domain.BarrierAsync();
        Eventually.Rounds(domain, 20);
        Assert.False(barrier.IsCompleted);
        reader.Leave();
        Eventually.Done(barrier);
        Assert.Equal(1, ran);
    }

    [Fact]
    public void A_barrier_behind_a_batch_in_flight_waits_for_the_next_one_too()
    {
        using var domain = new RcuDomain();
        int ran = 0;
        BusyCallback busy = BusyCallback.Start(domain);
        domain.Call(_ => ran++, 0);
        Task barrier = domain.BarrierAsync();
        Assert.False(barrier.IsCompleted);
        busy.Dispose();
        Eventually.Done(barrier);
        Assert.Equal(1, ran);
    }

    [Fact]
    public void A_barrier_waits_for_everything_that_overflowed()
    {
        using var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 2, CallbackBackPressure = TimeSpan.Zero });
        BusyCallback busy = BusyCallback.Start(domain);
        for (int i = 0; i < 100; i++) domain.Call(static _ => { }, 0);
        using var lastRuns = new ManualResetEventSlim();
        using var lastMayEnd = new ManualResetEventSlim();
        domain.Call(
            _ =>
            {
                lastRuns.Set();
                lastMayEnd.Wait();
            },
            0);
        Task barrier = domain.BarrierAsync();
        busy.Dispose();
        lastRuns.Wait();
        bool early = barrier.IsCompleted; // several high-water marks later
        lastMayEnd.Set();
        Eventually.Done(barrier);
        Assert.False(early);
    }

    [Fact]
    public void Callbacks_that_queue_themselves_for_ever_do_not_hold_a_barrier_up()
    {
        using var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 2, CallbackBackPressure = TimeSpan.Zero });
        int stop = 0;
        int ran = 0;
        Action<int> again = null!;
        again = state =>
        {
            Interlocked.Increment(ref ran);
            if (Volatile.Read(ref stop) == 0) domain.Call(again, state);
        };
        for (int i = 0; i < 10; i++) domain.Call(again, i);
        for (int i = 0; i < 50; i++) domain.Barrier();
        Assert.True(Volatile.Read(ref ran) >= 10);
        Volatile.Write(ref stop, 1);
        domain.Barrier();
    }

    [Fact]
    public async Task A_cancelled_barrier_ends_the_wait_and_not_the_callbacks()
    {
        await using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        using var cancel = new CancellationTokenSource();
        int ran = 0;
        domain.Call(_ => Volatile.Write(ref ran, 1), 0);
        Task barrier = domain.BarrierAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => barrier.WaitAsync(Eventually.Deadline));
        reader.Leave();
        await domain.BarrierAsync();
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Calls_and_barriers_beside_a_dispose_complete_or_throw_and_no_callback_is_lost()
    {
        for (int round = 0; round < 60; round++)
        {
            var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 2, CallbackBackPressure = TimeSpan.Zero });
            int accepted = 0;
            int ran = 0;
            Crew.Run(4, number =>
            {
                if (number == 0)
                {
                    for (int spin = 0; spin < 20 * round; spin++) Thread.SpinWait(10);
                    domain.Dispose();
                    return;
                }

                try
                {
                    while (true)
                    {
                        int mine = 0;
                        domain.Call(
                            _ =>
                            {
                                Interlocked.Increment(ref ran);
                                Volatile.Write(ref mine, 1);
                            },
                            0);
                        Interlocked.Increment(ref accepted);
                        if (number != 1) continue;
                        domain.Barrier();
                        Assert.Equal(1, Volatile.Read(ref mine));
                    }
                }
                catch (ObjectDisposedException)
                {
                    // Told, not lost.
                }
            });
            Assert.Equal(accepted, ran);
            Assert.Equal(0, domain.GetStatistics().PendingCallbacks);
        }
    }
}
