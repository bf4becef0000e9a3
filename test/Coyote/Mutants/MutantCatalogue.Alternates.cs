using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Look-ups and writes by something that is no key.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Alternates() =>
    [
        new()
        {
            Name = "alternate-outside-section",
            Rule = "R1",
            Why = "Another door to the same leaves: the look-up by an alternate forgot the section that the look-up by key has.",
            Scenario = "tree-alternate-slow-reader",
            Edits = [new("src/BPlusTree/BPlusTree.Alternate.cs", "using ReadSection section = tree.domain.EnterRead(); // R1", "")],
        },
        new()
        {
            Name = "alternate-beyond-count",
            Rule = "P1",
            Why = "The place behind the last entry is looked at as if it counted: an entry is found that is being appended, and then is not there.",
            Scenario = "tree-alternate-append",
            Edits = [new("src/BPlusTree/AlternateReader.cs", "return index < count && probe.Equals(leaf.Key(index)) ? index : -1;", "return probe.Equals(leaf.Key(index)) ? index : -1;")],
        },
        new()
        {
            Name = "alternate-add-trusts-lookup",
            Rule = "P2",
            Why = "Absent when it was looked up, so it will be added: two who both found it absent are both told that they added it.",
            Scenario = "tree-alternate-writers",
            Edits =
            [
                new(
                    "src/BPlusTree/BPlusTree.Alternate.cs",
                    "return !ContainsKey(alternate) && Tree.TryAdd(CreateKey(alternate), value);",
                    "if (ContainsKey(alternate)) return false;\nTree.Set(CreateKey(alternate), value);\nreturn true;"),
            ],
        },
    ];
}
