using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>Radix trees and ids.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> RadixFaults() =>
    [
        Mutant("radix-value-behind-presence", "radix-values"),
        Mutant("radix-walk-without-section", "radix-values", "radix-refill") with { Poisoned = false },
        Mutant("radix-batch-stores-in-place", "radix-bounds", "radix-bank") with { Poisoned = false },
        Mutant("radix-snapshot-freezes-nothing", "radix-snapshots"),
        Mutant("radix-frozen-overwritten", "radix-snapshots"),
        Mutant("radix-added-without-looking-again", "radix-history"),
        Mutant("radix-range-in-two-stores", "radix-ranges"),
        Mutant("radix-tags-not-copied", "radix-tags"),
        Mutant("id-given-out-at-once", "radix-ids"),
        Mutant("radix-far-way-read-once", "radix-neighbours"),
        Mutant("radix-tag-from-the-entry-up", "radix-tags"),
        Mutant("radix-tag-cleared-from-the-root", "radix-tags"),
    ];
}
