using System;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Deferred callbacks and those who wait for them.</summary>
/// <remarks>
/// <code>
/// scenario                     mutants it is meant to catch
/// rcu-call                     callback run before its grace period; batch tagged before it is taken
/// rcu-synchronize-and-call     the same, with grace periods that others drive
/// rcu-barrier                  barrier that misses a batch (barriers taken after callbacks); lost wake-up
/// rcu-barrier-in-flight        barrier completed at once while an earlier batch is in flight
/// rcu-barrier-and-dispose      end of the reclaimer with work left; barrier that nobody completes
/// rcu-dispose-and-reader       dispose that does not wait for those inside; a reader let in after the close
/// rcu-callback-fills-queue     wait on a full queue in a callback; overflow forgotten by a barrier
/// rcu-call-in-section          wait on a full queue inside a section
/// rcu-stall                    stall not reported; batch run under the stalled reader
/// </code>
/// </remarks>
internal static class CallbackScenarios
{
    /// <summary>A callback that disposes what was unlinked before it was queued runs after every reader that may hold it.</summary>
    [Scenario("rcu-call")]
    public static void Call(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () => domain.Call(static old => old.ClearForPool(), box.Exchange(2)));
    }

    /// <summary>One writer queues, the other waits; each node meets its own grace period.</summary>
    [Scenario("rcu-synchronize-and-call")]
    public static void SynchronizeAndCall(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("caller", () => domain.Call(static old => old.ClearForPool(), box.Exchange(2)));
        world.Thread("waiter", () =>
        {
            Probe old = box.Exchange(3);
            domain.Synchronize();
            old.ClearForPool();
        });
    }

    /// <summary>When a barrier returns, the callbacks that its thread queued before have run.</summary>
    [Scenario("rcu-barrier")]
    public static void Barrier(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var ran = new Flag();
        world.Thread("caller", () =>
        {
            for (int i = 1; i <= 2; i++)
            {
                domain.Call(static flag => flag.Raise(), ran);
                domain.Barrier();
                Check.Equal(i, ran.Count, "callbacks that have run when the barrier returns");
            }
        });
    }

    /// <summary>A barrier waits for the batch that the reclaimer has in hand, held back by a reader, and not only for the queue.</summary>
    [Scenario("rcu-barrier-in-flight")]
    public static void BarrierInFlight(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var mine = new Flag();
        var others = new Flag();
        world.Thread("reader", () => reader.Enter().Dispose());
        world.Thread("caller", () =>
        {
            domain.Call(static flag => flag.Raise(), mine);
            domain.Barrier();
            Check.Equal(1, mine.Count, "own callbacks that have run when the barrier returns");
        });
        world.Thread("other", () =>
        {
            domain.Call(static flag => flag.Raise(), others);
            domain.Barrier();
            Check.Equal(1, others.Count, "own callbacks that have run when the barrier returns");
        });
    }

    /// <summary>The domain is disposed while another thread queues and waits: it is refused, or served in full; nobody waits for ever.</summary>
    [Scenario("rcu-barrier-and-dispose")]
    public static void BarrierAndDispose(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var queued = new Flag();
        var ran = new Flag();
        world.Thread("caller", () =>
        {
            try
            {
                domain.Call(static flag => flag.Raise(), ran);
                queued.Raise();
                domain.Barrier();
                Check.That(ran.IsUp, "a barrier returned before the callback had run");
            }
            catch (ObjectDisposedException)
            {
                // The other thread was faster: what was queued runs all the same.
            }
        });
        world.Thread("disposer", domain.Dispose);
        world.Finally(() => Check.Equal(queued.Count, ran.Count, "callbacks that were queued have run when the domain is disposed"));
    }

    /// <summary>A reader is let in before the close and waited for, or turned away: after Dispose nobody is inside and nobody can come in (E2).</summary>
    [Scenario("rcu-dispose-and-reader")]
    public static void DisposeAndReader(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            try
            {
                using (reader.Enter()) box.Load().Read();
            }
            catch (ObjectDisposedException)
            {
                // Turned away: it has not touched the node.
            }
        });
        world.Thread("disposer", () =>
        {
            domain.Dispose();
            box.Load().ClearForPool(); // though it was not even unlinked
        });
    }

    /// <summary>A callback queues two more than the queue has room for: it must not wait for room that only its own thread can make.</summary>
    [Scenario("rcu-callback-fills-queue")]
    public static void CallbackFillsQueue(World world)
    {
        RcuDomain domain = Given.Domain(world, new RcuDomainOptions { Name = "d", CallbackHighWaterMark = 1 });
        var ran = new Flag();
        world.Thread("caller", () =>
        {
            domain.Call(
                state =>
                {
                    state.domain.Call(static flag => flag.Raise(), state.ran);
                    state.domain.Call(static flag => flag.Raise(), state.ran);
                },
                (domain, ran));
            domain.Barrier(); // the first callback has run, so its own are queued
            domain.Barrier();
            Check.Equal(2, ran.Count, "callbacks queued by a callback");
        });
    }

    /// <summary>Inside a section the queue is full: waiting for room would be waiting for the end of this very section.</summary>
    [Scenario("rcu-call-in-section")]
    public static void CallInSection(World world)
    {
        var options = new RcuDomainOptions { Name = "d", CallbackHighWaterMark = 1, CallbackBackPressure = TimeSpan.FromDays(20) };
        RcuDomain domain = Given.Domain(world, options);
        var ran = new Flag();
        world.Thread("caller", () =>
        {
            using (domain.EnterRead())
            {
                for (int i = 0; i < 3; i++) domain.Call(static flag => flag.Raise(), ran);
                Check.Equal(0, ran.Count, "callbacks that have run while the section that was open at their queuing is open");
            }

            domain.Barrier();
            Check.Equal(3, ran.Count, "callbacks after the barrier");
        });
    }

    /// <summary>A reader that stays inside until it is reported: the report comes, and the callback waits for the reader all the same.</summary>
    [Scenario("rcu-stall")]
    public static void Stall(World world)
    {
        RcuDomain domain = Given.Domain(world, new RcuDomainOptions { Name = "d", StallThreshold = TimeSpan.FromMilliseconds(30) });
        ReaderSlot reader = Given.Slot(domain);
        var reported = new Flag();
        var ran = new Flag();
        domain.ReaderStalled += (_, _) => reported.Raise();
        world.Thread("reader", () =>
        {
            using (reader.Enter())
            {
                long before = ran.Count;
                domain.Call(static flag => flag.Raise(), ran);
                reported.WaitFor();
                Check.Equal(before, ran.Count, "callbacks run under the stalled reader");
            }

            domain.Barrier();
            Check.Equal(1, reported.Count, "reports of one section");
        });
    }
}
