using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>B+ trees.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> BPlusFaults() =>
    [
        Mutant("wide-value-in-place", "bplus-values"),
        Mutant("many-without-section", "bplus-values") with { Poisoned = false },
        Mutant("scan-outside-section", "bplus-values", "bplus-refill") with { Poisoned = false },
        Mutant("two-publishing-stores", "bplus-bounds") with { Poisoned = false },
        Mutant("range-removed-by-two-stores", "bplus-bounds"),
        Mutant("batch-stores-in-place", "bplus-bounds", "bplus-bank") with { Poisoned = false },
        Mutant("lock-released-before-publish", "bplus-bank"),
        Mutant("batch-visible-half-way", "bplus-bank") with { Poisoned = false },
        Mutant("frozen-changed-in-place", "bplus-snapshots"),
        Mutant("frozen-recycled", "bplus-snapshots"),
        Mutant("append-counts-first", "bplus-history") with { Seconds = 90 },
        Mutant("update-not-revalidated", "bplus-history") with { Seconds = 90 },
        Mutant("owned-without-grace-period", "bplus-owned"),
        Mutant("owned-snapshot-one-too-few", "bplus-owned"),
        Mutant("owned-discard-disposes-removed", "bplus-owned"),
        Mutant("add-range-one-by-one", "bplus-comparer"),
        Mutant("failed-write-retires", "bplus-comparer"),
        Mutant("floor-without-revalidation", "bplus-neighbours"),
        Mutant("last-without-revalidation", "bplus-neighbours") with { Seconds = 90 },
        Mutant("last-entry-trusted", "bplus-neighbours") with { Seconds = 90 },
        Mutant("ceiling-without-count", "bplus-neighbours") with { Seconds = 90 },
        Mutant("owned-put-back-is-gone", "bplus-owned"),
        Mutant("owned-made-in-vain", "bplus-owned") with { Seconds = 90 },
    ];
}
