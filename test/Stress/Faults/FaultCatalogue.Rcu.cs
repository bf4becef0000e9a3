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
        Mutant("full-fence-dropped", "rcu-store-buffer") with
        {
            MinimumCores = 2,
            Seconds = 60,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { [ProcessWideBarrier.ForceVariable] = "1" },
        },
        Mutant("write-returns-before-visible", "rcu-writer-fence") with { MinimumCores = 2, Seconds = 60 },
        Mutant("safe-one-too-far", "rcu-age-pipe", "rcu-ordering"),
        Mutant("grace-period-without-scan", "rcu-age-pipe", "rcu-cookies"),
        Mutant("slot-not-scanned", "rcu-age-pipe", "rcu-cookies", "rcu-ordering"),
        Mutant("living-thread-reaped", "rcu-thread-churn"),
        Mutant("dead-reader-blocks", "rcu-thread-churn") with { Seconds = 60 },
        Mutant("inner-section-ends-outer", "rcu-nesting"),
        Mutant("inner-section-announces-again", "rcu-nesting"),
        Mutant("copied-section-ends-outer", "rcu-nesting"),
        Mutant("callback-before-grace-period", "rcu-callback-flood", "rcu-epoch-end", "rcu-age-pipe") with { Seconds = 60 },
        Mutant("barrier-taken-after-callbacks", "rcu-barrier") with { Seconds = 60 },
        Mutant("dispose-drops-callbacks", "rcu-dispose") with { Seconds = 60 },
        Mutant("retired-before-unlinked", "rcu-reference") with { Seconds = 60 },
        Mutant("recycled-without-grace-period", "rcu-recycling", "bplus-values", "maple-values", "radix-values", "prefix-values"),
        Mutant("cleared-when-retired", "rcu-recycling"),
        Mutant("limbo-dropped-into-pool", "rcu-stalled-reader"),
        Mutant("slot-of-another-domain", "rcu-domains"),
        new()
        {
            Name = "stall-reported-again",
            Rule = "stalls",
            Why = "Each look of the monitor reports the same section once more.",
            Edits = [new("src/Rcu/StallMonitor.cs", "slot.StallReported = true;\ntry", "try")],
            Scenarios = ["rcu-stalled-reader"],
        },
        new()
        {
            Name = "limbo-not-bounded",
            Rule = "R3",
            Why = "Nobody drops anything while a reader stalls, so that memory grows with every write.",
            Edits = [new("src/Rcu/NodePool.cs", "(limboNodes > options.MaxLimbo || bag.Tag == GracePeriods.Never || ProcessLimbo.Nodes > ProcessLimbo.Max)", "bag.Tag == GracePeriods.Never")],
            Scenarios = ["rcu-stalled-reader"],
        },
        new()
        {
            Name = "overflow-lost",
            Rule = "enqueue",
            Why = "What finds no room in the queue is taken and forgotten.",
            Edits = [new("src/Rcu/CallbackQueue.cs", "overflow.Enqueue(callback);\n", "")],
            Scenarios = ["rcu-stalled-reclaimer", "rcu-callback-flood"],
        },
        new()
        {
            Name = "epochs-never-end",
            Rule = "E2",
            Why = "Nobody looks whether there is another epoch, since 2^63 are enough.",
            Edits = [new("src/Rcu/GracePeriods.cs", "if (Current >= LastEpoch) return Never;\n", "")],
            Scenarios = ["rcu-epoch-end"],
        },
        Mutant("writer-lock-not-exclusive", "rcu-writer-lock") with { MinimumCores = 2, Seconds = 120 },
        new()
        {
            Name = "bell-not-rung",
            Rule = "wake-up",
            Why = "Who finds the reclaimer asleep notes that it is awake now, and leaves it at that.",
            Edits = [new("src/Rcu/Reclaimer.Requests.cs", "== seen) bell.Ring();", "== seen) return;")],
            Scenarios = ["rcu-wakeup"],
            Turn = 10,
            Seconds = 90,
        },
    ];
}
