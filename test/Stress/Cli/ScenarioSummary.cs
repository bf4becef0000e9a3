using System.Collections.Generic;

namespace Stress.Cli;

/// <summary>What a scenario came to.</summary>
internal sealed record ScenarioSummary
{
    public required string Name { get; init; }

    public required string Checks { get; init; }

    /// <summary>Why it was not run; null when it was.</summary>
    public required string? Skipped { get; init; }

    public required int Runs { get; init; }

    public required double Seconds { get; init; }

    /// <summary>Steps of all workers.</summary>
    public required long Steps { get; init; }

    public required long GracePeriods { get; init; }

    /// <summary>The most that was seen to wait at one time.</summary>
    public required long MostPendingNodes { get; init; }

    public required long MostPendingCallbacks { get; init; }

    public required long RecycledNodes { get; init; }

    /// <summary>Left to the garbage collector.</summary>
    public required long DroppedNodes { get; init; }

    public required double OldestSectionSeconds { get; init; }

    public required long Violations { get; init; }

    public required IReadOnlyDictionary<string, long> Counters { get; init; }
}
