using System;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

/// <summary>A caller that waited here would wait for an hour: the tests would not end.</summary>
public sealed class BackPressureTests
{
    private const int Mark = 4;

    private static RcuDomain Patient() => new(new RcuDomainOptions { CallbackHighWaterMark = Mark, CallbackBackPressure = TimeSpan.FromHours(1) });

    /// <summary>A reader parks, one batch is in flight because of it, and the queue behind it is full.</summary>
    private static ParkedReader FillUp(RcuDomain domain)
    {
        ParkedReader reader = ParkedReader.Enter(domain);
        domain.Call(static _ => { }, 0);
        Eventually.Rounds(domain, 3); // the batch is taken
        for (int i = 0; i < Mark; i++) domain.Call(static _ => { }, 0);
        return reader;
    }

    [Fact]
    public void A_call_inside_a_section_does_not_block_on_a_full_queue()
    {
        using RcuDomain domain = Patient();
        using ParkedReader reader = FillUp(domain);
        int ran = 0;
        using (domain.EnterRead())
        {
            for (int i = 0; i < 100; i++) domain.Call(_ => ran++, 0);
        }

        Assert.Equal(Mark + 101, domain.GetStatistics().PendingCallbacks);
        reader.Leave();
        domain.Barrier();
        Assert.Equal(100, ran);
    }

    [Fact]
    public void A_call_inside_another_domains_section_does_not_block_on_a_full_queue()
    {
        using RcuDomain domain = Patient();
        using var other = new RcuDomain();
        using ParkedReader reader = FillUp(domain);
        using (other.EnterRead()) domain.Call(static _ => { }, 0);
    }

    [Fact]
    public void A_call_under_a_writer_lock_does_not_block_on_a_full_queue()
    {
        using RcuDomain domain = Patient();
        using ParkedReader reader = FillUp(domain);
        var writer = new WriterLock();
        using (writer.Enter()) domain.Call(static _ => { }, 0);
        Assert.True(writer.TryEnter(TimeSpan.Zero, out WriterToken token));
        using (token) domain.DisposeLater(new CountedDisposable());
    }

    [Fact]
    public void A_call_from_a_callback_does_not_block_on_a_full_queue()
    {
        using RcuDomain domain = Patient();
        int ran = 0;
        domain.Call(
            _ =>
            {
                for (int i = 0; i < 100; i++) domain.Call(_ => ran++, 0);
            },
            0);
        domain.Barrier();
        domain.Barrier();
        Assert.Equal(100, ran);
    }

    [Fact]
    public void A_call_from_another_domains_callback_does_not_block_on_a_full_queue()
    {
        using RcuDomain domain = Patient();
        using var other = new RcuDomain();
        using ParkedReader reader = FillUp(domain);
        other.Call(static full => full.Call(static _ => { }, 0), domain);
        other.Barrier();
    }

    [Fact]
    public void Without_patience_a_full_queue_overflows()
    {
        using var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 1, CallbackBackPressure = TimeSpan.Zero });
        using ParkedReader reader = ParkedReader.Enter(domain);
        int ran = 0;
        for (int i = 0; i < 1_000; i++) domain.Call(_ => ran++, 0);
        Assert.Equal(1_000, domain.GetStatistics().PendingCallbacks);
        reader.Leave();
        domain.Barrier();
        Assert.Equal(1_000, ran);
    }

    [Fact]
    public void Patience_ends_and_the_call_is_kept()
    {
        using var domain = new RcuDomain(new RcuDomainOptions { CallbackHighWaterMark = 1, CallbackBackPressure = TimeSpan.FromMilliseconds(1) });
        using ParkedReader reader = ParkedReader.Enter(domain);
        int ran = 0;
        for (int i = 0; i < 20; i++) domain.Call(_ => ran++, 0);
        reader.Leave();
        domain.Barrier();
        Assert.Equal(20, ran);
    }

    [Fact]
    public void Back_pressure_makes_the_bound_real()
    {
        using RcuDomain domain = Patient();
        const int callers = 3;
        int ran = 0;
        long most = 0;
        using (ParkedReader reader = FillUp(domain))
        {
            var release = new Thread(() =>
            {
                Eventually.Rounds(domain, 20);
                reader.Leave();
            });
            release.Start();
            Crew.Run(callers, _ =>
            {
                for (int i = 0; i < 500; i++)
                {
                    domain.Call(
                        _ =>
                        {
                            most = Math.Max(most, domain.GetStatistics().PendingCallbacks);
                            ran++;
                        },
                        0);
                }
            });
            release.Join();
        }

        domain.Barrier();
        Assert.Equal(callers * 500, ran);
        Assert.InRange(most, 1, (2 * Mark) + callers);
    }

    [Fact]
    public void A_caller_who_waits_for_room_learns_that_the_domain_is_disposed()
    {
        RcuDomain domain = Patient();
        ParkedReader reader = FillUp(domain);
        int outcome = 0;
        Crew.Run(3, number =>
        {
            switch (number)
            {
                case 0:
                    Exception? thrown = Record.Exception(() => domain.Call(static _ => { }, 0));
                    Assert.True(thrown is ObjectDisposedException, $"{thrown}");
                    Volatile.Write(ref outcome, 1);
                    break;
                case 1:
                    domain.Dispose();
                    break;
                default:
                    Eventually.True(() => Volatile.Read(ref outcome) == 1, "the caller is turned away while the reader is still inside");
                    reader.Leave();
                    break;
            }
        });
        reader.Dispose();
    }
}
