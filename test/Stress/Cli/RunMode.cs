using System.IO;
using System.Linq;
using Spectre.Console;
using Stress.Engine;
using Stress.Faults;

namespace Stress.Cli;

/// <summary>What the program does unless something else is asked for: scenarios in this process, then the same under other settings.</summary>
internal static class RunMode
{
    internal static int Run(SessionOptions options, IAnsiConsole console, TextWriter errors)
    {
        using FileStream? json = SummaryJson.Open(options.JsonPath);
        using var interruption = new Interruption();
        ControlSummary.Line? control = LitmusControl.Run(options);
        int parts = 1 + options.Settings.Count;
        var session = new StressSession(options with { Duration = options.Duration / parts }, interruption.Token);
        SessionSummary summary = new SessionView(session, console, errors).Execute() with { LitmusControl = control };
        if (options.Settings.Count > 0)
            summary = summary with { SubRuns = SubRuns.Run(options with { Duration = options.Duration / parts }, console, interruption.Token) };
        SummaryView.Show(summary, console, errors);
        if (json is not null) SummaryJson.Write(json, summary);
        bool bad = summary.Violations > 0 || summary.SubRuns.Any(run => run.ExitCode is not (ExitCode.Fine or ExitCode.Interrupted or ExitCode.Inconclusive));
        bool inconclusive = control is { Outcome: not nameof(ControlOutcome.Caught) } || summary.SubRuns.Any(run => run.ExitCode == ExitCode.Inconclusive);
        return bad ? ExitCode.Violation : summary.Interrupted ? ExitCode.Interrupted : inconclusive ? ExitCode.Inconclusive : ExitCode.Fine;
    }
}
