using System;

namespace Exploration;

/// <summary>How a scenario is explored.</summary>
internal sealed record ExploreOptions
{
    internal EngineKind Engine { get; init; } = EngineKind.BuiltIn;

    internal StrategyKind Strategy { get; init; } = StrategyKind.Portfolio;

    /// <summary>Schedules at the most.</summary>
    internal long Schedules { get; init; } = 10_000;

    internal ulong Seed { get; init; } = 1;

    /// <summary>Null: the scenario's own.</summary>
    internal ModelChoice? Model { get; init; }

    /// <summary>For depth-first search; negative: no bound; null: the scenario's own.</summary>
    internal int? Preemptions { get; init; }

    /// <summary>For PCT: ordering constraints that a bug needs.</summary>
    internal int Depth { get; init; } = 3;

    /// <summary>Runs of delayed stores per schedule, at the most.</summary>
    internal int Delays { get; init; } = 2;

    /// <summary>Null: no limit.</summary>
    internal TimeSpan? Timeout { get; init; }

    /// <summary>Told now and then how far it is.</summary>
    internal Action<ExploreProgress>? Progress { get; init; }
}
