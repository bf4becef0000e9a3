using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class CallbackTests
{
    [Fact]
    public void A_callback_runs_after_the_reader_has_left_and_not_before()
    {
        using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        int ran = 0;
        domain.Call(_ => Volatile.Write(ref ran, 1), 0);
        Eventually.Rounds(domain, 20);
        Assert.Equal(0, Volatile.Read(ref ran));
        Assert.Equal(1, domain.GetStatistics().PendingCallbacks);
        reader.Leave();
        Eventually.True(() => Volatile.Read(ref ran) == 1, "the callback runs by itself");
        domain.Barrier();
        Assert.Equal(0, domain.GetStatistics().PendingCallbacks);
    }

    [Fact]
    public void A_callback_queued_inside_a_section_runs_after_it()
    {
        using var domain = new RcuDomain();
        int ran = 0;
        using (domain.EnterRead())
        {
            domain.Call(_ => Volatile.Write(ref ran, 1), 0);
            Eventually.Rounds(domain, 20);
            Assert.Equal(0, Volatile.Read(ref ran));
        }

        domain.Barrier();
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Each_callback_gets_its_state_and_runs_once_outside_locks_and_sections()
    {
        using var domain = new RcuDomain();
        var seen = new List<(int, bool, bool)>();
        for (int i = 0; i < 1_000; i++)
        {
            domain.Call(state => seen.Add((state, domain.IsInReadSection, ReaderThread.WriterLocksHeld > 0)), i);
        }

        domain.Barrier();
        Assert.Equal(1_000, seen.Count);
        seen.Sort();
        for (int i = 0; i < 1_000; i++) Assert.Equal((i, false, false), seen[i]);
    }

    [Fact]
    public void An_item_is_disposed_once_after_the_last_reader()
    {
        using var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        var item = new CountedDisposable();
        domain.DisposeLater(item);
        Eventually.Rounds(domain, 10);
        Assert.Equal(0, item.Disposals);
        reader.Leave();
        domain.Barrier();
        Assert.Equal(1, item.Disposals);
    }

    [Fact]
    public void A_callback_may_read_queue_callbacks_and_start_grace_periods()
    {
        using var domain = new RcuDomain();
        int ran = 0;
        domain.Call(
            _ =>
            {
                using (domain.EnterRead()) ran++;
                domain.StartGracePeriod();
                domain.Call(_ => ran++, 0);
            },
            0);
        domain.Barrier();
        domain.Barrier();
        Assert.Equal(2, ran);
    }

    [Fact]
    public void The_callers_context_does_not_flow_into_callbacks()
    {
        using var domain = new RcuDomain();
        var ambient = new AsyncLocal<string> { Value = "mine" };
        string? seen = "unset";
        domain.Call(_ => seen = ambient.Value, 0);
        domain.Barrier();
        Assert.Null(seen);
    }

    [Fact]
    public void A_callback_that_leaves_its_section_open_is_reported_and_holds_nothing_back()
    {
        using var domain = new RcuDomain();
        var failures = new List<Exception>();
        domain.CallbackFailed += (_, failed) => failures.Add(failed.Exception);
        domain.Call(static d => d.EnterRead(), domain);
        domain.Barrier();
        domain.Synchronize();
        Assert.Contains("left a read section open", Assert.Single(failures).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_that_interrupts_the_reclaimer_does_not_end_it()
    {
        using var domain = new RcuDomain();
        var failures = new List<Exception>();
        domain.CallbackFailed += (_, failed) => failures.Add(failed.Exception);
        domain.Call(static _ => Thread.CurrentThread.Interrupt(), 0);
        domain.Barrier();
        for (int i = 0; i < 10; i++)
        {
            domain.Call(static _ => { }, 0);
            domain.Barrier();
        }

        Assert.All(failures, e => Assert.IsType<ThreadInterruptedException>(e));
    }

    [Fact]
    public void No_wake_up_is_lost_however_the_calls_fall()
    {
        using var domain = new RcuDomain();
        int ran = 0;
        for (int i = 1; i <= 3_000; i++)
        {
            domain.Call(_ => Interlocked.Increment(ref ran), 0);
            // Every now and then the reclaimer is let go to sleep first; in between it is caught at all stages of it.
            for (int pause = i % 300; pause > 0; pause--) Thread.SpinWait(10);
            int expected = i;
            if (i % 3 == 0) Eventually.True(() => Volatile.Read(ref ran) == expected, $"callback {i} runs");
        }

        domain.Barrier();
        Assert.Equal(3_000, ran);
    }

    [Fact]
    public void The_reclaimer_rests_while_nothing_is_pending()
    {
        using var domain = new RcuDomain();
        domain.Call(static _ => { }, 0);
        domain.Barrier();
        long epoch = -1;
        // It settles: from some moment on no epoch begins between two looks that are many scheduler turns apart.
        Eventually.True(
            () =>
            {
                long before = epoch;
                epoch = domain.Periods.Current;
                return before == epoch;
            },
            "the reclaimer falls asleep");
        for (int i = 0; i < 1_000; i++) Thread.Yield();
        Assert.Equal(epoch, domain.Periods.Current);
    }
}
