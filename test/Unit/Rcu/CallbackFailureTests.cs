using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class CallbackFailureTests
{
    private static void Fail(string message) => throw new FormatException(message);

    [Fact]
    public void Subscribers_learn_of_a_failure_with_its_state_on_the_reclaimer_and_the_others_run()
    {
        using var domain = new RcuDomain();
        var failures = new ConcurrentQueue<(Exception Failure, object? State, string? Thread, object? Sender)>();
        domain.CallbackFailed += (sender, e) => failures.Enqueue((e.Exception, e.State, Thread.CurrentThread.Name, sender));
        int ran = 0;
        domain.Call(_ => ran++, 0);
        domain.Call(Fail, "first");
        domain.Call(_ => ran++, 0);
        domain.Barrier(); // told already, so it does not throw
        Assert.Equal(2, ran);
        var failed = Assert.Single(failures);
        Assert.Equal("first", Assert.IsType<FormatException>(failed.Failure).Message);
        Assert.Equal("first", failed.State);
        Assert.Equal($"RCU reclaimer ({domain.Name})", failed.Thread);
        Assert.Same(domain, failed.Sender);
        Assert.Equal(1, domain.GetStatistics().CallbackFailures);
    }

    [Fact]
    public void Without_subscribers_the_next_barrier_throws_what_failed_once()
    {
        using var domain = new RcuDomain();
        domain.Call(Fail, "first");
        domain.Call(Fail, "second");
        var thrown = Assert.Throws<AggregateException>(domain.Barrier);
        Assert.Equal(["first", "second"], thrown.InnerExceptions.Select(e => e.Message));
        Assert.Contains(domain.Name, thrown.Message, StringComparison.Ordinal);
        domain.Barrier();
    }

    [Fact]
    public async Task Without_subscribers_an_asynchronous_barrier_throws_too()
    {
        await using var domain = new RcuDomain();
        domain.Call(Fail, "first");
        var thrown = await Assert.ThrowsAsync<AggregateException>(() => domain.BarrierAsync());
        Assert.IsType<FormatException>(Assert.Single(thrown.InnerExceptions));
    }

    [Fact]
    public async Task A_failure_is_not_lost_on_a_barrier_that_was_cancelled()
    {
        var domain = new RcuDomain();
        using ParkedReader reader = ParkedReader.Enter(domain);
        using var cancel = new CancellationTokenSource();
        domain.Call(Fail, "first");
        Task cancelled = domain.BarrierAsync(cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        reader.Leave();
        Assert.Throws<AggregateException>(domain.Barrier);
        domain.Dispose();
    }

    [Fact]
    public async Task Without_a_barrier_dispose_throws_when_all_is_done()
    {
        var domain = new RcuDomain();
        domain.Call(Fail, "first");
        Assert.Throws<AggregateException>(domain.Dispose);
        Assert.Throws<ObjectDisposedException>(domain.Synchronize);
        domain.Dispose();

        var second = new RcuDomain();
        second.Call(Fail, "first");
        await Assert.ThrowsAsync<AggregateException>(() => second.DisposeAsync().AsTask());
        await second.DisposeAsync();
    }

    [Fact]
    public void Only_so_many_failures_are_kept_and_all_are_counted()
    {
        using var domain = new RcuDomain();
        int failures = 3 * FailureLog.MaxKept;
        for (int i = 0; i < failures; i++) domain.Call(Fail, "one");
        int thrown = 0;
        try
        {
            domain.Barrier();
        }
        catch (AggregateException e)
        {
            thrown = e.InnerExceptions.Count;
            Assert.Contains($"{FailureLog.MaxKept} of {failures}", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(FailureLog.MaxKept, thrown);
        Assert.Equal(failures, domain.GetStatistics().CallbackFailures);
    }

    [Fact]
    public void A_handler_that_fails_is_reported_by_the_next_barrier_with_the_failure_it_was_told()
    {
        using var domain = new RcuDomain();
        domain.CallbackFailed += (_, _) => throw new NotSupportedException("handler");
        domain.Call(Fail, "callback");
        var thrown = Assert.Throws<AggregateException>(domain.Barrier);
        Assert.Equal(["handler", "callback"], thrown.InnerExceptions.Select(e => e.Message));
        int ran = 0;
        domain.Call(_ => ran++, 0);
        domain.Barrier();
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Each_of_several_barriers_that_waited_for_a_failure_gets_an_exception_of_its_own()
    {
        using var domain = new RcuDomain();
        BusyCallback busy = BusyCallback.Start(domain);
        domain.Call(Fail, "one");
        Task[] barriers = [domain.BarrierAsync(), domain.BarrierAsync()];
        busy.Dispose();
        Assert.Throws<AggregateException>(() => Task.WaitAll(barriers, Eventually.Deadline));
        Assert.NotSame(barriers[0].Exception!.InnerException, barriers[1].Exception!.InnerException);
        Assert.All(barriers, b => Assert.IsType<FormatException>(Assert.IsType<AggregateException>(b.Exception!.InnerException).InnerException));
    }
}
