using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Grace periods that several threads drive, wait for and ask about (E2).</summary>
/// <remarks>
/// <code>
/// scenario                 mutants it is meant to catch
/// rcu-two-advancers        G re-read after the scan
/// rcu-safe-never-falls     safe stored instead of raised
/// rcu-synchronize          epoch advanced once too early; Synchronize that looks once; barrier dropped or after the scan (TSO)
/// rcu-two-synchronize      G re-read after the scan; recycled without grace period
/// rcu-synchronize-async    task that completes too early; that nobody completes
/// rcu-polled               grace period that ends too early; that nobody drives (lost wake-up of the reclaimer); that is taken back
/// </code>
/// </remarks>
internal static class AdvanceScenarios
{
    /// <summary>One advancer is overtaken by another between its scan and its result: it may only answer for the epoch it began itself.</summary>
    [Scenario("rcu-two-advancers")]
    public static void TwoAdvancers(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        Probe? retired = null;
        long tag = 0;
        world.Thread("writer", () =>
        {
            retired = box.Exchange(2);
            Volatile.Write(ref tag, GracePeriods.TagBefore(domain.Periods.Next()));
        });
        world.Thread("advancer", () =>
        {
            long safe = domain.Periods.Advance();
            if (Volatile.Read(ref tag) is not 0 and var mine && mine <= safe) retired!.ClearForPool();
        });
    }

    /// <summary>What was safe once stays safe, also when the slower of two advancers comes with less.</summary>
    [Scenario("rcu-safe-never-falls")]
    public static void SafeNeverFalls(World world)
    {
        RcuDomain domain = Given.Domain(world);
        world.Thread("first", () => AdvanceAndCheck(domain.Periods));
        world.Thread("second", () => AdvanceAndCheck(domain.Periods));
    }

    private static void AdvanceAndCheck(GracePeriods periods)
    {
        long known = periods.Safe;
        for (int i = 0; i < 2; i++)
        {
            periods.Advance();
            long now = periods.Safe;
            Check.That(now >= known, "safe went down");
            known = now;
        }
    }

    /// <summary>After Synchronize nobody who could have seen the unlinked node is inside.</summary>
    [Scenario("rcu-synchronize")]
    public static void Synchronize(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () => ReplaceAndSynchronize(domain, box, 2));
    }

    /// <summary>Two writers wait at the same time, each for what it unlinked itself.</summary>
    [Scenario("rcu-two-synchronize")]
    public static void TwoSynchronize(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("first", () => ReplaceAndSynchronize(domain, box, 2));
        world.Thread("second", () => ReplaceAndSynchronize(domain, box, 3));
    }

    private static void ReplaceAndSynchronize(RcuDomain domain, Box box, long value)
    {
        Probe old = box.Exchange(value);
        domain.Synchronize();
        old.ClearForPool();
    }

    /// <summary>The same without blocking: the reclaimer drives the grace period.</summary>
    [Scenario("rcu-synchronize-async")]
    public static void SynchronizeAsync(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            Probe old = box.Exchange(2);
            world.Await(domain.SynchronizeAsync());
            old.ClearForPool();
        });
    }

    /// <summary>A grace period that is only asked, never waited for: it ends after the reader, it does end, and it stays ended.</summary>
    [Scenario("rcu-polled")]
    public static void Polled(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain);
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            Probe old = box.Exchange(2);
            GracePeriod unused = domain.StartGracePeriod();
            var spinner = new SpinWait();
            while (!unused.IsCompleted) spinner.SpinOnce();
            old.ClearForPool();
            Check.That(unused.IsCompleted, "a grace period that had ended has not ended any more");
        });
    }
}
