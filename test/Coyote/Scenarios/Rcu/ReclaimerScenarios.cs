using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>The reclaimer sleeps without a timer when there is nothing to do. Whoever asks something of it must find it awake, or wake it.</summary>
/// <remarks>
/// <code>
/// scenario             mutants it is meant to catch
/// rcu-wake-for-call    lost wake-up: rest announced after the look for work; no look at all; fence of Sleep dropped (TSO)
/// rcu-wake-for-idle    the same for idle work; fence of Wake dropped (TSO); idleRequested taken back after the works were asked
/// rcu-wake-two-chores  fence of RequestIdleWork dropped (TSO)
/// rcu-wake-two-askers  one ring for two requests, of which one is forgotten
/// rcu-idle-seal        open bag of an idle tree never sealed; sealed without the tree's lock
/// </code>
/// </remarks>
internal static class ReclaimerScenarios
{
    /// <summary>Callbacks come one at a time, each when the reclaimer may just be going to sleep.</summary>
    [Scenario("rcu-wake-for-call")]
    public static void WakeForCall(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var ran = new Flag();
        world.Thread("caller", () =>
        {
            for (int i = 1; i <= 2; i++)
            {
                domain.Call(static flag => flag.Raise(), ran);
                ran.WaitFor(i);
            }
        });
    }

    /// <summary>A tree asks for a look each time something begins to wait; what it asks for is always looked at.</summary>
    [Scenario("rcu-wake-for-idle")]
    public static void WakeForIdle(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var work = new Chore();
        domain.Register(work);
        world.Thread("asker", () =>
        {
            for (int i = 1; i <= 2; i++)
            {
                work.Add();
                domain.RequestIdleWork();
                work.WaitUntilDone();
            }
        });
    }

    /// <summary>One tree asks, and before that is taken back another one does: it finds the request made, and must be looked at all the same.</summary>
    [Scenario("rcu-wake-two-chores")]
    public static void WakeTwoChores(World world)
    {
        RcuDomain domain = Given.Domain(world);
        for (int i = 0; i < 2; i++)
        {
            var work = new Chore();
            domain.Register(work);
            world.Thread($"asker {i}", () =>
            {
                work.Add();
                domain.RequestIdleWork();
                work.WaitUntilDone();
            });
        }
    }

    /// <summary>Two threads ask at once, and both are served.</summary>
    [Scenario("rcu-wake-two-askers")]
    public static void WakeTwoAskers(World world)
    {
        RcuDomain domain = Given.Domain(world);
        var first = new Flag();
        var second = new Flag();
        world.Thread("first", () =>
        {
            domain.Call(static flag => flag.Raise(), first);
            first.WaitFor();
        });
        world.Thread("second", () =>
        {
            domain.Call(static flag => flag.Raise(), second);
            second.WaitFor();
        });
    }

    /// <summary>The writer stops in the middle of a bag. The bag is sealed for it, also when the writer comes back just then.</summary>
    [Scenario("rcu-idle-seal")]
    public static void IdleSeal(World world)
    {
        RcuDomain domain = Given.Domain(world);
        BPlusTree<long, long> tree = SmallTree.Recycling(domain, bagSize: 3, out BPlusTreePool<long, long> pool, 10, 30);
        world.Thread("writer", () =>
        {
            tree.TryAdd(20, Value.Of(20));
            tree.TryAdd(15, Value.Of(15));
            var spinner = new SpinWait();
            while (pool.PooledNodes < 2) spinner.SpinOnce(); // nobody writes any more: the two nodes come back all the same
        });
        world.Finally(tree.CheckInvariants);
    }
}
