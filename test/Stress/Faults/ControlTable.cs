using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Stress.Faults;

/// <summary>Which scenario noticed which fault, as a table for people.</summary>
internal static class ControlTable
{
    private const int Width = 110;

    internal static string Line(ControlRun run) => run.Outcome switch
    {
        ControlOutcome.Caught => string.Create(CultureInfo.InvariantCulture, $"caught after {run.Seconds:F1} s: {Cut(run.Evidence)}"),
        ControlOutcome.Skipped => $"skipped, inconclusive: {run.Evidence}",
        _ => string.Create(CultureInfo.InvariantCulture, $"NOT CAUGHT in {run.Seconds:F1} s: {run.Evidence}"),
    };

    internal static string Markdown(IReadOnlyList<ControlRun> runs)
    {
        var text = new StringBuilder();
        text.AppendLine("| fault | rule | scenario | s | seen |");
        text.AppendLine("|---|---|---|---:|---|");
        foreach (ControlRun run in runs)
        {
            string seconds = run.Outcome switch
            {
                ControlOutcome.Caught => run.Seconds.ToString("F1", CultureInfo.InvariantCulture),
                ControlOutcome.Skipped => "skipped",
                _ => "**not caught**",
            };
            text.AppendLine(CultureInfo.InvariantCulture, $"| {run.Fault.Name} | {run.Fault.Rule} | {run.Scenario} | {seconds} | {Cut(run.Evidence).Replace("|", "\\|", StringComparison.Ordinal)} |");
        }

        return text.ToString();
    }

    private static string Cut(string evidence)
    {
        string line = string.Join(' ', evidence.Split(['\r', '\n', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Width ? line : line[..(Width - 3)] + "...";
    }
}
