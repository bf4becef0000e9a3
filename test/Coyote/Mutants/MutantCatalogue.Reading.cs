using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Reads that combine leaves, and writes that depend on a read.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Reading() =>
    [
        new()
        {
            Name = "floor-without-revalidation",
            Rule = "P7",
            Why = "Floor looks into two leaves and believes both: while it went from one to the other both have changed.",
            Scenario = "tree-floor-two-leaves",
            Edits = [new(Reader, "path.IsCurrent(ref root, leaf) && Volatile.Read(ref leaf.Count) == count;", "true;")],
        },
        new()
        {
            Name = "ceiling-without-count",
            Rule = "P7",
            Why = "An append changes no slot: the left leaf got a key that comes before the one found in the right leaf.",
            Scenario = "tree-ceiling-append",
            Edits = [new(Reader, "path.IsCurrent(ref root, leaf) && Volatile.Read(ref leaf.Count) == count;", "path.IsCurrent(ref root, leaf);")],
        },
        new()
        {
            Name = "validated-below-root",
            Rule = "P7",
            Why = "An ancestor that was copied keeps its old slots for ever: only a slot above it tells.",
            Scenario = "tree-floor-copied-parent",
            Edits = [new("src/Nodes/TreePath.cs", "return Publication.Load(ref rootSlot) == expected;", "return true;")],
        },
        new()
        {
            Name = "last-entry-trusted",
            Rule = "P7",
            Why = "A floor that is a leaf's last entry is taken without a second look: its value may be younger than the append that made another entry the floor.",
            Scenario = "tree-floor-last-entry",
            Edits = [new(Reader, "if (below > 0 && below < count) return", "if (below > 0) return")],
        },
        new()
        {
            Name = "last-without-revalidation",
            Rule = "P7",
            Why = "The greatest key is read from a leaf that is not the last any more.",
            Scenario = "tree-last-append",
            Edits = [new(Reader, "Take(leaf, count - 1, out found, out value);\nif (IsUnchanged(ref root, path, leaf, count)) return true;", "return Take(leaf, count - 1, out found, out value);")],
        },
        new()
        {
            Name = "scan-without-bound",
            Rule = "P7",
            Why = "An enumerator that goes on along old inner nodes meets keys again that a neighbour has taken over.",
            Scenario = "tree-scan-range-taken-over",
            Edits = [new("src/BPlusTree/EntryEnumerator.cs", "if (hasCurrent && descending) to = int.Min(to, UpTo(found, count, current.Key, orEqual: false));", "")],
        },
        new()
        {
            Name = "update-not-revalidated",
            Rule = "W1",
            Why = "The new value was computed outside the lock from a value that another thread has replaced meanwhile: its change is lost.",
            Scenario = "tree-try-update",
            Edits = [new(Writer, "return index >= 0 && seen.Matches(leaf, index);", "return index >= 0;")],
        },
        new()
        {
            Name = "root-leaf-comes-back",
            Rule = "P7",
            Why = "ABA: the full root leaf stays in the tree when it grows, and is the root again when it shrinks. A reader that re-reads the root slot cannot tell.",
            Scenario = "gap-root-comes-back",
            Strategy = "pct",
            Depth = 4,
            Schedules = 100_000,
            Edits = [new(Writer, "if (index == count && parent >= 0 && path.IsRightmost)", "if (index == count && path.IsRightmost)")],
        },
        new()
        {
            Name = "leaf-recognised-without-stamp",
            Rule = "W1",
            Why = "ABA: the leaf that was compared has been recycled and is a leaf of the tree again, with another value.",
            Scenario = "tree-try-update-recycled",
            Edits = [new("src/BPlusTree/EntryVersion.cs", "(now == leaf && now.Stamp == stamp)", "(now == leaf)")],
        },
        new()
        {
            Name = "get-or-add-returns-own",
            Rule = "P2",
            Why = "The loser of the race gets a value that is not in the tree.",
            Scenario = "tree-get-or-add",
            Edits = [new(Update, "lost.Stored(present);\nreturn present;", "lost.Stored(present);\nreturn made;")],
        },
    ];
}
