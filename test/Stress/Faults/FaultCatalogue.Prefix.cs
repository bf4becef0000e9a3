using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>Prefix trees.</summary>
internal static partial class FaultCatalogue
{
    private static IEnumerable<Fault> PrefixFaults() =>
    [
        Mutant("prefix-count-before-entry", "prefix-values"),
        Mutant("prefix-walk-without-section", "prefix-values", "prefix-refill") with { Poisoned = false },
        Mutant("prefix-batch-appends-in-place", "prefix-bounds") with { Poisoned = false },
        Mutant("prefix-frozen-appended", "prefix-snapshots"),
        Mutant("prefix-frozen-overwritten", "prefix-snapshots"),
        Mutant("prefix-added-without-looking-again", "prefix-history") with { Seconds = 90 },
        new()
        {
            Name = "prefix-batch-overwrites-in-place",
            Rule = "B1",
            Why = "A batch changes what readers see before it is committed.",
            Edits = [new("src/RadixTree/PrefixWriter.Leaves.cs", "else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))", "else if (AtomicSlot<TValue>.IsAtomic)")],
            Scenarios = ["prefix-bank"],
        },
        Mutant("prefix-longest-read-once", "prefix-longest"),
        Mutant("prefix-far-way-read-once", "prefix-neighbours"),
        Mutant("prefix-longest-value-behind-the-count", "prefix-longest"),
        Mutant("prefix-value-behind-the-count", "prefix-neighbours") with { Seconds = 90 },
    ];
}
