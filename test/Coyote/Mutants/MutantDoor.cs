using System;

namespace Exploration.Mutants;

/// <summary>How a program reaches the explorer of another compilation of itself: by words and numbers, as the types of the two have nothing in common.</summary>
internal static class MutantDoor
{
    /// <returns>The failure in a line, or null; its kind; the report; the schedules run; model and strategy that found it.</returns>
    internal static object?[] Run(string engine, string scenario, string strategy, string model, int depth, int schedules, ulong seed)
    {
        ExploreResult result = Explorer.Run(scenario, new ExploreOptions
        {
            Engine = Enum.Parse<EngineKind>(engine, ignoreCase: true),
            Strategy = Enum.Parse<StrategyKind>(strategy, ignoreCase: true),
            Model = Enum.Parse<ModelChoice>(model, ignoreCase: true),
            Depth = depth,
            Schedules = schedules,
            Seed = seed,
        });
        return [result.Failure?.Message, result.Failure?.Kind.ToString(), result.Report, result.Schedules, result.FoundBy];
    }
}
