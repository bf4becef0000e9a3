using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Spectre.Console;
using static System.FormattableString;

namespace Stress.Cli;

/// <summary>The program under other settings, one process after the other.</summary>
internal static class SubRuns
{
    /// <summary>A process that takes so much longer than its time is ended.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private const int MostErrors = 8_000;

    internal static IReadOnlyList<SubRunSummary> Run(SessionOptions options, IAnsiConsole console, CancellationToken cancellation)
    {
        var results = new List<SubRunSummary>();
        foreach (RuntimeSetting setting in options.Settings)
        {
            if (cancellation.IsCancellationRequested) break;
            console.Profile.Out.Writer.WriteLine(Invariant($"with {setting.Name} for {options.Duration.TotalSeconds:F0} s"));
            results.Add(RunOne(options, setting, console, cancellation));
        }

        return results;
    }

    private static SubRunSummary RunOne(SessionOptions options, RuntimeSetting setting, IAnsiConsole console, CancellationToken cancellation)
    {
        string file = Path.GetTempFileName();
        try
        {
            using IDisposable pinned = setting.OneProcessor ? OneProcessor.ForChildren() : OneProcessor.None;
            using var child = new ChildProcess(Arguments(options, file), setting.Environment, line => console.Profile.Out.Writer.WriteLine("    " + line));
            bool ended = child.Wait(options.Duration * 2 + Grace, cancellation);
            // Ctrl+C has reached the child as well, and it writes its summary now.
            if (!ended && cancellation.IsCancellationRequested) ended = child.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
            if (!ended) child.Kill();
            string errors = child.Errors.Length > MostErrors ? child.Errors[..MostErrors] : child.Errors;
            return new SubRunSummary(setting.Name, child.ExitCode, SummaryJson.Read<SessionSummary>(file), ended ? errors : errors + "It did not end and was killed.");
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string[] Arguments(SessionOptions options, string file) =>
    [
        .. options.Scenarios,
        "--settings", "none", "--json", file,
        "--seconds", Invariant($"{options.Duration.TotalSeconds:F3}"), "--turn", Invariant($"{options.Turn.TotalSeconds:F3}"),
        "--readers", Invariant($"{options.Run.Readers}"), "--writers", Invariant($"{options.Run.Writers}"), "--seed", Invariant($"{options.Run.Seed}"),
        "--patience", Invariant($"{options.Run.Patience.TotalSeconds:F3}"), .. options.Run.StopAtFirst ? new[] { "--stop-at-first" } : [],
    ];
}
