using System.Collections.Generic;

namespace Concurrent.Bench.Quick;

/// <summary>What one contestant did in one contest; a line of the table, an object in the JSON file.</summary>
internal sealed record Result(string Group, string Case, string Contestant)
{
    /// <summary>"ns" for each operation (less is better) or "Mops/s" (more is better).</summary>
    public required string Unit { get; init; }

    public required double Median { get; init; }

    public required IReadOnlyList<double> Rounds { get; init; }

    /// <summary>How many times better the contest's first contestant is; null for that one itself.</summary>
    public double? FirstIsBetterBy { get; init; }

    /// <summary>Operations in all timed rounds together.</summary>
    public required long Operations { get; init; }

    /// <summary>Allocated by the thread that did the operations; null where several did.</summary>
    public double? BytesPerOperation { get; init; }

    /// <summary>Allocated by all threads of the process, background work included.</summary>
    public required double ProcessBytesPerOperation { get; init; }

    /// <summary>Collections of any generation during the timed rounds.</summary>
    public required int Collections { get; init; }

    public required int Gen2Collections { get; init; }

    public required double PauseMilliseconds { get; init; }
}
