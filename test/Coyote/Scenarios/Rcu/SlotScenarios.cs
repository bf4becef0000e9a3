using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Where threads announce themselves: slots that are claimed, grown and taken from the dead while others scan (E2, E5).</summary>
/// <remarks>
/// <code>
/// scenario                   mutants it is meant to catch
/// rcu-slot-reuse             slot freed twice; slot re-used while it is cleared (owner given up before the epoch)
/// rcu-two-newcomers          slot claimed that has an owner: two threads in one slot
/// rcu-dead-thread            dead thread blocks for ever (reaping left out)
/// rcu-dies-inside            the same, with a thread that dies meanwhile; slot of a living thread reaped
/// rcu-registration-in-scan   grown slot list not published; scan that stops too early
/// </code>
/// </remarks>
internal static class SlotScenarios
{
    /// <summary>A newcomer takes over the slot of a thread that died inside a section, while the writer frees that slot as well.</summary>
    [Scenario("rcu-slot-reuse")]
    public static void SlotReuse(World world)
    {
        RcuDomain domain = Given.Domain(world);
        Given.DeadSlot(domain).Enter();
        var box = new Box(domain);
        world.Thread("newcomer", () =>
        {
            using (domain.EnterRead()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            domain.Periods.ReapDeadThreads();
            box.Replace(2);
        });
    }

    /// <summary>Two newcomers and one free slot: each gets one of its own.</summary>
    [Scenario("rcu-two-newcomers")]
    public static void TwoNewcomers(World world)
    {
        RcuDomain domain = Given.Domain(world);
        Given.DeadSlot(domain);
        domain.Periods.ReapDeadThreads();
        var box = new Box(domain);
        world.Thread("first", () =>
        {
            using (domain.EnterRead()) box.Load().Read();
        });
        world.Thread("second", () =>
        {
            using (domain.EnterRead()) box.Load().Read();
        });
        world.Thread("writer", () => box.Replace(2));
    }

    /// <summary>A thread that has died inside its section does not hold back a grace period for ever.</summary>
    [Scenario("rcu-dead-thread")]
    public static void DeadThread(World world)
    {
        RcuDomain domain = Given.Domain(world);
        ReaderSlot reader = Given.Slot(domain); // first: whoever registers takes over a dead thread's slot
        Given.DeadSlot(domain).Enter();
        var box = new Box(domain);
        world.Thread("reader", () =>
        {
            using (reader.Enter()) box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            Probe old = box.Exchange(2);
            domain.Synchronize();
            old.ClearForPool();
        });
    }

    /// <summary>A thread ends with its section open, at any moment of the grace period.</summary>
    [Scenario("rcu-dies-inside")]
    public static void DiesInside(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var box = new Box(domain);
        world.Thread("dies", () =>
        {
            domain.EnterRead();
            box.Load().Read();
        });
        world.Thread("writer", () =>
        {
            Probe old = box.Exchange(2);
            domain.Synchronize();
            old.ClearForPool();
        });
    }

    /// <summary>A reader registers, and the slot list grows, while the writer scans.</summary>
    [Scenario("rcu-registration-in-scan")]
    public static void RegistrationInScan(World world)
    {
        RcuDomain domain = Given.Domain(world);
        for (int i = 0; i < 4; i++) Given.Slot(domain); // the list is full
        var box = new Box(domain);
        world.Thread("newcomer", () =>
        {
            using (domain.EnterRead()) box.Load().Read();
        });
        world.Thread("writer", () => box.Replace(2));
    }
}
