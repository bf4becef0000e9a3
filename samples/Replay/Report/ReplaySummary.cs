using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>The summary of a run: what the table shows and <c>--json</c> writes.</summary>
internal sealed record ReplaySummary
{
    public required string Recording { get; init; }

    public required ulong Seed { get; init; }

    public required int Readers { get; init; }

    /// <summary>Null when the writer went as fast as it could.</summary>
    public required long? WriterRate { get; init; }

    public required double Seconds { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>How often the recording was replayed to its end and the map found equal, or not, to the recorded final state.</summary>
    public required long Rounds { get; init; }

    /// <summary>Writes that were applied: recorded operations and what empties the map between rounds.</summary>
    public required long Operations { get; init; }

    public required double OperationsPerSecond { get; init; }

    /// <summary>Writes after the deadline, which complete the last round and are not held to the rate.</summary>
    public required long UnpacedOperations { get; init; }

    public required long Lookups { get; init; }

    public required double LookupsPerSecond { get; init; }

    public required long Scans { get; init; }

    public required double ScansPerSecond { get; init; }

    public required long SnapshotsTaken { get; init; }

    public required long SnapshotsVerified { get; init; }

    public required LatencySummary LookupNanoseconds { get; init; }

    public required LatencySummary WriteNanoseconds { get; init; }

    public required double AllocatedBytesPerWrite { get; init; }

    /// <summary>Of the writes in rounds without snapshots, into recycled nodes; null when there was no such round.</summary>
    public required double? AllocatedBytesPerQuietWrite { get; init; }

    /// <summary>Of lookups, scans and verifications of snapshots. Not quite 0: its first read registers a thread with the domain.</summary>
    public required double AllocatedBytesPerRead { get; init; }

    public required IReadOnlyList<int> Collections { get; init; }

    public required double PauseMilliseconds { get; init; }

    public required long GracePeriods { get; init; }

    public required long RecycledNodes { get; init; }

    /// <summary>Nodes left to the collector because a reader held their grace period back for too long.</summary>
    public required long DroppedNodes { get; init; }

    public required long Mismatches { get; init; }

    public required IReadOnlyList<Mismatch> FirstMismatches { get; init; }

    public static ReplaySummary From(string recording, RunSettings settings, RunOutcome outcome)
    {
        RunProgress progress = outcome.Progress;
        WriterResult writer = outcome.Writer;
        double seconds = double.Max(progress.Elapsed.TotalSeconds, 1e-9);
        return new ReplaySummary
        {
            Recording = recording,
            Seed = settings.Seed,
            Readers = settings.Readers,
            WriterRate = settings.WriterRate,
            Seconds = Math.Round(seconds, 3),
            Interrupted = outcome.Interrupted,
            Rounds = progress.Rounds,
            Operations = writer.Steps,
            OperationsPerSecond = Math.Round(writer.Steps / seconds),
            UnpacedOperations = settings.WriterRate is null ? 0 : writer.Steps - writer.PacedSteps,
            Lookups = progress.Lookups,
            LookupsPerSecond = Math.Round(progress.Lookups / seconds),
            Scans = progress.Scans,
            ScansPerSecond = Math.Round(progress.Scans / seconds),
            SnapshotsTaken = outcome.SnapshotsTaken,
            SnapshotsVerified = progress.Snapshots,
            LookupNanoseconds = LatencySummary.From(outcome.Lookups),
            WriteNanoseconds = LatencySummary.From(writer.Ticks),
            AllocatedBytesPerWrite = PerOperation(writer.QuietBytes + writer.OtherBytes, writer.Steps) ?? 0,
            AllocatedBytesPerQuietWrite = PerOperation(writer.QuietBytes, writer.QuietSteps),
            AllocatedBytesPerRead = PerOperation(outcome.ReaderBytes, progress.Lookups + progress.Scans) ?? 0,
            Collections = outcome.Collections,
            PauseMilliseconds = Math.Round(outcome.Pause.TotalMilliseconds, 3),
            GracePeriods = outcome.Statistics.GracePeriods,
            RecycledNodes = outcome.Statistics.RecycledNodes,
            DroppedNodes = outcome.Statistics.DroppedNodes,
            Mismatches = progress.Mismatches,
            FirstMismatches = outcome.Failures,
        };
    }

    private static double? PerOperation(long bytes, long operations) => operations == 0 ? null : Math.Round((double)bytes / operations, 3);
}
