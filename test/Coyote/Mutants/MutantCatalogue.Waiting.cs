using System.Collections.Generic;

namespace Exploration.Mutants;

/// <summary>Callbacks, barriers, the reclaimer's sleep, and locks.</summary>
internal static partial class MutantCatalogue
{
    private static IEnumerable<Mutant> Waiting() =>
    [
        new()
        {
            Name = "callback-before-grace-period",
            Rule = "R2",
            Why = "The batch runs as soon as it is taken.",
            Scenario = "rcu-call",
            Edits = [new(Thread, "if (batchTaken && periods.Safe >= batchTag)", "if (batchTaken)")],
        },
        new()
        {
            Name = "callbacks-tagged-before-taken",
            Rule = "E3",
            Why = "The epoch was begun when the reclaimer went to rest, and the queue is emptied when it wakes: what was queued in between is younger than its tag.",
            Scenario = "gap-call-after-rest",
            Edits =
            [
                new(Thread, "private long batchTag;", "private long batchTag;\nprivate long early;"),
                new(Thread, "Volatile.Write(ref rest, kind);", "early = GracePeriods.TagBefore(periods.NextOfReserve());\nVolatile.Write(ref rest, kind);"),
                new(Thread, "batch.Count == 0 ? 0 : GracePeriods.TagBefore(periods.NextOfReserve());", "batch.Count == 0 ? 0 : early != 0 ? early : GracePeriods.TagBefore(periods.NextOfReserve());"),
            ],
        },
        new()
        {
            Name = "barrier-taken-after-callbacks",
            Rule = "barrier",
            Why = "The reclaimer empties the queue and then looks for barriers: one that was asked for in between completes with a batch that lacks its caller's callback.",
            Scenario = "rcu-barrier",
            Edits =
            [
                new(Thread, "batchBarriers.AddRange(barriers);\nbarriers.Clear();", ""),
                new(Thread, "queue.Take(batch, everything: forBarrier);", "queue.Take(batch, everything: true);\nusing (gate.EnterScope())\n{\nbatchBarriers.AddRange(barriers);\nbarriers.Clear();\n}\nforBarrier = batchBarriers.Count != 0;"),
            ],
        },
        new()
        {
            Name = "barrier-misses-overflow",
            Rule = "barrier",
            Why = "A barrier that takes one batch, where the queue had grown beyond it.",
            Scenario = "rcu-call-in-section",
            Edits = [new(Thread, "queue.Take(batch, everything: forBarrier);", "queue.Take(batch, everything: false);")],
        },
        new()
        {
            Name = "sleep-announced-after-look",
            Rule = "wake-up",
            Why = "The lost wake-up of the books: look for work, find none, say that one sleeps. Work that came in between rings for nobody.",
            Scenario = "rcu-wake-for-call",
            Edits =
            [
                new(Thread, "Volatile.Write(ref rest, kind);\nInterlocked.MemoryBarrier();\nif (!HasWork(kind))", "bool work = HasWork(kind);\nVolatile.Write(ref rest, kind);\nInterlocked.MemoryBarrier();\nif (!work)"),
            ],
        },
        new()
        {
            Name = "sleep-announced-by-plain-store",
            Rule = "wake-up",
            Why = "Dekker without a fence on the sleeper's side: the store that says it sleeps is seen after its look for work.",
            Scenario = "rcu-wake-for-call",
            Model = "tso",
            Edits =
            [
                new(Thread, "Volatile.Write(ref rest, kind);\nInterlocked.MemoryBarrier();", "Volatile.Write(ref rest, kind);"),
            ],
        },
        new()
        {
            Name = "wake-without-fence",
            Rule = "wake-up",
            Why = "The other side of the same pair: whoever asks looks whether the reclaimer sleeps before his request can be seen.",
            Scenario = "rcu-wake-for-idle",
            Model = "tso",
            Edits = [new(Requests, "Interlocked.MemoryBarrier();\nint seen", "int seen")],
        },
        new()
        {
            Name = "idle-request-without-fence",
            Rule = "wake-up",
            Why = "A work finds that a look was asked for already, and its own state is not seen by that look.",
            Scenario = "gap-two-idle-requests",
            Model = "tso",
            Edits = [new(Requests, "Interlocked.MemoryBarrier();\nif (Volatile.Read(ref idleRequested) != 0) return;", "if (Volatile.Read(ref idleRequested) != 0) return;")],
        },
        new()
        {
            Name = "idle-request-taken-back-late",
            Rule = "wake-up",
            Why = "The request is taken back after the works were asked: one that came in between is forgotten.",
            Scenario = "rcu-wake-for-idle",
            Edits =
            [
                new(Thread, "Interlocked.Exchange(ref idleRequested, 0);", ""),
                new(Thread, "idlePending = idleWork.Tick();", "idlePending = idleWork.Tick();\nInterlocked.Exchange(ref idleRequested, 0);"),
            ],
        },
        new()
        {
            Name = "dispose-ignores-readers",
            Rule = "R2",
            Why = "A domain that is disposed ends while a reader is inside, and what it protects goes.",
            Scenario = "rcu-dispose-and-reader",
            Edits = [new(Requests, "if (!ended && wanted < tag) Volatile.Write(ref wanted, tag);", "")],
        },
        new()
        {
            Name = "dispose-drops-callbacks",
            Rule = "dispose",
            Why = "The background thread ends when it is told to, whatever is still queued.",
            Scenario = "rcu-barrier-and-dispose",
            Edits = [new(Thread, "|| batchTaken || queue.Count != 0) return false;", "|| batchTaken) return false;")],
        },
        new()
        {
            Name = "back-pressure-in-section",
            Rule = "enqueue",
            Why = "Inside a section the caller waits for room that is not made before this very section has ended.",
            Scenario = "rcu-call-in-section",
            Edits = [new(Requests, " && !ReaderThread.IsInAnySection();", ";")],
        },
        new()
        {
            Name = "back-pressure-in-callback",
            Rule = "enqueue",
            Why = "A callback that queues a callback waits for room that only its own thread can make.",
            Scenario = "gap-callback-on-full-queue",
            Edits = [new(Requests, "ReaderThread.ReclaimerOf is null && ", "")],
        },
        new()
        {
            Name = "writer-lock-not-exclusive",
            Rule = "W1",
            Why = "The lock is found free by a read and taken by a store.",
            Scenario = "lock-hand-over",
            Edits =
            [
                new("src/Rcu/WriterLock.cs", "if (Interlocked.CompareExchange(ref owner.Value, me, 0) != 0) EnterContended(me, Timeout.Infinite);", "if (Volatile.Read(ref owner.Value) != 0) EnterContended(me, Timeout.Infinite);\nelse Volatile.Write(ref owner.Value, me);"),
            ],
        },
        new()
        {
            Name = "merge-locks-in-call-order",
            Rule = "P6",
            Why = "Two trees that are merged into each other at once wait for each other.",
            Scenario = "tree-merge-crossed",
            Edits = [new(Whole, "bool thisFirst = core.Id < victim.core.Id;", "const bool thisFirst = true;")],
        },
    ];
}
