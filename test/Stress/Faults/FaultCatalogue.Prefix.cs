using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>Prefix trees.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> PrefixFaults() =>
    [
        Mutant("prefix-count-before-entry", "prefix-values"),
        Mutant("prefix-wide-overwritten-in-place", "prefix-values"),
        Mutant("prefix-reader-without-section", "prefix-values"),
        Mutant("prefix-burst-in-two-stores", "prefix-bounds"),
        Mutant("prefix-far-way-read-once", "prefix-bounds"),
        Mutant("prefix-batch-appends-in-place", "prefix-bounds"),
    ];
}
