using System;
using Concurrent.Rcu;

namespace Stress.Engine;

/// <summary>The numbers of all domains of a run, added up.</summary>
internal readonly record struct DomainTotals
{
    internal long GracePeriods { get; init; }

    internal long PendingNodes { get; init; }

    internal long PendingCallbacks { get; init; }

    internal long HeldCallbacks { get; init; }

    internal long Recycled { get; init; }

    internal long Allocated { get; init; }

    /// <summary>Left to the garbage collector.</summary>
    internal long Dropped { get; init; }

    internal int Stalled { get; init; }

    internal TimeSpan OldestSection { get; init; }

    internal DomainTotals Plus(RcuStatistics domain) => new()
    {
        GracePeriods = GracePeriods + domain.GracePeriods,
        PendingNodes = PendingNodes + domain.PendingNodes,
        PendingCallbacks = PendingCallbacks + domain.PendingCallbacks,
        HeldCallbacks = HeldCallbacks + domain.HeldCallbacks,
        Recycled = Recycled + domain.RecycledNodes,
        Allocated = Allocated + domain.AllocatedNodes,
        Dropped = Dropped + domain.DroppedNodes,
        Stalled = Stalled + domain.StalledReaders,
        OldestSection = domain.OldestSectionAge > OldestSection ? domain.OldestSectionAge : OldestSection,
    };
}
