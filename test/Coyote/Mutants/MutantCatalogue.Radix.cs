using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Writes of a radix tree: entries, levels, ranges, snapshots.</summary>
internal static partial class MutantCatalogue
{
    private const string RadixWriter = "src/RadixTree/RadixWriter.cs";
    private const string RadixEntries = "src/RadixTree/RadixWriter.Entries.cs";
    private const string RadixInners = "src/RadixTree/RadixWriter.Inners.cs";
    private const string RadixRanges = "src/RadixTree/RadixWriter.Range.cs";
    private const string RadixWhole = "src/RadixTree/RadixTree.Whole.cs";

    private static IEnumerable<Mutant> Radix() =>
    [
        new()
        {
            Name = "radix-value-behind-presence",
            Rule = "P1",
            Why = "The presence bit is set, and then the value is written: a reader in between finds what was in the slot before.",
            Scenario = "radix-add",
            Edits =
            [
                new(
                    RadixEntries,
                    "leaf.Slot(at) = value;\n// The value -> presence. Pairs with the volatile read of the word before a reader looks at the slot (P1e).\nVolatile.Write(ref leaf.Present, more);",
                    "Volatile.Write(ref leaf.Present, more);\nAtomicSlot<TValue>.Write(ref leaf.Slot(at), value);"),
            ],
        },
        new()
        {
            Name = "radix-packed-in-the-middle",
            Rule = "P1",
            Why = "A leaf with room gets a value in the middle: the ones behind it move up by a slot under readers that have found their place.",
            Scenario = "radix-leaf-kinds",
            Edits =
            [
                new(
                    RadixEntries,
                    "int at = leaf.Kind == RadixKind.Leaf64 ? digit : AtEnd(leaf, digit);",
                    "int at = leaf.Kind == RadixKind.Leaf64 ? digit : AtEnd(leaf, digit);\nif (at < 0 && leaf.Kind == RadixKind.Leaf4 && BitOperations.PopCount(present) < 4 && MayStore(leaf))\n{\nat = RadixBits.Before(present, digit);\nfor (int slot = BitOperations.PopCount(present); slot > at; slot--) AtomicSlot<TValue>.Write(ref leaf.Slot(slot), leaf.Slot(slot - 1));\n}"),
            ],
        },
        new()
        {
            Name = "radix-removed-in-place",
            Rule = "P1",
            Why = "The bit of the last value of a leaf is cleared in place. The next value gets its slot, and a reader that has found the first one present reads the second.",
            Scenario = "radix-remove-last",
            Edits = [new(RadixWriter, "if (rest != 0)\n{", "if (rest != 0 && leaf.Kind != RadixKind.Leaf64 && leaf.Present >> digit == 1 && MayStore(leaf))\n{\nVolatile.Write(ref leaf.Present, rest);\nreturn new RadixChange(true, -1);\n}\n\nif (rest != 0)\n{")],
        },
        new()
        {
            Name = "radix-wide-overwritten-in-place",
            Rule = "P1",
            Why = "A value of 16 bytes is overwritten in place: half of it is seen.",
            Scenario = "radix-overwrite",
            Edits =
            [
                new(
                    RadixEntries,
                    "AtomicSlot<TValue>.Write(ref leaf.Slot(at), value); // P1b\n}",
                    "AtomicSlot<TValue>.Write(ref leaf.Slot(at), value);\n}\nelse if (transaction.AllowsInPlaceStores(leaf))\n{\nvar halves = Unsafe.BitCast<TValue, (long, long)>(value);\nref var slot = ref Unsafe.As<TValue, (long, long)>(ref leaf.Slot(at));\nVolatile.Write(ref slot.Item1, halves.Item1);\nVolatile.Write(ref slot.Item2, halves.Item2);\n}"),
            ],
        },
        new()
        {
            Name = "radix-batch-stores-in-place",
            Rule = "B1",
            Why = "A batch changes what readers see before it is committed.",
            Scenario = "radix-batch",
            Edits =
            [
                new(
                    RadixWriter,
                    "private bool MayStore(RadixNode node) => transaction.IsOwn(node) || transaction.AllowsInPlaceStores(node);",
                    "private bool MayStore(RadixNode node) => true;"),
            ],
        },
        new()
        {
            Name = "radix-frozen-changed",
            Rule = "S1",
            Why = "The same with nodes that a snapshot holds.",
            Scenario = "radix-snapshot-add",
            Edits =
            [
                new(
                    RadixWriter,
                    "private bool MayStore(RadixNode node) => transaction.IsOwn(node) || transaction.AllowsInPlaceStores(node);",
                    "private bool MayStore(RadixNode node) => transaction.IsOwn(node) || !transaction.IsBatch;"),
            ],
        },
        new()
        {
            Name = "radix-frozen-overwritten",
            Rule = "S1",
            Why = "A value is overwritten in place though a snapshot holds its leaf.",
            Scenario = "radix-snapshot-overwrite",
            Edits =
            [
                new(
                    RadixEntries,
                    "else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))",
                    "else if (AtomicSlot<TValue>.IsAtomic && !transaction.IsBatch)"),
            ],
        },
        new()
        {
            Name = "radix-snapshot-freezes-nothing",
            Rule = "S1",
            Why = "The root is captured and nothing is marked.",
            Scenario = "radix-snapshot",
            Edits =
            [
                new(
                    RadixWhole,
                    "core.Transaction.Freeze(); // S1",
                    ""),
            ],
        },
        new()
        {
            Name = "radix-tags-not-copied",
            Rule = "P1",
            Why = "A leaf is copied to another kind without its tags.",
            Scenario = "radix-tag-copy",
            Edits =
            [
                new(
                    RadixEntries,
                    "CopyTags(leaf, copy);",
                    ""),
            ],
        },
        new()
        {
            Name = "radix-hints-behind-the-child",
            Rule = "P1",
            Why = "A subtree that brings a tag is hung up, and the words above it are set then.",
            Scenario = "radix-tag-hang",
            Edits =
            [
                new(
                    RadixInners,
                    "RaiseHints(ref path, depth, child);\nPublication.Publish(ref parent.Slot(SlotOf(parent, BitOperations.TrailingZeroCount(digits))), child); // P1a, P2",
                    "Publication.Publish(ref parent.Slot(SlotOf(parent, BitOperations.TrailingZeroCount(digits))), child);\nRaiseHints(ref path, depth, child);"),
            ],
        },
        new()
        {
            Name = "radix-full-before-the-value",
            Rule = "P1",
            Why = "A leaf is noted as full before its last value is there: a search for a free index passes over it.",
            Scenario = "radix-free-fill",
            Edits =
            [
                new(
                    RadixEntries,
                    "leaf.Slot(at) = value;\n// The value",
                    "if (more == ulong.MaxValue && fullTag < 0) for (int above = path.Depth - 1; above >= 0; above--) Volatile.Write(ref path[above].Full, path[above].Full | DigitsUnder(ref path, above, path.Depth, leaf));\nleaf.Slot(at) = value;\n// The value"),
            ],
        },
        new()
        {
            Name = "radix-room-behind-the-store",
            Rule = "P1",
            Why = "A leaf that is full no more is hung up, and the word above it is cleared then.",
            Scenario = "radix-free-remove",
            Edits =
            [
                new(
                    RadixInners,
                    "RaiseHints(ref path, depth, child);\nPublication.Publish(ref parent.Slot(SlotOf(parent, BitOperations.TrailingZeroCount(digits))), child); // P1a, P2",
                    "Publication.Publish(ref parent.Slot(SlotOf(parent, BitOperations.TrailingZeroCount(digits))), child);\nRaiseHints(ref path, depth, child);"),
            ],
        },
        new()
        {
            Name = "radix-range-in-two-stores",
            Rule = "P2",
            Why = "The kernel's way: a range is stored piece by piece.",
            Scenario = "radix-range-store",
            Edits =
            [
                new(
                    RadixRanges,
                    "if (!transaction.IsBatch) transaction.WorkAside();",
                    "if (!transaction.IsBatch)\n{\nif (present && first != last) Put(ref root, first, value, overwrite: true);\ntransaction.WorkAside();\n}"),
            ],
        },
        new()
        {
            Name = "radix-retired-before-unlinked",
            Rule = "P3",
            Why = "A leaf is handed over before the copy without one of its entries is hung up: a reader that comes in between finds it recycled.",
            Scenario = "radix-remove-recycled",
            Edits =
            [
                new(
                    RadixWriter,
                    "transaction.Retire(leaf);\nHang(ref root, ref path, path.Depth, copy);",
                    "transaction.Retire(leaf);\ntransaction.Commit();\nHang(ref root, ref path, path.Depth, copy);"),
            ],
        },
    ];
}
