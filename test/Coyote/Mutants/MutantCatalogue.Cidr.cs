using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Tables of blocks.</summary>
internal static partial class MutantCatalogue
{
    private const string CidrSearch = "src/RadixTree/CidrLongest.cs";
    private const string CidrLookUps = "src/RadixTree/CidrTable.cs";
    private const string CidrWrites = "src/RadixTree/CidrTable.Write.cs";
    private const string CidrWalk = "src/RadixTree/CidrContainingEnumerator.cs";

    private static IEnumerable<Mutant> Cidrs() =>
    [
        new()
        {
            Name = "cidr-longest-read-once",
            Rule = "P7",
            Why = "The way to the longest block is read once: a longer one came below before the value was read.",
            Scenario = "cidr-longest-terminal",
            Edits = [new(CidrSearch, "if (IsUnchanged(hit, found)) return found is not null;", "return found is not null;")],
        },
        new()
        {
            Name = "cidr-second-look-at-the-way",
            Rule = "P7",
            Why = "The second look compares the nodes on the way, not what ends in them: that comes and goes without a copy.",
            Scenario = "cidr-longest-terminal",
            Edits = [new(CidrSearch, "if (depth >= hit && LongestAt(depth, out _) != (depth == hit ? found : null)) return false;", "")],
        },
        new()
        {
            Name = "cidr-second-look-below-the-answer",
            Rule = "P7",
            Why = "The second look begins below the node of the answer: a longer block may have come in that node itself.",
            Scenario = "cidr-longest-symbols",
            Edits = [new(CidrSearch, "if (depth >= hit && LongestAt(depth, out _) != (depth == hit ? found : null)) return false;", "if (depth > hit && LongestAt(depth, out _) != null) return false;")],
        },
        new()
        {
            Name = "cidr-value-behind-the-count",
            Rule = "P7",
            Why = "The longest block is found in a leaf, and its value read without another look at the count: it may be newer than a longer one that came behind it.",
            Scenario = "cidr-appended-behind",
            Edits = [new(CidrSearch, "if (leaf.LoadCount() == endCount) return true;\nagain = true; // a longer one may have come before the value was read", "return true;")],
        },
        new()
        {
            Name = "cidr-look-up-outside-its-section",
            Rule = "R1",
            Why = "The section ends before the look-up begins.",
            Scenario = "cidr-recycled",
            Edits = [new(CidrLookUps, "using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access", "domain.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "cidr-walk-outside-its-section",
            Rule = "R1",
            Why = "The same with a walk over the blocks that contain an address.",
            Scenario = "cidr-containing",
            Edits = [new(CidrWalk, "section ??= source.SectionDomain?.EnterLoose();", "source.SectionDomain?.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "cidr-removed-symbol-by-symbol",
            Rule = "P2",
            Why = "What is inside a block is removed below one symbol after the other: a reader sees a part of it.",
            Scenario = "cidr-remove-within",
            Edits =
            [
                new(
                    CidrWrites,
                    "using PrefixTree<TValue>.Batch batch = tree.BeginBatch();\nlong removed = RemoveWithin(batch, key);\nif (removed > 0) batch.Commit();\nreturn removed;",
                    "PrefixWindow window = CidrKey.Within(key, stackalloc byte[CidrKey.Room]);\nlong removed = 0;\nwhile (tree.TryGetCeiling(key, out ReadOnlyMemory<byte> next, out _) && PrefixWindow.IsUpTo(next.Span, window.High, window.HighBound)) removed += tree.RemovePrefix(next.Span[..key.Length]);\nreturn removed;"),
            ],
        },
    ];
}
