using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>Maple trees.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> MapleFaults() =>
    [
        Mutant("maple-leaf-changed-in-place", "maple-values"),
        Mutant("maple-walk-without-section", "maple-values"),
        Mutant("span-by-two-stores", "maple-bounds"),
        Mutant("maple-batch-stores-in-place", "maple-bounds"),
    ];
}
