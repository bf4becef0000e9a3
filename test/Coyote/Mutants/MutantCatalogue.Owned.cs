using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Values that belong to the tree.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Owned() =>
    [
        new()
        {
            Name = "owned-without-grace-period",
            Rule = "V1",
            Why = "Out of the tree, so out of use: the value is disposed by the write that replaced it.",
            Scenario = "owned-replace",
            Edits = [new(Ledger, "drop.Number = number;\nowner.Send(drop);", "drop.Number = number;\ndrop.Invoke();")],
        },
        new()
        {
            Name = "owned-put-back-is-gone",
            Rule = "V1",
            Why = "A batch disposes what it took out, also what it put back in.",
            Scenario = "owned-same-again",
            Edits = [new(Ledger, "if (handedOut.Remove(value) || removed.Remove(value)) return;", "if (handedOut.Remove(value)) return;")],
        },
        new()
        {
            Name = "owned-read-unprotected",
            Rule = "V1",
            Why = "The section of the look-up itself is long over when its caller uses the value.",
            Scenario = "owned-unprotected",
            Edits = [new("src/BPlusTree/BPlusTree.Owned.cs", "if (ownsValues && !domain.IsInReadSection) ThrowUnprotected();", "if (ownsValues && domain.Periods.IsClosed) ThrowUnprotected();")],
        },
        new()
        {
            Name = "owned-snapshot-one-too-few",
            Rule = "V1",
            Why = "Off by one: the first write after the snapshot is taken for one that it does not see.",
            Scenario = "owned-snapshot",
            Edits = [new(OwnedBooks, "if (oldest is null || oldest.Number >= drop.Number) return false;", "if (oldest is null || oldest.Number + 1 >= drop.Number) return false;")],
        },
        new()
        {
            Name = "owned-snapshot-one-too-many",
            Rule = "V1",
            Why = "Off by one the other way: the last write before the snapshot is held back, for as long as anybody takes snapshots after writes.",
            Scenario = "owned-late-snapshot",
            Edits = [new(OwnedBooks, "if (oldest is null || oldest.Number >= drop.Number) return false;", "if (oldest is null || oldest.Number > drop.Number) return false;")],
        },
        new()
        {
            Name = "owned-newest-snapshot-asked",
            Rule = "V1",
            Why = "The wrong end of the list: a later snapshot vouches for an earlier one.",
            Scenario = "owned-two-snapshots",
            Edits = [new(OwnedBooks, "if (oldest is null || oldest.Number >= drop.Number) return false;", "if (latest is null || latest.Number >= drop.Number) return false;")],
        },
        new()
        {
            Name = "owned-release-looks-first",
            Rule = "V1",
            Why = "What is free is looked for while the snapshot that is being released is still on the list: nobody looks again.",
            Scenario = "owned-release",
            Edits = [new(OwnedBooks, "Unlist(snapshot);\nfree = TakeFree();", "free = TakeFree();\nUnlist(snapshot);")],
        },
        new()
        {
            Name = "owned-held-without-gate",
            Rule = "V1",
            Why = "Check, then act: the snapshot is released between the comparison and the entry in the list.",
            Scenario = "owned-release",
            Edits = [new(OwnedBooks, "using (gate.EnterScope())\n{\nif (oldest is null", "{\nif (oldest is null")],
        },
        new()
        {
            Name = "owned-taken-unprotected",
            Rule = "V1",
            Why = "The result of TakeAll is noted with the number of the removal, and so does not hold it back.",
            Scenario = "owned-take-all",
            Edits = [new(Whole, "core.Ledger?.Owner.Take(core.Transaction.Number) : null", "core.Ledger?.Owner.Take(core.Transaction.Number + 1) : null")],
        },
        new()
        {
            Name = "owned-discard-disposes-removed",
            Rule = "V1",
            Why = "The end of a batch is the end of a batch: what it removed is sent on its way, though it was discarded.",
            Scenario = "owned-discard",
            Edits = [new(Ledger, "foreach (object value in added.Keys) drop.Add((TValue)value);", "foreach (object value in removed) drop.Add((TValue)value);")],
        },
        new()
        {
            Name = "owned-lease-counted-twice",
            Rule = "V1",
            Why = "The snapshot's Dispose gives back its own use and the enumerator's.",
            Scenario = "owned-lease",
            Edits = [new("src/BPlusTree/SnapshotLease.cs", "if (Interlocked.Add(ref users, -1) != 0) return;", "if (Interlocked.Add(ref users, IsReleased ? -2 : -1) > 0) return;")],
        },
        new()
        {
            Name = "owned-same-is-replacement",
            Rule = "V1",
            Why = "Whatever is overwritten is disposed, also when it is overwritten by itself.",
            Scenario = "owned-same-again",
            Edits = [new(Writer, "bool replaces = !ReferenceEquals(leaf.Value(index), value);", "const bool replaces = true;")],
        },
        new()
        {
            Name = "owned-made-again",
            Rule = "V1",
            Why = "A value made for a race that was lost is forgotten when the value given is added after all, or another one is made.",
            Scenario = "owned-two-writers",
            Edits = [new("src/BPlusTree/LostValue.cs", "if (!ReferenceEquals(before, value)) (before as IDisposable)?.Dispose();", "")],
        },
        new()
        {
            Name = "owned-made-in-vain",
            Rule = "V1",
            Why = "The value that lost the race is left to the collector, as it is where nobody owns it.",
            Scenario = "owned-get-or-add",
            Edits = [new(Update, "if (!TryGetValue(key, out present)) continue;\nlost.Stored(present);", "if (!TryGetValue(key, out present)) continue;\nlost.Stored(made);")],
        },
        new()
        {
            Name = "owned-merge-forgets-snapshots",
            Rule = "V1",
            Why = "Each tree asks its own snapshots only.",
            Scenario = "owned-merge",
            Edits = [new(Whole, "core.Ledger?.Owner.Adopt(victim.core.Ledger!.Owner, core.Transaction.Number - 1);", "")],
        },
    ];
}
