using System;
using System.Collections.Generic;
using Stress.Rcu;

namespace Stress.Engine;

/// <summary>The scenarios of the RCU module.</summary>
internal static partial class ScenarioCatalogue
{
    private static IEnumerable<Func<Scenario>> RcuScenarios() =>
    [
        () => new AgePipe(),
        () => new Cookies(),
        () => new Ordering(),
        () => new StoreBufferLitmus(),
        () => new WriterLitmus(),
        () => new WriterLocks(),
        () => new ThreadChurn(),
        () => new Nesting(),
        () => new CallbackFlood(),
        () => new Barriers(),
        () => new DisposeRace(),
        () => new Wakeups(),
        () => new Reference(),
        () => new Recycling(),
        () => new StalledReader(),
        () => new StalledReclaimer(),
        () => new Domains(),
        () => new EpochEnd(),
    ];
}
