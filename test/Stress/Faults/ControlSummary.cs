using System.Collections.Generic;

namespace Stress.Faults;

/// <summary>The controls, for the results file.</summary>
internal sealed record ControlSummary(ulong Seed, IReadOnlyList<ControlSummary.Line> Controls)
{
    internal sealed record Line(string Fault, string Rule, string Scenario, string Outcome, double Seconds, string Evidence)
    {
        internal static Line From(ControlRun run) => new(run.Fault.Name, run.Fault.Rule, run.Scenario, run.Outcome.ToString(), run.Seconds, run.Evidence);
    }
}
