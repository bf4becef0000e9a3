using System;
using System.Threading;
using Xunit;

namespace Concurrent.Unit;

/// <summary>Waits for what another thread is about to do. The deadline only turns a hang into a failure; nothing is timed.</summary>
internal static class Eventually
{
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    internal static void True(Func<bool> condition, string what) =>
        Assert.True(SpinWait.SpinUntil(condition, Deadline), $"Waited in vain: {what}.");

    /// <summary>Lets the domain's reclaimer look at its readers so many times more.</summary>
    internal static void Rounds(Rcu.RcuDomain domain, int rounds)
    {
        long target = domain.Periods.Current + rounds;
        True(() => domain.Periods.Current >= target, "the reclaimer keeps looking");
    }
}
