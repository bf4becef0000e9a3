using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Exploration;

/// <summary>Tells a failing schedule so that the mistake is understood from the text.</summary>
internal static class ReportWriter
{
    internal static string Write(ScheduleTrace trace, Failure failure, IReadOnlyList<StepRecord> steps, string size)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"scenario {trace.Scenario}, model {trace.Model}\n");
        text.Append(CultureInfo.InvariantCulture, $"FAILED in {failure.Thread}: {failure.Message}\n");
        text.Append(failure.Details.TrimEnd('\n'));
        if (failure.Details.Length != 0) text.Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"\nschedule: {size}\n");
        AppendSteps(text, steps);
        return text.ToString();
    }

    private static void AppendSteps(StringBuilder text, IReadOnlyList<StepRecord> steps)
    {
        if (steps.Count == 0)
        {
            text.Append("No step was made.\n");
            return;
        }

        // A column of its own for each thread would be the clearest, but three threads of library code are too wide for that: a mark shows each switch.
        int threadWidth = steps.Max(step => step.ThreadName.Length);
        int operationWidth = Math.Min(32, steps.Max(step => step.Operation.Length));
        int locationWidth = Math.Min(44, steps.Max(step => step.Location.Length + (step.Value.Length == 0 ? 0 : step.Value.Length + 3)));
        int last = -1;
        for (int i = 0; i < steps.Count; i++)
        {
            StepRecord step = steps[i];
            string mark = last >= 0 && last != step.Thread ? ">" : " ";
            string what = step.Value.Length == 0 ? step.Location : $"{step.Location} = {step.Value}";
            string line = string.Create(CultureInfo.InvariantCulture, $"{i + 1,5} {mark} {step.ThreadName.PadRight(threadWidth)}  {step.Operation.PadRight(operationWidth)}  {what.PadRight(locationWidth)}  {step.Place}");
            text.Append(line.TrimEnd()).Append('\n');
            last = step.Thread;
        }
    }
}
