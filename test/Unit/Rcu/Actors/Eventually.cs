using System;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Concurrent.Unit;

/// <summary>Waits for what another thread is about to do. The deadline only turns a hang into a failure; nothing is timed.</summary>
internal static class Eventually
{
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    internal static void True(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Deadline), $"Waited in vain: {what}.");

    /// <summary>Blocks until the task has ended; throws what it failed with.</summary>
    internal static void Done(Task task) => Assert.True(task.Wait(Deadline), "Waited in vain for a task.");

    /// <summary>Lets the domain's reclaimer look at its readers so many times more.</summary>
    internal static void Rounds(Rcu.RcuDomain domain, int rounds)
    {
        long target = domain.Periods.Current + rounds;
        True(() => domain.Periods.Current >= target, "the reclaimer keeps looking");
    }
}
