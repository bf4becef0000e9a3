using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Cursors, pages, and look-ups of many keys at once.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Walking() =>
    [
        new()
        {
            Name = "cursor-step-unvalidated",
            Rule = "P7",
            Why = "A step within a leaf is the cheap case, and the temptation is to make it free: the leaf may have been replaced long ago.",
            Scenario = "tree-cursor-split",
            Edits = [new(Cursor, "if (batch is null ? isLive && !path.IsCurrent(ref root, here) : batch.Version != version) return false;", "if (batch is not null && batch.Version != version) return false;")],
        },
        new()
        {
            Name = "cursor-crosses-unvalidated",
            Rule = "P7",
            Why = "From the end of one leaf to the beginning of the next without another look: what came between was not there when the first leaf was read, what left the second was.",
            Scenario = "tree-cursor-crossing",
            Edits = [new(Cursor, "if (!IsCurrent(way, from, ascending ? entries : -1) || !IsCurrent(path, next, ascending ? -1 : others)) return false;", "")],
        },
        new()
        {
            Name = "cursor-crosses-without-count",
            Rule = "P7",
            Why = "An append changes no slot: only the count of the leaf that is left tells that a key has come between.",
            Scenario = "tree-cursor-crossing",
            Edits = [new(Cursor, "IsCurrent(way, from, ascending ? entries : -1)", "IsCurrent(way, from, -1)")],
        },
        new()
        {
            Name = "cursor-without-section",
            Rule = "R1",
            Why = "A section for each move protects the look-up, not the path that the next step goes on from.",
            Scenario = "tree-cursor-turns",
            Edits = [new(Cursor, "if (section is null && isLive) section = source.SectionDomain!.EnterLoose();", "if (isLive) source.SectionDomain!.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "many-without-section",
            Rule = "R1",
            Why = "Each lane waits for the others between its levels: there is time for a node to be recycled.",
            Scenario = "tree-many-split",
            Edits = [new("src/BPlusTree/BPlusTree.Read.cs", "using ReadSection section = domain.EnterRead(); // R1", "domain.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "many-roots",
            Rule = "P2",
            Why = "The level is that of one root, the lanes begin at another: the root grew in between, and an inner node is read as a leaf.",
            Scenario = "tree-many-root-grows",
            Edits =
            [
                new(Many, "Step(ref Unsafe.Add(ref lane, i), inner.Child(", "Step(ref Unsafe.Add(ref lane, i), (inner = Publication.Load(ref root) as InnerNode<TKey> ?? inner).Child("),
                new(Many, "Unsafe.Add(ref lane, i).Node = top;", "Unsafe.Add(ref lane, i).Node = Publication.Load(ref root);"),
            ],
        },
        new()
        {
            Name = "page-forgets-its-place",
            Rule = "P7",
            Why = "A page that is copied leaf by leaf along old inner nodes meets keys again that a neighbour has taken over.",
            Scenario = "tree-copy-range-taken-over",
            Edits = [new("src/BPlusTree/EntryEnumerator.cs", "current = new KeyValuePair<TKey, TValue>(leaf!.Key(position - step), default!);\nhasCurrent = true;", "current = new KeyValuePair<TKey, TValue>(leaf!.Key(position - step), default!);")],
        },
    ];
}
