using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Retiring, limbo and pools.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Recycling() =>
    [
        new()
        {
            Name = "recycled-without-grace-period",
            Rule = "R2",
            Why = "The plain mistake that everything else is about.",
            Scenario = "rcu-section",
            Edits = [new(Pool, "limboHead is { } bag && bag.Tag <= safe; left--", "limboHead is { } bag; left--")],
        },
        new()
        {
            Name = "thread-cached-epoch-as-tag",
            Rule = "E3",
            Why = "crossbeam #42, ebpf-for-windows #4920: the tag is an epoch that this thread saw before the nodes were unlinked.",
            Scenario = "rcu-section",
            Edits =
            [
                new(Pool, "private int stuckSeals;", "private int stuckSeals;\nprivate long cached;"),
                new(Pool, "Enqueue(bag, GracePeriods.TagBefore(g));", "Enqueue(bag, cached == 0 ? GracePeriods.TagBefore(g) : cached);\ncached = GracePeriods.TagBefore(g);"),
            ],
        },
        new()
        {
            Name = "retired-before-unlinked",
            Rule = "P3",
            Why = "The object is queued, and so may be tagged, before the store that unlinks it: a reader that comes in between has the later epoch and the old object.",
            Scenario = "gap-reference-replace",
            Edits =
            [
                new(Reference, "DisposeReplaced(Exchange(replacement), replacement);", "DisposeReplaced(Current, replacement);\nExchange(replacement);"),
            ],
        },
        new()
        {
            Name = "bag-sealed-before-published",
            Rule = "P3",
            Why = "A full bag is sealed when the node is noted, as a retire of its own would do, and not after the store that unlinks the node.",
            Scenario = "rcu-section",
            Edits = [new("src/Rcu/NodeCache.cs", "if (recycle) retired.Add(node);", "if (!recycle) return;\nretired.Add(node);\nif (spare is not null) Commit();")],
        },
        new()
        {
            Name = "batch-retires-before-commit",
            Rule = "P3",
            Why = "The batch hands its old nodes over, then publishes.",
            Scenario = "tree-batch-recycled",
            Edits =
            [
                new(Core, "Publication.Publish(ref root, batchRoot!); // B1", "Node? mine = batchRoot;"),
                new(Core, "EndBatch();\nCommit();", "EndBatch();\nCommit();\nPublication.Publish(ref root, mine!);"),
            ],
        },
        new()
        {
            Name = "limbo-dropped-into-pool",
            Rule = "R3",
            Why = "Beyond the bound the oldest bag is used again instead of left to the collector, while the stalled reader still stands in it.",
            Scenario = "rcu-bounded-limbo",
            Edits =
            [
                new(Pool, "Domain.Nodes.AddDropped(bag.Count);\nForget(bag);", "Domain.Nodes.AddDropped(bag.Count);\nforeach (TNode? node in bag.Nodes) node!.ClearForPool();\nPushFree(bag);"),
            ],
        },
        new()
        {
            Name = "cleared-when-retired",
            Rule = "R4",
            Why = "References are cleared as soon as the node is retired, for the collector's sake: the reader that stands in the node finds nulls.",
            Scenario = "rcu-section",
            Edits = [new(Pool, "bag.Next = null;\nif (limboTail is null) limboHead = bag;", "bag.Next = null;\nforeach (TNode? node in bag.Nodes) node!.ClearForPool();\nif (limboTail is null) limboHead = bag;"),
                new(Pool, "Domain.Nodes.AddRecycled(bag.Count);\nforeach (TNode? node in bag.Nodes) node!.ClearForPool();", "Domain.Nodes.AddRecycled(bag.Count);")],
        },
        new()
        {
            Name = "references-not-cleared",
            Rule = "R4",
            Why = "What lies in the pool keeps values alive that were removed long ago.",
            Scenario = "gap-recycled-is-cleared",
            Edits = [new(Pool, "Domain.Nodes.AddRecycled(bag.Count);\nforeach (TNode? node in bag.Nodes) node!.ClearForPool();", "Domain.Nodes.AddRecycled(bag.Count);")],
        },
        new()
        {
            Name = "merged-bag-keeps-tag",
            Rule = "E3",
            Why = "Nodes are put into a bag that waits already, and the bag keeps the tag of the first ones.",
            Scenario = "gap-merged-bags",
            Edits = [new(Pool, "tail.Tag = tag;", "")],
        },
        new()
        {
            Name = "failed-write-retires",
            Rule = "P5",
            Why = "A write that breaks off forgets to take back what it had noted: nodes that are still in the tree are recycled.",
            Scenario = "rcu-write-rolled-back",
            Edits = [new("src/Rcu/NodeCache.cs", "internal void Rollback() => retired.Truncate(committed);", "internal void Rollback() { }")],
        },
        new()
        {
            Name = "idle-tick-without-lock",
            Rule = "R4",
            Why = "The reclaimer seals the open bag of a tree whose writer has just come back.",
            Scenario = "gap-tick-during-write",
            Edits =
            [
                new(Core, "if (!Lock.TryEnter(default, out WriterToken token)) return true;", ""),
                new(Core, "using (token)", ""),
            ],
        },
        new()
        {
            Name = "pool-without-lock",
            Rule = "R2",
            Why = "Two trees that share a pool take the same bag: one node gets two owners.",
            Scenario = "rcu-shared-pool",
            Edits = [new(Pool, "internal bool TryExchange(ref Bag<TNode> bag)\n{\nusing (gate.EnterScope())", "internal bool TryExchange(ref Bag<TNode> bag)\n{")],
        },
    ];
}
