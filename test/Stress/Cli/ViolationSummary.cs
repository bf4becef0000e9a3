using Stress.Engine;

namespace Stress.Cli;

/// <summary>A violation, for the results file.</summary>
internal sealed record ViolationSummary(
    string Scenario, string Worker, long Step, string Expected, string Seen, ulong Seed, int Readers, int Writers, double AfterSeconds, string Again)
{
    internal static ViolationSummary From(Violation v) => new(
        v.Scenario, v.Worker, v.Step, v.Expected, v.Seen, v.Options.Seed, v.Options.Readers, v.Options.Writers, v.After.TotalSeconds, v.Again);
}
