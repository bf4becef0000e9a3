using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>What most scenarios begin with.</summary>
internal static class Given
{
    /// <summary>A domain that is disposed after the schedule.</summary>
    internal static RcuDomain Domain(World world, RcuDomainOptions? options = null)
    {
        var domain = new RcuDomain(options ?? new RcuDomainOptions { Name = "d" });
        world.OnDispose(domain);
        return domain;
    }

    /// <summary>A slot that a thread of the scenario may enter without registering first: fewer steps, so that what comes after is explored more deeply.</summary>
    internal static ReaderSlot Slot(RcuDomain domain) => domain.Periods.Register(Thread.CurrentThread);

    /// <summary>A slot whose thread is dead: a thread that was never started is not alive either.</summary>
    internal static ReaderSlot DeadSlot(RcuDomain domain) => domain.Periods.Register(new Thread(static () => { }));
}
