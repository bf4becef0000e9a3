using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Walks and cursors over ranges.</summary>
internal static partial class MutantCatalogue
{
    private const string RangeWalk = "src/MapleTree/RangeEnumerator.cs";
    private const string RangeCursor = "src/MapleTree/MapleCursor.cs";
    private const string RangeSteps = "src/MapleTree/MapleCursor.Steps.cs";

    private static IEnumerable<Mutant> MapleReading() =>
    [
        new()
        {
            Name = "maple-walk-without-section",
            Rule = "R1",
            Why = "A section for the descent protects the first leaf, not the path that the walk goes on along.",
            Scenario = "maple-scan-recycled",
            Edits = [new(RangeWalk, "section ??= source.SectionDomain?.EnterLoose();", "source.SectionDomain?.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "maple-walk-resumed-unclipped",
            Rule = "P2",
            Why = "A walk that looks its place up again by key takes the range it finds for whole: part of it lies where other ranges were reported.",
            Scenario = "maple-scan-resumed",
            Edits = [new(RangeWalk, "if (hasEdge) Clip();", "hasEdge = false;")],
        },
        new()
        {
            Name = "maple-cursor-step-unvalidated",
            Rule = "P7",
            Why = "A step to the neighbour in a leaf that has been copied: the neighbour was another one already when the step began.",
            Scenario = "maple-cursor-split",
            Edits = [new(RangeSteps, "if (isLive && !path.IsCurrent(ref root, here)) return false;", "")],
        },
        new()
        {
            Name = "maple-cursor-crosses-unvalidated",
            Rule = "P7",
            Why = "The gap was read in one leaf, what lies behind it in the next: meanwhile something came into the gap.",
            Scenario = "maple-cursor-crossing",
            Edits = [new(RangeSteps, "if (isLive && !way.IsCurrent(ref root, left)) continue;", "")],
        },
        new()
        {
            Name = "maple-cursor-crosses-down-unvalidated",
            Rule = "P7",
            Why = "The same downwards, where it is as easily forgotten.",
            Scenario = "maple-cursor-crossing-down",
            Edits = [new(RangeSteps, "if (isLive && !way.IsCurrent(ref root, right)) continue;", "")],
        },
        new()
        {
            Name = "maple-cursor-without-section",
            Rule = "R1",
            Why = "A section for each move protects the look-up, not the path that the next step goes on from.",
            Scenario = "maple-cursor-recycled",
            Edits = [new(RangeCursor, "if (section is null && isLive) section = source.SectionDomain!.EnterLoose();", "if (isLive) source.SectionDomain!.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "maple-many-without-section",
            Rule = "R1",
            Why = "Each lane waits for the others between its levels: there is time for a node to be recycled.",
            Scenario = "maple-many-split",
            Edits = [new("src/MapleTree/MapleTree.Read.cs", "using ReadSection section = domain.EnterRead();\ntotal +=", "domain.EnterRead().Dispose();\ntotal +=")],
        },
    ];
}
