using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>Epochs, slots, callbacks, waits.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> RcuFaults() =>
    [
        Mutant("safe-one-too-far", "rcu-age-pipe"),
        Mutant("grace-period-without-scan", "rcu-age-pipe"),
    ];
}
