using System;
using System.Collections.Generic;
using Stress.Faults;

namespace Stress.Cli;

/// <summary>What the whole program came to; the results file.</summary>
internal sealed record SessionSummary
{
    public required DateTime StartedUtc { get; init; }

    public required double Seconds { get; init; }

    public required ulong Seed { get; init; }

    public required int Readers { get; init; }

    public required int Writers { get; init; }

    public required MachineSummary Machine { get; init; }

    public required long Violations { get; init; }

    public required bool Interrupted { get; init; }

    /// <summary>Collections of each generation.</summary>
    public required IReadOnlyList<int> Collections { get; init; }

    public required double MostMemoryMegabytes { get; init; }

    public required IReadOnlyList<ScenarioSummary> Scenarios { get; init; }

    /// <summary>The first ones.</summary>
    public required IReadOnlyList<ViolationSummary> FirstViolations { get; init; }

    /// <summary>Whether the litmus was seen to fail without the fence; null: a short run, or one without it.</summary>
    public ControlSummary.Line? LitmusControl { get; init; }

    /// <summary>The same program under other settings of the runtime, each in a process of its own.</summary>
    public IReadOnlyList<SubRunSummary> SubRuns { get; init; } = [];
}
