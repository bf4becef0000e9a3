using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Snapshots and batches: which nodes may be changed in place.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Freezing() =>
    [
        new()
        {
            Name = "frozen-changed-in-place",
            Rule = "S1",
            Why = "The fast path forgets that a snapshot holds the node.",
            Scenario = "tree-snapshot-overwrite",
            Edits = [new(NodeTransaction, "!IsBatch && node.Stamp > frozenThrough;", "!IsBatch;")],
        },
        new()
        {
            Name = "frozen-recycled",
            Rule = "S2",
            Why = "A snapshot needs no section, so no grace period protects it.",
            Scenario = "tree-snapshot-recycled",
            Edits = [new("src/Nodes/NodeSupply.cs", "if (node.Stamp > frozenThrough) cache.Retire(node);", "cache.Retire(node);")],
        },
        new()
        {
            Name = "frozen-one-too-few",
            Rule = "S1",
            Why = "Off by one: the nodes of the last write before the snapshot are not frozen.",
            Scenario = "tree-snapshot-split",
            Edits = [new(NodeTransaction, "frozenThrough = Number;", "frozenThrough = Number - 1;")],
        },
        new()
        {
            Name = "snapshot-without-lock",
            Rule = "S1",
            Why = "A writer that has looked at the frozen mark stores after the snapshot was taken.",
            Scenario = "tree-snapshot-append",
            Edits = [new(Whole, "using WriterToken token = core.Lock.Enter();\ncore.ThrowIfDisposed();\ncore.Transaction.Freeze(); // S1", "core.Transaction.Freeze(); // S1")],
        },
        new()
        {
            Name = "batch-stores-in-place",
            Rule = "B1",
            Why = "The fast path for single writes is taken in a batch: it changes a published node.",
            Scenario = "tree-batch-commit",
            Edits = [new(NodeTransaction, "!IsBatch && node.Stamp > frozenThrough;", "node.Stamp > frozenThrough;")],
        },
    ];
}
