using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Writes of ranges, gaps, and what a maple tree shares.</summary>
internal static partial class MutantCatalogue
{
    private const string MapleWriter = "src/MapleTree/MapleWriter.cs";
    private const string MapleSpan = "src/MapleTree/MapleWriter.Range.cs";
    private const string MapleWrite = "src/MapleTree/MapleTree.Write.cs";
    private const string Allocate = "src/MapleTree/MapleTree.Allocate.cs";

    private static IEnumerable<Mutant> Maples() =>
    [
        new()
        {
            Name = "span-by-two-stores",
            Rule = "P2",
            Why = "The kernel's way: the part of the range that is in the first leaf is stored there, the rest after it.",
            Scenario = "maple-span-cut",
            Edits =
            [
                new(
                    MapleSpan,
                    "if (!transaction.IsBatch) transaction.WorkAside();",
                    "if (!transaction.IsBatch) Change(ref root, ref before, firstLeaf, from, firstLeaf.Count - 1, first, firstLeaf.Bound, present, value);\nif (!transaction.IsBatch) transaction.WorkAside();"),
            ],
        },
        new()
        {
            Name = "span-of-siblings-by-two-stores",
            Rule = "P2",
            Why = "The same below one parent.",
            Scenario = "maple-span",
            Edits =
            [
                new(
                    MapleSpan,
                    "Bench(firstLeaf, from, lastLeaf, to, head, first, last, tail, present, value);",
                    "Change(ref root, ref before, firstLeaf, from, firstLeaf.Count - 1, first, firstLeaf.Bound, present, value);\nBench(firstLeaf, from, lastLeaf, to, head, first, last, tail, present, value);"),
            ],
        },
        new()
        {
            Name = "gap-merged-on-one-side",
            Rule = "P1",
            Why = "What is freed is put together with the gap before it, and the one behind is forgotten: two neighbours are empty.",
            Scenario = "maple-erase",
            Edits = [new(MapleWriter, "if (IsSame(leaf, to + 1, present, ref value)) last = leaf.Last(++to);", "")],
        },
        new()
        {
            Name = "gap-not-merged-across-leaves",
            Rule = "P1",
            Why = "The kernel's trap: an erase that leaves a leaf ending in a gap must look at the next leaf.",
            Scenario = "maple-erase",
            Edits = [new(MapleWriter, "else if (last != TKey.MaxValue && IsSameBehind(path, present, ref value))", "else if (last == TKey.MinValue && IsSameBehind(path, present, ref value))")],
        },
        new()
        {
            Name = "maple-leaf-changed-in-place",
            Rule = "P1",
            Why = "A leaf that no snapshot holds is taken for one that may be changed: a reader that has found its place in it reads another range's value.",
            Scenario = "maple-shift",
            Edits = [new(MapleWriter, "else if (transaction.IsOwn(leaf))\n{\nBench", "else if (transaction.IsOwn(leaf) || transaction.AllowsInPlaceStores(leaf))\n{\nBench")],
        },
        new()
        {
            Name = "maple-separator-off-by-one",
            Rule = "P4",
            Why = "The separator is taken for the first key on its right.",
            Scenario = "maple-split",
            Edits = [new(MapleWriter, "return (left, right, left.Bound);", "return (left, right, left.Bound + TKey.One);")],
        },
        new()
        {
            Name = "maple-frozen-overwritten",
            Rule = "S1",
            Why = "An exactly matching range is overwritten in place though a snapshot holds its leaf.",
            Scenario = "maple-snapshot-overwrite",
            Edits = [new(MapleWriter, "AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf)", "AtomicSlot<TValue>.IsAtomic && !transaction.IsBatch")],
        },
        new()
        {
            Name = "maple-batch-stores-in-place",
            Rule = "B1",
            Why = "The same in a batch: readers see a write that is not committed.",
            Scenario = "maple-batch",
            Edits = [new(MapleWriter, "AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf)", "AtomicSlot<TValue>.IsAtomic")],
        },
        new()
        {
            Name = "maple-snapshot-freezes-nothing",
            Rule = "S1",
            Why = "The root is captured and nothing is marked.",
            Scenario = "maple-snapshot",
            Edits = [new("src/MapleTree/MapleTree.Whole.cs", "core.Transaction.Freeze(); // S1", "")],
        },
        new()
        {
            Name = "gaps-shared-with-a-frozen-node",
            Rule = "P1",
            Why = "The copy of a frozen node takes over its array of gaps: the snapshot no longer finds room that it has.",
            Scenario = "maple-snapshot-gaps",
            Edits = [new(Transaction, "original.Gaps.AsSpan(0, count).CopyTo(copy.Gaps);", "copy.Gaps = original.Gaps;")],
        },
        new()
        {
            Name = "gap-not-carried-up",
            Rule = "P1",
            Why = "A child's gap is noted in its parent and no further: searches pass over room, or look for it where there is none.",
            Scenario = "maple-erase-deep",
            Edits = [new("src/Nodes/WriteTransaction.Gaps.cs", "if (--depth < 0) return;", "depth = -1;\nif (depth < 0) return;")],
        },
        new()
        {
            Name = "allocated-without-looking-again",
            Rule = "W1",
            Why = "The gap is looked for before the lock is taken: two writers store into the same one.",
            Scenario = "maple-two-allocators",
            Edits =
            [
                new(
                    Allocate,
                    "using WriteScope write = BeginWrite();\nvar gap = default(GapPlace<TKey, TValue>);\nif (!GapFinder<TKey, TValue>.TryLowest(ref root, ref gap, request, out first)) return false;\n"
                    + "write.Commit(core.Writer.PutInGap(ref root, ref gap, first, first + request.Span, value, core.Count).More);",
                    "if (!GapFinder<TKey, TValue>.TryLowest(ref root, request, out first)) return false;\nusing WriteScope write = BeginWrite();\n"
                    + "write.Commit(core.Writer.Put(ref root, first, first + request.Span, present: true, value, core.Count).More);"),
            ],
        },
        new()
        {
            Name = "added-without-looking-again",
            Rule = "W1",
            Why = "The same with a range that is to be added where nothing is.",
            Scenario = "maple-two-adders",
            Edits =
            [
                new(
                    MapleWrite,
                    "using WriteScope write = BeginWrite();\nMapleChange change = core.Writer.Add(ref root, first, last, value, core.Count);",
                    "if (!MapleReader<TKey, TValue>.IsFree(ref root, first, last)) return false;\nusing WriteScope write = BeginWrite();\n"
                    + "MapleChange change = core.Writer.Put(ref root, first, last, present: true, value, core.Count);"),
            ],
        },
        new()
        {
            Name = "span-retired-before-unlinked",
            Rule = "P3",
            Why = "The nodes of both edges are handed over when they have been copied, and the root is stored then: a reader that comes in between finds them recycled.",
            Scenario = "maple-span-recycled",
            Edits =
            [
                new(
                    MapleSpan,
                    "Publication.Publish(ref root, Joined(ref before, firstLeaf, from, middle, ref behind, lastLeaf, to));",
                    "Node joined = Joined(ref before, firstLeaf, from, middle, ref behind, lastLeaf, to);\ntransaction.Commit();\nPublication.Publish(ref root, joined);"),
            ],
        },
        new()
        {
            Name = "span-inside-given-back-at-once",
            Rule = "R2",
            Why = "The leaves inside a range vanish, so they are used again at once, though a reader may be in one.",
            Scenario = "maple-span-recycled",
            Edits = [new(MapleSpan, "transaction.RetireLeaf(Unsafe.As<RangeLeaf<TKey, TValue>>(child));", "transaction.Leaves.Cache.GiveBack(Unsafe.As<RangeLeaf<TKey, TValue>>(child));")],
        },
    ];
}
