using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Tags, reads and handles of a radix tree, and ids.</summary>
internal static partial class MutantCatalogue
{
    private const string RadixHints = "src/RadixTree/RadixWriter.Hints.cs";
    private const string RadixNearest = "src/RadixTree/RadixNeighbour.cs";
    private const string RadixWalk = "src/RadixTree/RadixEnumerator.cs";
    private const string RadixReads = "src/RadixTree/RadixTree.Read.cs";
    private const string RadixAdds = "src/RadixTree/RadixTree.Write.cs";
    private const string RadixSlots = "src/RadixTree/RadixTree.Slot.cs";
    private const string Ids = "src/RadixTree/IdCore.cs";

    private static IEnumerable<Mutant> RadixReading() =>
    [
        new()
        {
            Name = "radix-frozen-tagged",
            Rule = "S1",
            Why = "Tags are taken for hints, and set in a node that a snapshot holds.",
            Scenario = "radix-snapshot-tags",
            Edits =
            [
                new(
                    RadixHints,
                    "if (!MayStore(end))\n{\ntransaction.BeginChange();",
                    "if (transaction.IsBatch && !MayStore(end))\n{\ntransaction.BeginChange();"),
            ],
        },
        new()
        {
            Name = "radix-tag-from-the-entry-up",
            Rule = "P1",
            Why = "The kernel sets a tag from the entry up: a search from the root passes over what is tagged already.",
            Scenario = "radix-tag-set",
            Edits =
            [
                new(
                    RadixHints,
                    "RaiseTag(ref path, path.Depth, end, tag);\nRadixTags<TValue>.Write(end, tag, slots, set: true);",
                    "RadixTags<TValue>.Write(end, tag, slots, set: true);\nRaiseTag(ref path, path.Depth, end, tag);"),
            ],
        },
        new()
        {
            Name = "radix-tag-cleared-from-the-root",
            Rule = "P1",
            Why = "A tag is cleared from the root down: a search passes over what is tagged still.",
            Scenario = "radix-tag-clear",
            Edits =
            [
                new(
                    RadixHints,
                    "RadixTags<TValue>.Write(end, tag, slots, set: false);\nif (after == 0) LowerTag(ref path, path.Depth, end, tag);",
                    "if (after == 0) LowerTag(ref path, path.Depth, end, tag);\nRadixTags<TValue>.Write(end, tag, slots, set: false);"),
            ],
        },
        new()
        {
            Name = "radix-far-way-read-once",
            Rule = "P7",
            Why = "What lies between the index and the answer is read once: something came there before the answer went.",
            Scenario = "radix-ceiling",
            Edits =
            [
                new(
                    RadixNearest,
                    "if ((found == end && farCount == 0) || IsUnchanged()) return true;\n}\n}\n\nprivate void Take",
                    "return true;\n}\n}\n\nprivate void Take"),
            ],
        },
        new()
        {
            Name = "radix-walk-without-section",
            Rule = "R1",
            Why = "A section for the descent protects the first leaf, not the path that the walk goes on along.",
            Scenario = "radix-scan-recycled",
            Edits =
            [
                new(
                    RadixWalk,
                    "section ??= source.SectionDomain?.EnterLoose();",
                    "source.SectionDomain?.EnterRead().Dispose();"),
            ],
        },
        new()
        {
            Name = "radix-many-without-section",
            Rule = "R1",
            Why = "Many look-ups at once open no section.",
            Scenario = "radix-many",
            Edits =
            [
                new(
                    RadixReads,
                    "using ReadSection section = domain.EnterRead(); // R1\ntotal += ManyRadixReader",
                    "domain.EnterRead().Dispose();\ntotal += ManyRadixReader"),
            ],
        },
        new()
        {
            Name = "radix-added-without-looking-again",
            Rule = "W1",
            Why = "Whether the index is free is found out before the lock: two writers add there.",
            Scenario = "radix-two-adders",
            Edits =
            [
                new(
                    RadixAdds,
                    "using WriteScope write = BeginWrite();\nRadixChange change = core.Writer.Put(ref root, index, value, overwrite: false);\nif (!change.Stored) return false;",
                    "if (ContainsKey(index)) return false;\nusing WriteScope write = BeginWrite();\nRadixChange change = core.Writer.Put(ref root, index, value, overwrite: true);"),
            ],
        },
        new()
        {
            Name = "radix-slot-stores-blindly",
            Rule = "W1",
            Why = "A handle replaces what it found without another look under the lock: what was removed comes back.",
            Scenario = "radix-slot",
            Edits =
            [
                new(
                    RadixSlots,
                    "if (!RadixReader<TValue>.GetRange(ref root, index, out ulong first, out ulong last, out _)) return false;",
                    "if (!RadixReader<TValue>.GetRange(ref root, index, out ulong first, out ulong last, out _)) first = last = index;"),
            ],
        },
        new()
        {
            Name = "id-given-out-at-once",
            Rule = "R2",
            Why = "A freed id does not wait for those who came by it in a read section.",
            Scenario = "id-reuse",
            Edits =
            [
                new(
                    Ids,
                    "while (!waiting!.IsEmpty && waiting.OldestTag <= safe)",
                    "while (!waiting!.IsEmpty)"),
            ],
        },
    ];
}
