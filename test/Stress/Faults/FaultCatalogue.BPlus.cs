using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>B+ trees.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> BPlusFaults() =>
    [
        Mutant("published-before-filled", "bplus-values"),
        Mutant("append-counts-first", "bplus-values"),
        Mutant("wide-value-in-place", "bplus-values"),
        Mutant("recycled-without-grace-period", "bplus-values"),
        Mutant("exit-before-last-access", "bplus-values"),
        Mutant("many-without-section", "bplus-values"),
        Mutant("scan-outside-section", "bplus-values"),
        Mutant("two-publishing-stores", "bplus-bounds"),
        Mutant("floor-without-revalidation", "bplus-bounds"),
        Mutant("range-removed-by-two-stores", "bplus-bounds"),
        Mutant("batch-visible-half-way", "bplus-bounds"),
    ];
}
