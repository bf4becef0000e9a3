using System;
using System.IO;
using System.Threading;
using Spectre.Console;

namespace Concurrent.Replay;

/// <summary>The job itself: load, run, report.</summary>
internal static class ReplayProgram
{
    public const int Ok = 0;
    public const int Failed = 1;
    public const int BadInput = 2;

    /// <summary>What a shell reports for a program that the keyboard interrupted.</summary>
    public const int InterruptedByUser = 130;

    /// <summary>Runs with these options and returns the exit code.</summary>
    public static int Run(ReplayOptions options, IAnsiConsole console, TextWriter errors, CancellationToken cancellation)
    {
        try
        {
            var clock = new StepClock();
            var log = new MismatchLog();
            IWorkload workload = Load(options, clock, log);
            using var disposed = (IDisposable)workload;

            // Opened before the run: to learn after it that the result cannot be written would be late.
            using Stream? json = OpenJson(options.JsonPath);
            console.Profile.Out.Writer.WriteLine(workload.Title);
            using var run = new ReplayRun(workload, options.Settings, clock, log);
            RunOutcome outcome = run.Run(new ProgressView(console, run).Watch, cancellation);
            ReplaySummary summary = ReplaySummary.From(Path.GetFileName(options.DataPath), options.Settings, outcome);
            SummaryView.Show(console, summary);
            if (json is not null)
            {
                SummaryJson.Write(json, summary);
            }

            return summary.Mismatches > 0 ? Failed : summary.Interrupted ? InterruptedByUser : Ok;
        }
        catch (InputException e)
        {
            errors.WriteLine("replay: " + e.Message);
            return BadInput;
        }
    }

    private static IWorkload Load(ReplayOptions options, StepClock clock, MismatchLog log) => options.Workload switch
    {
        ReplayWorkload.Maple => new MapleWorkload(SpaceRecording.Load(options.DataPath), RouteTable.Load(RouteTable.BundledPath), clock, log),
        ReplayWorkload.Radix => new RadixWorkload(CacheRecording.Load(options.DataPath), DescriptorRecording.Load(DescriptorRecording.BundledPath), clock, log),
        ReplayWorkload.Prefix => new PrefixWorkload(WordList.Load(options.DataPath), clock, log),
        _ => new HeapWorkload(HeapRecording.Load(options.DataPath), clock, log),
    };

    private static FileStream? OpenJson(string? path)
    {
        try
        {
            return path is null ? null : new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException("--json " + path, 0, "cannot be written: " + e.Message);
        }
    }
}
