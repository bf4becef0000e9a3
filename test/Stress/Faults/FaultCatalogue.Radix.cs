using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>Radix trees and ids.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> RadixFaults() =>
    [
        Mutant("radix-value-behind-presence", "radix-values"),
        Mutant("radix-wide-overwritten-in-place", "radix-values"),
        Mutant("radix-walk-without-section", "radix-values"),
        Mutant("radix-far-way-read-once", "radix-bounds"),
        Mutant("radix-batch-stores-in-place", "radix-bounds"),
        Mutant("radix-packed-in-the-middle", "radix-bounds"),
    ];
}
