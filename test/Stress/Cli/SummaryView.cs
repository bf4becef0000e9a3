using System.IO;
using System.Linq;
using Spectre.Console;
using Stress.Faults;
using static System.FormattableString;

namespace Stress.Cli;

/// <summary>The end of the program, for people.</summary>
internal static class SummaryView
{
    internal static void Show(SessionSummary summary, IAnsiConsole console, TextWriter errors)
    {
        TextWriter output = console.Profile.Out.Writer;
        int width = summary.Scenarios.Max(scenario => scenario.Name.Length);
        output.WriteLine();
        output.WriteLine(Invariant($"{"scenario".PadRight(width)}  turns  seconds           steps  grace periods  most pending    recycled     dropped  oldest section  violations"));
        foreach (ScenarioSummary s in summary.Scenarios)
        {
            output.WriteLine(s.Skipped is not null
                ? $"{s.Name.PadRight(width)}  skipped, {s.Skipped}"
                : Invariant($"{s.Name.PadRight(width)}  {s.Runs,5}  {s.Seconds,7:F1}  {s.Steps,14:N0}  {s.GracePeriods,13:N0}  {s.MostPendingNodes + s.MostPendingCallbacks,12:N0}  {s.RecycledNodes,10:N0}  {s.DroppedNodes,10:N0}  {s.OldestSectionSeconds * 1000,11:N0} ms  {s.Violations,10:N0}"));
        }

        foreach (SubRunSummary run in summary.SubRuns)
        {
            string found = run.Summary is null ? "came to no end" : Invariant($"{run.Summary.Violations} violations in {run.Summary.Seconds:F1} s");
            output.WriteLine($"with {run.Setting}: {found} (exit code {run.ExitCode})");
            // What it found was told by the process itself.
            if (run.Errors.Length > 0) errors.WriteLine(run.Errors);
        }

        output.WriteLine(Invariant(
            $"{summary.Seconds:F1} s, {summary.Violations} violations, seed {summary.Seed}, {summary.Scenarios.Sum(s => s.Steps):N0} steps, {summary.Scenarios.Sum(s => s.GracePeriods):N0} grace periods, collections {string.Join("/", summary.Collections)}, at most {summary.MostMemoryMegabytes:N0} MB"));
        if (summary.LitmusControl is { } control) output.WriteLine($"{control.Scenario} without its fence ({control.Fault}): {control.Outcome}, {control.Evidence}");
        else if (summary.Scenarios.Any(s => s.Name == LitmusControl.Scenario)) output.WriteLine($"{LitmusControl.Scenario} was not seen to fail without its fence: a run of a minute or more tries that first, --controls too.");
        if (summary.Interrupted) output.WriteLine("Interrupted: the time was not used up.");
    }
}
