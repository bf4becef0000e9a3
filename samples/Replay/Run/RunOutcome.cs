using System;
using System.Collections.Generic;
using Concurrent.Rcu;

namespace Concurrent.Replay;

/// <summary>Everything a run measured, for the summary.</summary>
/// <param name="Progress">The final counts.</param>
/// <param name="Writer">What the writer did.</param>
/// <param name="Lookups">Latency of all readers' lookups.</param>
/// <param name="ReaderBytes">What the readers allocated in their loops.</param>
/// <param name="SnapshotsTaken">Snapshots that were handed to readers; each was verified.</param>
/// <param name="Collections">Collections during the run, by generation.</param>
/// <param name="Pause">How long they stopped the program, in all.</param>
/// <param name="Statistics">Of the tree's domain.</param>
/// <param name="Interrupted">Whether the run was cancelled before its end.</param>
/// <param name="Failures">The first wrong answers.</param>
internal sealed record RunOutcome(
    RunProgress Progress,
    WriterResult Writer,
    LatencyHistogram Lookups,
    long ReaderBytes,
    long SnapshotsTaken,
    IReadOnlyList<int> Collections,
    TimeSpan Pause,
    RcuStatistics Statistics,
    bool Interrupted,
    IReadOnlyList<Mismatch> Failures);
