using System;

namespace Stress.Engine;

/// <summary>What one run of a scenario is told.</summary>
internal sealed record StressOptions
{
    internal int Readers { get; init; } = 1;

    internal int Writers { get; init; } = 1;

    /// <summary>Every worker's random numbers come from this, the scenario's name and the worker's number.</summary>
    internal ulong Seed { get; init; } = 1;

    internal TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A worker without a step for so long, while the process runs, is reported.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether the first violation ends the run.</summary>
    internal bool StopAtFirst { get; init; }
}
