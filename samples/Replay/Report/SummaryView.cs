using System.Globalization;
using Spectre.Console;

namespace Concurrent.Replay;

/// <summary>Shows the summary as tables, and the wrong answers below it.</summary>
internal static class SummaryView
{
    public static void Show(IAnsiConsole console, ReplaySummary summary)
    {
        console.Write(Counts(summary));
        console.Write(Latencies(summary));
        foreach (Mismatch mismatch in summary.FirstMismatches)
        {
            // Plain lines: they are to be found with grep, and copied whole.
            console.Profile.Out.Writer.WriteLine(
                $"MISMATCH {mismatch.What}: expected {mismatch.Expected}; seen {mismatch.Seen}; {mismatch.When}; seed {summary.Seed}");
        }

        string verdict = summary.Mismatches != 0 ? $"{Numbers.Count(summary.Mismatches)} mismatches"
            : summary.Rounds == 0 ? "no mismatch, but no round was completed"
            : "no mismatch: after every round the map equalled the final state, exactly";
        console.Profile.Out.Writer.WriteLine(verdict);
    }

    private static Table Counts(ReplaySummary summary)
    {
        Table table = new Table().RoundedBorder().HideHeaders().AddColumn("").AddColumn(new TableColumn("").RightAligned());
        void Row(string name, string value) => table.AddRow(new Text(name), new Text(value));

        Row("readers, seed", $"{summary.Readers}, {summary.Seed}");
        Row("seconds", summary.Seconds.ToString("0.0", CultureInfo.InvariantCulture));
        Row("rounds", Numbers.Count(summary.Rounds));
        Row("operations (writes)", $"{Numbers.Count(summary.Operations)}, {Numbers.Count(summary.OperationsPerSecond)}/s");
        if (summary.WriterRate is long rate)
        {
            Row($"at no more than {Numbers.Count(rate)}/s", $"all but the last {Numbers.Count(summary.UnpacedOperations)}");
        }

        Row("lookups/s, each checked", Numbers.Count(summary.LookupsPerSecond));
        Row("scans/s, each checked", Numbers.Count(summary.ScansPerSecond));
        Row("snapshots taken, verified whole", $"{Numbers.Count(summary.SnapshotsTaken)}, {Numbers.Count(summary.SnapshotsVerified)}");
        Row("allocated bytes per write", Numbers.Bytes(summary.AllocatedBytesPerWrite));
        Row("  in rounds without snapshots", Numbers.Bytes(summary.AllocatedBytesPerQuietWrite));
        Row("allocated bytes per read", Numbers.Bytes(summary.AllocatedBytesPerRead));
        Row("collections gen 0, 1, 2", string.Join(", ", summary.Collections));
        Row("collection pauses", summary.PauseMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms");
        Row("grace periods", Numbers.Count(summary.GracePeriods));
        Row("nodes recycled", Numbers.Count(summary.RecycledNodes));
        Row("  dropped to the GC, readers too slow", Numbers.Count(summary.DroppedNodes));
        Row("mismatches", Numbers.Count(summary.Mismatches));
        return table;
    }

    private static Table Latencies(ReplaySummary summary)
    {
        Table table = new Table().RoundedBorder().AddColumn("latency");
        foreach (string name in new[] { "p50", "p99", "p99.9", "max" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        void Row(string name, LatencySummary l) => table.AddRow(
            name, Numbers.Nanoseconds(l.P50), Numbers.Nanoseconds(l.P99), Numbers.Nanoseconds(l.P999), Numbers.Nanoseconds(l.Max));

        Row("lookup", summary.LookupNanoseconds);
        Row("write", summary.WriteNanoseconds);
        return table;
    }
}
