using System;
using System.Collections.Generic;
using Concurrent.Rcu;

namespace Stress.Faults;

/// <summary>Epochs, slots, callbacks, waits.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> RcuFaults() =>
    [
        Mutant("process-wide-barrier-dropped", "rcu-store-buffer") with { MinimumCores = 2, Seconds = 60 },
        Mutant("barrier-after-scan", "rcu-store-buffer") with { MinimumCores = 2, Seconds = 120 },
        Mutant("full-fence-dropped", "rcu-store-buffer") with
        {
            MinimumCores = 2,
            Seconds = 60,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [ProcessWideBarrier.ForceVariable] = "1" },
        },
        Mutant("write-returns-before-visible", "rcu-writer-fence") with { MinimumCores = 2, Seconds = 60 },
        Mutant("safe-one-too-far", "rcu-age-pipe", "rcu-ordering"),
        Mutant("grace-period-without-scan", "rcu-age-pipe", "rcu-cookies"),
        Mutant("callback-before-grace-period", "rcu-age-pipe") with { Seconds = 90 },
        Mutant("slot-not-scanned", "rcu-age-pipe", "rcu-cookies", "rcu-ordering"),
        Mutant("living-thread-reaped", "rcu-thread-churn"),
        Mutant("dead-reader-blocks", "rcu-thread-churn"),
        Mutant("inner-section-ends-outer", "rcu-nesting"),
        Mutant("inner-section-announces-again", "rcu-nesting"),
        Mutant("copied-section-ends-outer", "rcu-nesting"),
    ];
}
