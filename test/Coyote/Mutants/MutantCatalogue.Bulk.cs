using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Writes of many entries at once.</summary>
internal static partial class MutantCatalogue
{
    private const string Range = "src/BPlusTree/BPlusTree.RemoveRange.cs";
    private const string RangeWriter = "src/BPlusTree/TreeWriter.Range.cs";
    private const string Bulk = "src/BPlusTree/BPlusTree.Bulk.cs";

    private static IEnumerable<Mutant> BulkWrites() =>
    [
        new()
        {
            Name = "range-removed-by-two-stores",
            Rule = "P2",
            Why = "The first leaf of the range is dealt with by a store of its own.",
            Scenario = "tree-remove-range",
            Edits =
            [
                new(
                    Range,
                    "core.Transaction.WorkAside();",
                    "core.Writer.TryRemove(ref root, cut.FirstLeaf.Key(cut.From), handOut: false, out _);\ncore.Transaction.WorkAside();"),
            ],
        },
        new()
        {
            Name = "range-cut-in-place",
            Rule = "P1",
            Why = "Published nodes on the edge are changed child by child, as a batch may do with its own.",
            Scenario = "tree-remove-range",
            Edits =
            [
                new(
                    RangeWriter,
                    "RetireEdges(ref cut);\nreturn",
                    "if (cut.First.Depth > 0) Publication.Publish(ref cut.First.Inner(cut.First.Depth - 1).ChildSlot(cut.First.Index(cut.First.Depth - 1)), transaction.Part(first, 0, cut.From) ?? transaction.NewLeaf());\nRetireEdges(ref cut);\nreturn"),
            ],
        },
        new()
        {
            Name = "range-retired-before-unlinked",
            Rule = "P3",
            Why = "The edges are handed over when they have been copied, and the root is stored then: a reader that comes in between finds them recycled.",
            Scenario = "tree-remove-range-recycled",
            Edits =
            [
                new(
                    Range,
                    "Publication.Publish(ref root, core.Writer.Without(ref cut));",
                    "Node rest = core.Writer.Without(ref cut);\ncore.Transaction.Commit();\nPublication.Publish(ref root, rest);"),
            ],
        },
        new()
        {
            Name = "range-given-back-at-once",
            Rule = "R2",
            Why = "What is cut off goes back to the pool without a grace period, though a reader may be inside it.",
            Scenario = "tree-remove-range-recycled",
            Edits =
            [
                new(
                    Range,
                    "Publication.Publish(ref root, core.Writer.Without(ref cut));",
                    "Publication.Publish(ref root, core.Writer.Without(ref cut));\ncore.Transaction.Leaves.Cache.GiveBack(cut.FirstLeaf);"),
                new(RangeWriter, "if (cut.From < first.Count) transaction.RetireLeaf(first);", ""),
            ],
        },
        new()
        {
            Name = "range-edge-recycled-though-frozen",
            Rule = "S2",
            Why = "The edges are retired whatever their stamp says: a snapshot holds them.",
            Scenario = "tree-remove-range-snapshot",
            Edits = [new(RangeWriter, "if (cut.From < first.Count) transaction.RetireLeaf(first);", "if (cut.From < first.Count) transaction.Leaves.Retire(first, -1);")],
        },
        new()
        {
            Name = "range-found-before-the-lock",
            Rule = "W1",
            Why = "The edges are looked for, and counted between, before the lock is taken: what somebody adds meanwhile is lost with the old nodes.",
            Scenario = "tree-remove-range-writer",
            Edits =
            [
                new(
                    Range,
                    "using WriteScope write = BeginWrite();\nvar cut = new RangeCut<TKey, TValue>(ref root, range, comparer, core.Count);",
                    "var cut = new RangeCut<TKey, TValue>(ref root, range, comparer, core.Count);\nusing WriteScope write = BeginWrite();"),
            ],
        },
        new()
        {
            Name = "pop-trusts-its-look",
            Rule = "linearizable",
            Why = "What was due before the lock was taken is gone, and the next entry is not due.",
            Scenario = "tree-pop-due",
            Edits = [new("src/BPlusTree/BPlusTree.Pop.cs", "upTo: true, bound, out key", "upTo: false, bound, out key")],
        },
        new()
        {
            Name = "pop-gives-up",
            Rule = "linearizable",
            Why = "The first entry is another one by now, and the call says that nothing is due.",
            Scenario = "tree-pop-answer",
            Edits =
            [
                new(
                    "src/BPlusTree/BPlusTree.Pop.cs",
                    "if (!core.Writer.TryRemoveFirst(ref root, upTo: true, bound, out key, out value)) return false;",
                    "TKey seen = key;\nif (!TreeReader<TKey, TValue>.TryGetFirst(ref root, out key, out value) || !KeySearch.AreEqual(key, seen, comparer)) return Nothing(out key, out value);\nif (!core.Writer.TryRemoveFirst(ref root, upTo: true, bound, out key, out value)) return false;"),
            ],
        },
        new()
        {
            Name = "load-empties-first",
            Rule = "P2",
            Why = "Clear, then publish: in between there is nothing.",
            Scenario = "tree-load",
            Edits =
            [
                new(
                    Bulk,
                    "Publication.Publish(ref root, all); // P2. No write",
                    "Publication.Publish(ref root, LeafNode<TKey, TValue>.Create());\nPublication.Publish(ref root, all); // P2. No write"),
            ],
        },
        new()
        {
            Name = "load-published-outside-the-lock",
            Rule = "B1",
            Why = "All is built, so it is published, and the lock is taken for the count only: a writer in the midst of a split puts the old entries back.",
            Scenario = "tree-load-and-writer",
            Edits =
            [
                new(
                    Bulk,
                    "using WriteScope write = BeginWrite();\nNoteReplaced(all);\nPublication.Publish(ref root, all); // P2. No",
                    "Publication.Publish(ref root, all);\nusing WriteScope write = BeginWrite(); // P2. No"),
            ],
        },
        new()
        {
            Name = "loaded-nodes-never-frozen",
            Rule = "S1",
            Why = "Nodes made outside the lock get a stamp from the end of the range, so that no write takes them for frozen: nor does one after a snapshot.",
            Scenario = "tree-load-snapshot",
            Edits = [new(NodeTransaction, "internal long ReserveStamp() => ++Number;", "internal long ReserveStamp() => long.MaxValue;")],
        },
        new()
        {
            Name = "add-range-one-by-one",
            Rule = "P2",
            Why = "Each entry is published as it is put.",
            Scenario = "tree-add-range",
            Edits = [new(Bulk, "core.Writer.Put(ref merged, key, value, overwrite);", "core.Writer.Put(ref root, key, value, overwrite);\nmerged = root;")],
        },
        new()
        {
            Name = "add-range-in-place",
            Rule = "P1",
            Why = "The entries go to a root of their own, but nodes that both roots lead to are changed in place.",
            Scenario = "tree-add-range",
            Edits = [new(Bulk, "core.Transaction.WorkAside(); // nothing", "// nothing")],
        },
        new()
        {
            Name = "add-range-still-thinks-it-empty",
            Rule = "W1",
            Why = "The tree was empty when the nodes were built; what came meanwhile is overwritten with them.",
            Scenario = "tree-add-range-empty",
            Edits = [new(Bulk, "if (core.Count != 0) return false;", "")],
        },
        new()
        {
            Name = "merge-in-place",
            Rule = "P6",
            Why = "The target is written to as by single writes: its readers see one entry of the victim after the other.",
            Scenario = "tree-merge-whole",
            Edits = [new(Whole, "core.BeginTransaction(batch: true);", "core.BeginTransaction(batch: false);")],
        },
        new()
        {
            Name = "batch-begun-in-spite-of-the-lock",
            Rule = "B1",
            Why = "The time is up, and the batch begins all the same.",
            Scenario = "tree-try-begin",
            Edits = [new(Core, "if (!Lock.TryEnter(timeout, out token)) return false;", "Lock.TryEnter(timeout, out token);")],
        },
    ];
}
