using System;

namespace Exploration;

/// <summary>A story of a few threads, and how it is to be explored.</summary>
internal sealed record Scenario(string Name, Action<World> Body)
{
    internal int MaxSteps { get; init; } = 5_000;

    internal int Preemptions { get; init; } = 2;

    internal bool FullFence { get; init; }

    internal ModelChoice Model { get; init; } = ModelChoice.Both;

    internal bool MustFail { get; init; }
}
