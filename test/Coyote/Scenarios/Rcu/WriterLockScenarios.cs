using System;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>The lock of a structure's single writer.</summary>
/// <remarks>
/// <code>
/// scenario         mutants it is meant to catch
/// lock-hand-over   lock taken by a store instead of a compare-and-swap; compare-and-swap whose result is ignored; released by the next in line too early
/// lock-try-enter   TryEnter that succeeds beside an owner; that loses the lock; waiter that never sees the release
/// lock-owner       the same with the owner asked
/// </code>
/// </remarks>
internal static class WriterLockScenarios
{
    /// <summary>What one owner wrote the next one reads; nothing is lost. The cell reports a data race when the hand-over orders nothing.</summary>
    [Scenario("lock-hand-over")]
    public static void HandOver(World world)
    {
        var gate = new WriterLock();
        Cell<int> sum = world.Cell("sum", 0);
        for (int i = 0; i < 2; i++)
        {
            world.Thread($"writer {i}", () =>
            {
                for (int n = 0; n < 2; n++)
                {
                    using (gate.Enter()) sum.Value++;
                }
            });
        }

        world.Finally(() => Check.Equal(4, sum.Value, "additions"));
    }

    /// <summary>Trying once, trying for a time, waiting: whoever gets in is alone.</summary>
    [Scenario("lock-try-enter")]
    public static void TryEnter(World world)
    {
        var gate = new WriterLock();
        Cell<int> sum = world.Cell("sum", 0);
        int expected = 1;
        world.Thread("waits", () =>
        {
            using (gate.Enter()) sum.Value++;
        });
        world.Thread("tries", () =>
        {
            foreach (TimeSpan patience in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromMilliseconds(10)])
            {
                if (!gate.TryEnter(patience, out WriterToken token)) continue;
                using (token) sum.Value++;
                expected++;
            }
        });
        world.Finally(() => Check.Equal(expected, sum.Value, "additions by those who got in"));
    }

    /// <summary>The lock knows its owner at every moment, and refuses its owner a second entry instead of hanging.</summary>
    [Scenario("lock-owner")]
    public static void Owner(World world)
    {
        var gate = new WriterLock();
        for (int i = 0; i < 2; i++)
        {
            world.Thread($"writer {i}", () =>
            {
                Check.That(!gate.IsHeldByCurrentThread, "owner before it entered");
                using (gate.Enter())
                {
                    Check.That(gate.IsHeldByCurrentThread, "not the owner inside");
                    bool refused = false;
                    try
                    {
                        gate.Enter().Dispose();
                    }
                    catch (InvalidOperationException)
                    {
                        refused = true;
                    }

                    Check.That(refused, "entered twice");
                }

                Check.That(!gate.IsHeldByCurrentThread, "owner after it left");
            });
        }
    }
}
