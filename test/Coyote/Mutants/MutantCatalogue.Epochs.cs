using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Fences, epochs and tags.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Epochs() =>
    [
        new()
        {
            Name = "full-fence-dropped",
            Rule = "E4",
            Why = "FASTER #149, Garnet #2015: the announcement was a plain store, so the loads of the section went ahead of it.",
            Scenario = "rcu-full-fence",
            Model = "tso",
            Edits = [new(Slot, "if (ProcessWideBarrier.ReadersFence) Interlocked.MemoryBarrier();", "")],
        },
        new()
        {
            Name = "process-wide-barrier-dropped",
            Rule = "E2",
            Why = "The reader has no fence because the writer executes one for it. Without, the announcement is still in the reader's store buffer.",
            Scenario = "rcu-section",
            Model = "tso",
            Edits = [new(Periods, "ProcessWideBarrier.Issue();", "")],
        },
        new()
        {
            Name = "barrier-after-scan",
            Rule = "E2",
            Why = "A barrier orders what comes before it: after the scan it flushes announcements that nobody looks at any more.",
            Scenario = "rcu-section",
            Model = "tso",
            Edits =
            [
                new(Periods, "ProcessWideBarrier.Issue();", ""),
                new(Periods, "return RaiseSafe(oldest - 1);", "ProcessWideBarrier.Issue(); return RaiseSafe(oldest - 1);"),
            ],
        },
        new()
        {
            Name = "safe-one-too-far",
            Rule = "E2",
            Why = "Off by one: the epoch that a reader announced counts as safe. The two-epoch schemes that admit a late reader end here.",
            Scenario = "rcu-section",
            Edits = [new(Periods, "return RaiseSafe(oldest - 1);", "return RaiseSafe(oldest);")],
        },
        new()
        {
            Name = "tag-one-too-small",
            Rule = "E3",
            Why = "Off by one on the other side: the tag is an epoch whose readers may have seen what is unlinked in the next one.",
            Scenario = "rcu-section",
            Edits = [new(Periods, "g == Never ? Never : g - 1;", "g == Never ? Never : g - 2;")],
        },
        new()
        {
            Name = "epoch-not-advanced",
            Rule = "E3",
            Why = "The tag is the epoch read, not one begun: a reader that announces the same epoch later saw the object, and one that announced it earlier too.",
            Scenario = "rcu-section",
            Edits =
            [
                new(Periods, "return Interlocked.Increment(ref Epoch.Value) & long.MaxValue;\n}\n\n/// <summary>As <see cref=\"Next\"/>, also", "return Current + 1;\n}\n\n/// <summary>As <see cref=\"Next\"/>, also"),
            ],
        },
        new()
        {
            Name = "epoch-reread-after-scan",
            Rule = "E2",
            Why = "safe is taken from a G read after the scan: another advancer has raised it, past readers that entered behind this scan. Found by exhaustive search.",
            Scenario = "gap-two-advancers",
            Edits = [new(Periods, "return RaiseSafe(oldest - 1);", "return RaiseSafe((oldest == g ? Current : oldest) - 1);")],
        },
        new()
        {
            Name = "slot-list-before-epoch",
            Rule = "E2",
            Why = "The list of slots is loaded before the epoch begins: a reader that registers in between is protected from nobody but this caller's own retirements.",
            Scenario = "gap-registration-and-two-advancers",
            Edits =
            [
                new(Periods, "internal long Advance() => Scan(Next());", "internal long Advance() { ReaderSlot?[] early = Volatile.Read(ref slots); return Scan(Next(), early); }"),
                new(Periods, "internal long Scan(long g)", "internal long Scan(long g, ReaderSlot?[]? early = null)"),
                new(Periods, "ReaderSlot?[] list = Volatile.Read(ref slots);\nlong oldest = g;", "ReaderSlot?[] list = early ?? Volatile.Read(ref slots);\nlong oldest = g;"),
            ],
        },
        new()
        {
            Name = "safe-not-monotone",
            Rule = "E2",
            Why = "Of two advancers the slower one takes back what the faster one found: a grace period that had ended has not.",
            Scenario = "rcu-safe-never-falls",
            Edits =
            [
                new(Periods, "long before = Interlocked.CompareExchange(ref safe.Value, candidate, seen);", "long before = seen; Volatile.Write(ref safe.Value, candidate);"),
            ],
        },
        new()
        {
            Name = "grace-period-without-scan",
            Rule = "R2",
            Why = "Synchronize believes that a begun epoch is a grace period, whatever readers there are.",
            Scenario = "rcu-synchronize",
            Edits = [new(Periods, "if (Safe >= tag || Scan(tag + 1) >= tag) return;", "if (tag > 0) return;")],
        },
    ];
}
