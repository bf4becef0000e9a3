using System;
using System.Globalization;

namespace Stress.Engine;

/// <summary>A rule that was seen broken.</summary>
/// <param name="Scenario">Where.</param>
/// <param name="Worker">Who saw it.</param>
/// <param name="Step">In which of its steps.</param>
/// <param name="Expected">What should have been.</param>
/// <param name="Seen">What was.</param>
/// <param name="Options">How the run was started.</param>
/// <param name="After">When, from the start of the run.</param>
internal sealed record Violation(string Scenario, string Worker, long Step, string Expected, string Seen, StressOptions Options, TimeSpan After)
{
    /// <summary>The arguments that repeat the run, as far as threads can be repeated.</summary>
    internal string Again => string.Create(
        CultureInfo.InvariantCulture,
        $"{Scenario} --seed {Options.Seed} --readers {Options.Readers} --writers {Options.Writers} --seconds {Math.Max(1, Options.Duration.TotalSeconds)}");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"VIOLATION in {Scenario} after {After.TotalSeconds:F1} s, {Worker}, step {Step}, seed {Options.Seed}\n  expected: {Expected}\n  seen:     {Seen}\n  again:    dotnet run -c Release --project test/Stress -- {Again}");
}
