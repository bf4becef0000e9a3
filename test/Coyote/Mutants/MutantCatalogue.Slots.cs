using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Reader slots and sections.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Slots() =>
    [
        new()
        {
            Name = "slot-not-scanned",
            Rule = "E2",
            Why = "A loop that starts one too late: the first reader's announcement counts for nothing.",
            Scenario = "rcu-every-slot",
            Edits = [new(Periods, "foreach (ReaderSlot? slot in list)", "foreach (ReaderSlot? slot in list.AsSpan(1))")],
        },
        new()
        {
            Name = "slot-added-without-lock",
            Rule = "E2",
            Why = "Two threads register at once and take the same place in the list: one of the slots is never scanned.",
            Scenario = "gap-two-registrations",
            Edits = [new(Periods, "using (registration.EnterScope())", "")],
        },
        new()
        {
            Name = "slot-claimed-after-reading",
            Rule = "E5",
            Why = "A free slot is found by a read and taken by a store: two threads announce in one slot, and the first that leaves ends the other's section.",
            Scenario = "rcu-two-newcomers",
            Edits =
            [
                new(Periods, "using (registration.EnterScope())", ""),
                new(Slot, "Interlocked.CompareExchange(ref owner, thread, null) is null;", "Claim(thread);\n\nprivate bool Claim(Thread thread) { if (Volatile.Read(ref owner) is not null) return false; Volatile.Write(ref owner, thread); return true; }"),
            ],
        },
        new()
        {
            Name = "slot-freed-twice",
            Rule = "E5",
            Why = "A finalizer beside the scan, or two scans: the second one clears the slot under its next owner.",
            Scenario = "rcu-slot-reuse",
            Edits = [new(Slot, "if (Interlocked.CompareExchange(ref owner, Reaping, thread) != thread) return false;", "Volatile.Write(ref owner, Reaping);")],
        },
        new()
        {
            Name = "slot-freed-before-cleared",
            Rule = "E5",
            Why = "The slot is given away and then cleared: the new owner's announcement goes with it.",
            Scenario = "rcu-slot-reuse",
            Edits = [new(Slot, "state.Depth = 0;\nVolatile.Write(ref state.Epoch, 0);\nVolatile.Write(ref owner, null);", "Volatile.Write(ref owner, null);\nstate.Depth = 0;\nVolatile.Write(ref state.Epoch, 0);")],
        },
        new()
        {
            Name = "living-thread-reaped",
            Rule = "E5",
            Why = "A reader that stays long is taken for dead, as a lease that expires would take it.",
            Scenario = "rcu-dies-inside",
            Edits = [new(Slot, "is not Thread thread || thread.IsAlive) return false;", "is not Thread thread) return false;")],
        },
        new()
        {
            Name = "dead-reader-blocks",
            Rule = "E5",
            Why = "Only slots outside of sections are given back: a thread that died in one holds back every grace period for ever.",
            Scenario = "rcu-dead-thread",
            Edits = [new(Slot, "is not Thread thread || thread.IsAlive) return false;", "is not Thread thread || thread.IsAlive || state.Depth != 0) return false;")],
        },
        new()
        {
            Name = "slot-of-another-domain",
            Rule = "R1",
            Why = "The thread keeps its latest slot at hand and does not ask whose it is: the section is announced in another domain.",
            Scenario = "rcu-two-domains",
            Edits = [new("src/Rcu/RcuDomain.cs", "if (slot is null || slot.Domain != this) slot = FindOrRegister();", "if (slot is null) slot = FindOrRegister();")],
        },
        new()
        {
            Name = "copied-section-ends-outer",
            Rule = "R1",
            Why = "A section that is copied and disposed twice counts down twice: the outer section ends while it is still open.",
            Scenario = "rcu-copied-section",
            Edits = [new(Slot, "if ((int)open != depth) ThrowMisnested();", "")],
        },
        new()
        {
            Name = "inner-section-ends-outer",
            Rule = "R1",
            Why = "Every exit clears the announcement, also that of a nested section.",
            Scenario = "rcu-nested",
            Edits = [new(Slot, "if (open == 0)", "if (open >= 0)")],
        },
        new()
        {
            Name = "inner-section-announces-again",
            Rule = "R1",
            Why = "A nested section announces the epoch of its own start: what the outer one has seen is free.",
            Scenario = "rcu-nested",
            Edits = [new(Slot, "if (state.Depth == 0)", "if (state.Depth >= 0)")],
        },
        new()
        {
            Name = "closing-not-seen-again",
            Rule = "R1",
            Why = "This library's own, found by its explorer: who loads G before the domain is closed and announces it after Dispose has looked is inside a domain that is gone.",
            Scenario = "rcu-dispose-and-reader",
            Edits = [new(Slot, "|| Volatile.Read(ref periods.Epoch.Value) <= 0) AnnounceAgain();", ") AnnounceAgain();")],
        },
        new()
        {
            Name = "exit-before-last-access",
            Rule = "R1",
            Why = "The section covers the way to the leaf but not the access to it: the commonest mistake of users of RCU.",
            Scenario = "tree-slow-reader",
            Edits =
            [
                new(
                    "src/BPlusTree/BPlusTree.Lookup.cs",
                    "using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access\nreturn TreeReader<TKey, TValue>.TryGet(ref root, key, comparer, out value);",
                    """
                    LeafNode<TKey, TValue> leaf;
                    using (domain.EnterRead()) leaf = TreeReader<TKey, TValue>.FindLeaf(ref root, key, comparer);
                    int index = TreeReader<TKey, TValue>.IndexOf(leaf, key, comparer);
                    value = index < 0 ? default : Concurrent.Nodes.AtomicSlot<TValue>.Read(ref leaf.Value(index));
                    return index >= 0;
                    """),
            ],
        },
        new()
        {
            Name = "scan-outside-section",
            Rule = "R1",
            Why = "The enumerator's section ends before its loop does.",
            Scenario = "tree-scan-recycled",
            Edits = [new("src/BPlusTree/EntryEnumerator.cs", "section ??= source.SectionDomain?.EnterLoose();", "source.SectionDomain?.EnterRead().Dispose();")],
        },
        new()
        {
            Name = "update-outside-section",
            Rule = "R1",
            Why = "The change function reads an object that another replacer has disposed.",
            Scenario = "gap-reference-update",
            Edits = [new(Reference, "using (Domain.EnterRead())", "")],
        },
    ];
}
