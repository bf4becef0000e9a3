using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class MisuseTests
{
    public static TheoryData<string> Waits => new(Operations.Keys);

    private static readonly Dictionary<string, Action<RcuDomain, GracePeriod>> Operations = new()
    {
        ["Synchronize"] = (domain, period) => domain.Synchronize(),
        ["SynchronizeExpedited"] = (domain, period) => domain.SynchronizeExpedited(),
        ["SynchronizeAsync"] = (domain, period) => domain.SynchronizeAsync(),
        ["Barrier"] = (domain, period) => domain.Barrier(),
        ["BarrierAsync"] = (domain, period) => domain.BarrierAsync(),
        ["Wait"] = (domain, period) => period.Wait(),
        ["WaitAsync"] = (domain, period) => period.WaitAsync(),
        ["Dispose"] = (domain, period) => domain.Dispose(),
        ["DisposeAsync"] = (domain, period) => domain.DisposeAsync().AsTask(),
    };

    [Theory]
    [MemberData(nameof(Waits))]
    public void Waiting_inside_a_section_throws(string operation)
    {
        using var domain = new RcuDomain();
        GracePeriod period = domain.StartGracePeriod();
        using (domain.EnterRead())
        {
            var thrown = Assert.Throws<InvalidOperationException>(() => Operations[operation](domain, period));
            Assert.StartsWith(operation + " was called inside a read section", thrown.Message, StringComparison.Ordinal);
            Assert.True(domain.IsInReadSection);
        }

        domain.Synchronize(); // nothing has happened to it
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void Waiting_under_a_writer_lock_throws(string operation)
    {
        using var domain = new RcuDomain();
        GracePeriod period = domain.StartGracePeriod();
        var writer = new WriterLock();
        using (writer.Enter())
        {
            var thrown = Assert.Throws<InvalidOperationException>(() => Operations[operation](domain, period));
            Assert.StartsWith(operation + " was called under a writer lock", thrown.Message, StringComparison.Ordinal);
        }

        domain.Synchronize();
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void Waiting_in_a_callback_of_the_domain_throws(string operation)
    {
        using var domain = new RcuDomain();
        GracePeriod period = domain.StartGracePeriod();
        Exception? thrown = null;
        domain.Call(_ => Volatile.Write(ref thrown, Record.Exception(() => Operations[operation](domain, period))), 0);
        domain.Barrier();
        Exception caught = Assert.IsType<InvalidOperationException>(Volatile.Read(ref thrown));
        Assert.StartsWith(operation + " was called in a callback", caught.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_callback_of_one_domain_may_wait_for_another()
    {
        using var first = new RcuDomain();
        using var second = new RcuDomain();
        first.Call(static other => other.Synchronize(), second);
        first.Call(static other => other.Barrier(), second);
        first.Barrier();
    }

    [Fact]
    public void Starting_a_grace_period_and_queueing_callbacks_is_allowed_anywhere()
    {
        using var domain = new RcuDomain();
        var writer = new WriterLock();
        int ran = 0;
        using (domain.EnterRead())
        {
            using (writer.Enter())
            {
                domain.StartGracePeriod();
                domain.Call(_ => Interlocked.Increment(ref ran), 0);
            }
        }

        domain.Call(_ => domain.StartGracePeriod(), 0);
        domain.Barrier();
        Assert.Equal(1, ran);
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        using var domain = new RcuDomain();
        Assert.Throws<ArgumentNullException>("callback", () => domain.Call(null!, 0));
        Assert.Throws<ArgumentNullException>("item", () => domain.DisposeLater(null!));
        Assert.Throws<ArgumentNullException>("options", () => new RcuDomain(null!));
    }

    [Fact]
    public void Options_outside_their_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RcuDomain(new RcuDomainOptions { StallThreshold = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RcuDomain(new RcuDomainOptions { CallbackBackPressure = TimeSpan.FromTicks(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RcuDomain(new RcuDomainOptions { FirstEpoch = 0 }));
    }

    [Fact]
    public void Everything_but_statistics_throws_on_a_disposed_domain()
    {
        var domain = new RcuDomain();
        GracePeriod period = domain.StartGracePeriod();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(domain.Synchronize);
        Assert.Throws<ObjectDisposedException>(domain.SynchronizeExpedited);
        AssertDisposed(() => domain.SynchronizeAsync());
        Assert.Throws<ObjectDisposedException>(() => { domain.StartGracePeriod(); });
        Assert.Throws<ObjectDisposedException>(domain.Barrier);
        AssertDisposed(() => domain.BarrierAsync());
        Assert.Throws<ObjectDisposedException>(() => domain.Call(_ => { }, 0));
        Assert.Throws<ObjectDisposedException>(() => domain.DisposeLater(new CancellationTokenSource()));
        Assert.Throws<ObjectDisposedException>(() => domain.Register(new NoWork()));
        Assert.True(period.IsCompleted);
        period.Wait();
        domain.RequestIdleWork(); // never throws
        Assert.Equal(0, domain.GetStatistics().PendingCallbacks);
    }

    // The call throws, not the task.
    private static void AssertDisposed(Action call) => Assert.Throws<ObjectDisposedException>(call);

    private sealed class NoWork : IIdleWork
    {
        public bool Tick() => false;
    }
}
