using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>How nodes become visible.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Publishing() =>
    [
        new()
        {
            Name = "published-before-filled",
            Rule = "P2",
            Why = "The copy is hung into the tree and filled then: a reader finds an empty leaf.",
            Scenario = "tree-slow-reader",
            Edits =
            [
                new(
                    Writer,
                    "CopyWith(leaf, 0, copy, count + 1, index, key, value);\ntransaction.RetireLeaf(leaf);\ntransaction.ReplaceLeaf(ref root, ref path, copy);",
                    "transaction.RetireLeaf(leaf);\ntransaction.ReplaceLeaf(ref root, ref path, copy);\nCopyWith(leaf, 0, copy, count + 1, index, key, value);"),
            ],
        },
        new()
        {
            Name = "append-counts-first",
            Rule = "P1e",
            Why = "The count goes up before the entry is there: a reader finds a key that was never put, or a value of nobody.",
            Scenario = "tree-append",
            Edits =
            [
                new(
                    Writer,
                    "leaf.Keys[count] = key;\nleaf.Value(count) = value;\n// Key and value",
                    "Volatile.Write(ref leaf.Count, count + 1);\nleaf.Keys[count] = key;\nleaf.Value(count) = value;\n// Key and value"),
            ],
        },
        new()
        {
            Name = "append-counts-before-value",
            Rule = "P1e",
            Why = "Half of the entry is there when it is counted.",
            Scenario = "tree-append",
            Edits =
            [
                new(
                    Writer,
                    "leaf.Value(count) = value;\n// Key and value",
                    "Volatile.Write(ref leaf.Count, count + 1);\nleaf.Value(count) = value;\n// Key and value"),
            ],
        },
        new()
        {
            Name = "two-publishing-stores",
            Rule = "P2",
            Why = "A split that replaces the old leaf by its left half, and adds the right half then: in between half of the keys are gone.",
            Scenario = "tree-leaf-split",
            Edits =
            [
                new(
                    Writer,
                    "transaction.Replace(ref root, ref path, parent, at, 1, left, right, left.Key(leftCount - 1));",
                    "transaction.ReplaceLeaf(ref root, ref path, left);\ntransaction.Replace(ref root, ref path, parent, at, 1, left, right, left.Key(leftCount - 1));"),
            ],
        },
        new()
        {
            Name = "root-published-before-complete",
            Rule = "P2",
            Why = "The new root is stored before its children are.",
            Scenario = "tree-root-split",
            Edits = [new(Transaction, "left = Over(left, separator, right);", "Publication.Publish(ref root, NewInner(left.Level + 1));\nleft = Over(left, separator, right);")],
        },
        new()
        {
            Name = "parent-changed-child-by-child",
            Rule = "P4",
            Why = "A merge in place: the parent's slots are changed one by one, so a range is missing until the last.",
            Scenario = "tree-merge",
            Edits =
            [
                new(
                    Writer,
                    "TKey separator = second is null ? default! : first.Key(first.Count - 1);",
                    "TKey separator = second is null ? default! : first.Key(first.Count - 1);\nPublication.Publish(ref parent.ChildSlot(Math.Max(at, sibling)), transaction.NewLeaf());"),
            ],
        },
        new()
        {
            Name = "remove-in-place",
            Rule = "P1",
            Why = "The last entry is removed by lowering the count: the next append writes where a reader still reads.",
            Scenario = "tree-remove-last",
            Edits =
            [
                new(
                    Writer,
                    "// A copy even when the last entry goes",
                    "if (index == left && transaction.AllowsInPlaceStores(leaf)) { Volatile.Write(ref leaf.Count, left); return; }\n// A copy even when the last entry goes"),
            ],
        },
        new()
        {
            Name = "wide-value-in-place",
            Rule = "P1b",
            Why = "A value of two words is overwritten by two stores: a reader sees half of each.",
            Scenario = "tree-wide-overwrite",
            Edits =
            [
                new(
                    Writer,
                    "else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))",
                    "else if (!AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))\n{\nref ulong words = ref Unsafe.As<TValue, ulong>(ref leaf.Value(index));\nref ulong news = ref Unsafe.As<TValue, ulong>(ref value);\nVolatile.Write(ref words, news);\nVolatile.Write(ref Unsafe.Add(ref words, 1), Unsafe.Add(ref news, 1));\n}\nelse if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))"),
            ],
        },
        new()
        {
            Name = "lock-released-before-publish",
            Rule = "B1",
            Why = "The next writer starts from a root that is about to be replaced: its change is lost.",
            Scenario = "tree-batch-and-writer",
            Edits =
            [
                new(Core, "Publication.Publish(ref root, batchRoot!); // B1", "Node? mine = batchRoot;"),
                new(Core, "Commit();\n}\nfinally\n{\ntoken.Dispose();", "Commit();\n}\nfinally\n{\ntoken.Dispose();\nPublication.Publish(ref root, mine!);"),
            ],
        },
        new()
        {
            Name = "batch-visible-half-way",
            Rule = "B1",
            Why = "Each write of a batch publishes: readers see the debit without the credit.",
            Scenario = "tree-batch-commit",
            Edits =
            [
                new(
                    Batch,
                    "if (core.Writer.Put(ref core.BatchRoot, key, value, overwrite: true) == PutResult.Added) core.BatchCount++;",
                    "if (core.Writer.Put(ref core.BatchRoot, key, value, overwrite: true) == PutResult.Added) core.BatchCount++;\nPublication.Publish(ref tree.root, core.BatchRoot!);"),
            ],
        },
        new()
        {
            Name = "write-returns-before-visible",
            Rule = "linearizable",
            Why = "Two threads each write one tree and then read the other; without the fence at the end of a write both can miss the other's.",
            Scenario = "gap-write-then-read-other",
            Model = "tso",
            Edits = [new("src/Rcu/WriterLock.cs", "Interlocked.MemoryBarrier();", "")],
        },
        new()
        {
            Name = "take-all-without-lock",
            Rule = "W1",
            Why = "All is taken while a writer is at work: its key is in neither part.",
            Scenario = "tree-take-all",
            Edits = [new(Whole, "using WriterToken token = core.Lock.Enter();\ncore.ThrowIfDisposed();\nreturn Detach(empty, handOut);", "return Detach(empty, handOut);")],
        },
        new()
        {
            Name = "victim-emptied-first",
            Rule = "P6",
            Why = "A merge that empties the one tree before it fills the other: for an instant the entries are in neither.",
            Scenario = "tree-merge-visible",
            Edits = [new(Whole, "Publication.Publish(ref root, merged!);", "Publication.Publish(ref victim.root, empty);\nPublication.Publish(ref root, merged!);")],
        },
    ];
}
