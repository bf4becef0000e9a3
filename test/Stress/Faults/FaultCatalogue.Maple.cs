using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>Maple trees.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> MapleFaults() =>
    [
        Mutant("maple-leaf-changed-in-place", "maple-values"),
        Mutant("maple-walk-without-section", "maple-values", "maple-refill") with { Poisoned = false },
        Mutant("span-by-two-stores", "maple-bounds", "maple-ranges") with { Poisoned = false },
        Mutant("maple-batch-stores-in-place", "maple-bounds", "maple-bank") with { Poisoned = false },
        Mutant("maple-frozen-overwritten", "maple-snapshots"),
        Mutant("maple-snapshot-freezes-nothing", "maple-snapshots"),
        Mutant("added-without-looking-again", "maple-history") with { Seconds = 90 },
        Mutant("span-of-siblings-by-two-stores", "maple-ranges"),
        Mutant("maple-separator-off-by-one", "maple-ranges"),
        Mutant("allocated-without-looking-again", "maple-gaps"),
        Mutant("gap-not-carried-up", "maple-gaps"),
        Mutant("gap-merged-on-one-side", "maple-gaps"),
        Mutant("maple-cursor-crosses-unvalidated", "maple-neighbours") with { Seconds = 90 },
    ];
}
