using System;
using System.Diagnostics;

namespace Concurrent.Replay;

/// <summary>Latency percentiles in nanoseconds.</summary>
internal sealed record LatencySummary(double P50, double P99, double P999, double Max)
{
    public static LatencySummary From(LatencyHistogram ticks) =>
        new(Nanoseconds(ticks.Percentile(0.5)), Nanoseconds(ticks.Percentile(0.99)), Nanoseconds(ticks.Percentile(0.999)), Nanoseconds(ticks.Max));

    private static double Nanoseconds(long ticks) => Math.Round(ticks * (1e9 / Stopwatch.Frequency), 1);
}
