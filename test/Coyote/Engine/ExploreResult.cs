using System;

namespace Exploration;

/// <summary>What an exploration found.</summary>
internal sealed record ExploreResult
{
    internal required string Scenario { get; init; }

    /// <summary>Null: every schedule that was run was right.</summary>
    internal Failure? Failure { get; init; }

    /// <summary>Schedules that were run, the failing one included, shrinking not.</summary>
    internal long Schedules { get; init; }

    internal long Steps { get; init; }

    /// <summary>Every schedule within the bounds was run, in every model asked for.</summary>
    internal bool Exhausted { get; init; }

    /// <summary>Schedules within the bounds in the model that was explored last, when they were all run.</summary>
    internal long SpaceSize { get; init; }

    internal TimeSpan Elapsed { get; init; }

    /// <summary>Model and strategy that found the failure.</summary>
    internal string FoundBy { get; init; } = "";

    /// <summary>The failing schedule, to be run again.</summary>
    internal ScheduleTrace? Trace { get; init; }

    /// <summary>How hard the failing schedule is to follow, after shrinking.</summary>
    internal ScheduleCost Cost { get; init; }

    /// <summary>The same before shrinking.</summary>
    internal ScheduleCost FoundCost { get; init; }

    /// <summary>The failing schedule, to be read.</summary>
    internal string Report { get; init; } = "";

    internal double SchedulesPerSecond => Schedules / Math.Max(1e-6, Elapsed.TotalSeconds);
}
