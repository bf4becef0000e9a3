using System;

namespace Exploration.Mutants;

/// <summary>What came of exploring one scenario with a program that may hold a mistake.</summary>
/// <param name="Failure">What was noticed, in one line; null when nothing was.</param>
/// <param name="Report">The failing schedule, step by step; empty without a failure.</param>
/// <param name="Schedules">Schedules run, the failing one included.</param>
/// <param name="FoundBy">Model and strategy of the failing schedule.</param>
/// <param name="Elapsed">Time that the exploration took.</param>
internal sealed record MutantRun(string? Failure, string Report, long Schedules, string FoundBy, TimeSpan Elapsed)
{
    internal bool IsCaught => Failure is not null;
}
