using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Prefix trees.</summary>
internal static partial class MutantCatalogue
{
    private const string PrefixLeaves = "src/RadixTree/PrefixWriter.Leaves.cs";
    private const string PrefixInners = "src/RadixTree/PrefixWriter.Inners.cs";
    private const string PrefixChildren = "src/RadixTree/PrefixInner.Writes.cs";
    private const string PrefixWhole = "src/RadixTree/PrefixTree.Whole.cs";
    private const string PrefixWrites = "src/RadixTree/PrefixTree.Write.cs";
    private const string PrefixReads = "src/RadixTree/PrefixTree.Read.cs";
    private const string PrefixLookUps = "src/RadixTree/PrefixTree.cs";
    private const string PrefixSearch = "src/RadixTree/PrefixLongest.cs";
    private const string PrefixNearest = "src/RadixTree/PrefixNeighbour.cs";
    private const string PrefixWalk = "src/RadixTree/PrefixEnumerator.cs";

    private static IEnumerable<Mutant> Prefixes() =>
    [
        new()
        {
            Name = "prefix-count-before-entry",
            Rule = "P1",
            Why = "The count of a leaf is stored, and then the entry that it counts.",
            Scenario = "prefix-append",
            Edits =
            [
                new(
                    PrefixLeaves,
                    "leaf.Mark(at) = PrefixMark.Of(key, leaf.Depth);\nref PrefixCell<TValue> cell = ref leaf.Cell(at);\ncell.Key = key;\ncell.Value = value;\nleaf.ReleaseCount(leaf.Count + 1); // P1e, P2",
                    "leaf.ReleaseCount(leaf.Count + 1);\nleaf.Mark(at) = PrefixMark.Of(key, leaf.Depth);\nref PrefixCell<TValue> cell = ref leaf.Cell(at);\nVolatile.Write(ref cell.Key, key);\nAtomicSlot<TValue>.Write(ref cell.Value, value);"),
            ],
        },
        new()
        {
            Name = "prefix-removed-in-place",
            Rule = "P1",
            Why = "The last entry of a leaf goes by one store of the count. The next one gets its place, and a reader that has found the first reads the value of the second.",
            Scenario = "prefix-remove-last",
            Edits =
            [
                new(
                    PrefixInners,
                    "else if (left > 0)\n{",
                    "else if (left > 0 && to == leaf!.Count && MayStore(leaf))\n{\nleaf.ReleaseCount(left);\n}\nelse if (left > 0)\n{"),
            ],
        },
        new()
        {
            Name = "prefix-burst-in-two-stores",
            Rule = "P2",
            Why = "What a leaf bursts into is hung up before its last part is in it.",
            Scenario = "prefix-burst",
            Edits =
            [
                new(
                    PrefixLeaves,
                    "Hang(ref root, ref path, path.Depth, key, Burst(leaf, at, copy, value));",
                    "PrefixInner burst = Burst(leaf, at, copy, value);\nref Node? last = ref burst.Slot(burst.Count - 1);\nNode part = last!;\nlast = null;\nHang(ref root, ref path, path.Depth, key, burst);\nPublication.Publish(ref last, part);"),
            ],
        },
        new()
        {
            Name = "prefix-path-cut-in-place",
            Rule = "P1",
            Why = "The node below a cut in a path is hung up with its path shortened, instead of a copy: who came to it by the old way does not compare what the cut took.",
            Scenario = "prefix-join",
            Edits =
            [
                new(
                    PrefixInners,
                    "PrefixInner rest = CopyInner(inner, inner.Kind, depth + 1);",
                    "PrefixInner rest = inner;\nVolatile.Write(ref inner.Start, depth + 1);\nVolatile.Write(ref inner.Path, PrefixMark.Load(inner.Sample.AsSpan(0, inner.Depth), depth + 1));"),
                new(
                    PrefixInners,
                    "transaction.Retire(inner);\nHang(ref root, ref path, path.Depth, key, fork);",
                    "Hang(ref root, ref path, path.Depth, key, fork);"),
            ],
        },
        new()
        {
            Name = "prefix-wide-overwritten-in-place",
            Rule = "P1",
            Why = "A value of 16 bytes is overwritten in place: half of it is seen.",
            Scenario = "prefix-overwrite",
            Edits =
            [
                new(
                    PrefixLeaves,
                    "AtomicSlot<TValue>.Write(ref leaf.Cell(at).Value, value); // P1b\n}",
                    "AtomicSlot<TValue>.Write(ref leaf.Cell(at).Value, value);\n}\nelse if (transaction.AllowsInPlaceStores(leaf))\n{\nvar halves = Unsafe.BitCast<TValue, (long, long)>(value);\nref var slot = ref Unsafe.As<TValue, (long, long)>(ref leaf.Cell(at).Value);\nVolatile.Write(ref slot.Item1, halves.Item1);\nVolatile.Write(ref slot.Item2, halves.Item2);\n}"),
            ],
        },
        new()
        {
            Name = "prefix-batch-appends-in-place",
            Rule = "B1",
            Why = "A batch changes what readers see before it is committed.",
            Scenario = "prefix-batch",
            Edits = [new(PrefixLeaves, "(at == count && transaction.AllowsInPlaceStores(leaf))", "at == count")],
        },
        new()
        {
            Name = "prefix-frozen-appended",
            Rule = "S1",
            Why = "The same with leaves that a snapshot holds.",
            Scenario = "prefix-snapshot-add",
            Edits = [new(PrefixLeaves, "(at == count && transaction.AllowsInPlaceStores(leaf))", "(at == count && !transaction.IsBatch)")],
        },
        new()
        {
            Name = "prefix-frozen-overwritten",
            Rule = "S1",
            Why = "A value is overwritten in place though a snapshot holds its leaf.",
            Scenario = "prefix-snapshot-overwrite",
            Edits = [new(PrefixLeaves, "else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))", "else if (AtomicSlot<TValue>.IsAtomic && !transaction.IsBatch)")],
        },
        new()
        {
            Name = "prefix-snapshot-freezes-nothing",
            Rule = "S1",
            Why = "The root is captured and nothing is marked.",
            Scenario = "prefix-snapshot",
            Edits = [new(PrefixWhole, "core.Transaction.Freeze(); // S1", "")],
        },
        new()
        {
            Name = "prefix-removed-one-by-one",
            Rule = "P2",
            Why = "All keys with a prefix are removed one after the other: a reader sees a part of them.",
            Scenario = "prefix-remove-prefix",
            Edits =
            [
                new(
                    PrefixWrites,
                    "long removed = core.Writer.RemovePrefix(ref root, prefix);",
                    "long removed = 0;\nwhile (PrefixReader<TValue>.TryGetNearest(ref root, prefix, up: true, orEqual: true, out ReadOnlyMemory<byte> next, out _) && next.Span.StartsWith(prefix) && core.Writer.Remove(ref root, next.Span, out _)) removed++;"),
            ],
        },
        new()
        {
            Name = "prefix-retired-before-unlinked",
            Rule = "P3",
            Why = "A leaf is handed over before the copy without one of its entries is hung up: a reader that comes in between finds it recycled.",
            Scenario = "prefix-remove-recycled",
            Edits =
            [
                new(
                    PrefixInners,
                    "transaction.Retire(leaf!);\nHang(ref root, ref path, path.Depth, key, rest);",
                    "transaction.Retire(leaf!);\ntransaction.Commit();\nHang(ref root, ref path, path.Depth, key, rest);"),
            ],
        },
        new()
        {
            Name = "prefix-reader-without-section",
            Rule = "R1",
            Why = "A look-up opens no section.",
            Scenario = "prefix-remove-recycled",
            Edits = [new(PrefixLookUps, "using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access", "domain.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "prefix-many-without-section",
            Rule = "R1",
            Why = "Many look-ups at once open no section.",
            Scenario = "prefix-many",
            Edits = [new(PrefixReads, "using ReadSection section = domain.EnterRead(); // R1\ntotal += PrefixManyReader", "domain.EnterRead().Dispose();\ntotal += PrefixManyReader")],
        },
        new()
        {
            Name = "prefix-walk-without-section",
            Rule = "R1",
            Why = "A section for the descent protects the first leaf, not the path that the walk goes on along.",
            Scenario = "prefix-scan-recycled",
            Edits = [new(PrefixWalk, "section ??= source.SectionDomain?.EnterLoose();", "source.SectionDomain?.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "prefix-longest-read-once",
            Rule = "P7",
            Why = "The way to the longest prefix is read once: a shorter one came above before the longer one went.",
            Scenario = "prefix-longest",
            Edits = [new(PrefixSearch, "if (IsUnchanged(hit, terminal)) return terminal is not null;", "return terminal is not null;")],
        },
        new()
        {
            Name = "prefix-far-way-read-once",
            Rule = "P7",
            Why = "What lies between the key and the answer is read once: something came there before the answer went.",
            Scenario = "prefix-ceiling",
            Edits = [new(PrefixNearest, "if (farLeaf is null || IsUnchanged()) return true;", "return true;")],
        },
        new()
        {
            Name = "prefix-near-leaf-left-out",
            Rule = "P7",
            Why = "The second look compares nodes, not how many entries the leaf before the answer has by now.",
            Scenario = "prefix-ceiling",
            Edits = [new(PrefixNearest, "if (end is { IsLeaf: true } && PrefixPlace.AsLeaf<TValue>(end).LoadCount() != endCount) return false;", "")],
        },
        new()
        {
            Name = "prefix-value-behind-the-count",
            Rule = "P7",
            Why = "A neighbour is found in one leaf, and its value read without another look at the count: it may be newer than what came behind the entry.",
            Scenario = "prefix-appended-behind",
            Edits = [new(PrefixNearest, "if (leaf.LoadCount() != count) continue;", "")],
        },
        new()
        {
            Name = "prefix-longest-value-behind-the-count",
            Rule = "P7",
            Why = "The same with the longest prefix.",
            Scenario = "prefix-appended-behind",
            Edits = [new(PrefixSearch, "if (leaf.LoadCount() == endCount) return true;\nagain = true; // a longer one may have come before the value was read", "return true;")],
        },
        new()
        {
            Name = "prefix-hint-behind-the-child",
            Rule = "P1",
            Why = "A child is stored, and then the bit that walks and searches in order look at.",
            Scenario = "prefix-add-child",
            Edits =
            [
                new(
                    PrefixChildren,
                    "Unsafe.As<PrefixInner256>(this).Note(by); // a hint until the child is there (P1c)\nPublication.Publish(ref Slot(by), child); // P1a, P2",
                    "Publication.Publish(ref Slot(by), child);\nUnsafe.As<PrefixInner256>(this).Note(by);"),
            ],
        },
        new()
        {
            Name = "prefix-added-without-looking-again",
            Rule = "W1",
            Why = "Whether the key is free is found out before the lock: two writers add it.",
            Scenario = "prefix-two-adders",
            Edits =
            [
                new(
                    PrefixWrites,
                    "using WriteScope write = BeginWrite();\nPrefixChange change = core.Writer.Put(ref root, key, value, overwrite: false);\nif (!change.Stored) return false;",
                    "if (ContainsKey(key)) return false;\nusing WriteScope write = BeginWrite();\nPrefixChange change = core.Writer.Put(ref root, key, value, overwrite: true);"),
            ],
        },
    ];
}
