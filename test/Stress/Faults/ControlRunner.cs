using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Exploration.Mutants;
using Stress.Cli;
using Stress.Engine;
using static System.FormattableString;

namespace Stress.Faults;

/// <summary>Plants faults and has scenarios look for them, each in a process of its own: what a fault breaks there, it does not break here.</summary>
internal sealed class ControlRunner : IDisposable
{
    /// <summary>A fault that makes threads wait for ever is caught by the watchdog after this time.</summary>
    private const double Patience = 15;

    /// <summary>Beyond its time: to start, to wait for stuck threads and domains, and to be frozen with the machine.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    private readonly Dictionary<bool, MutantCompiler> compilers = [];
    private readonly string folder = Directory.CreateTempSubdirectory("stress-controls-").FullName;
    private readonly ulong seed;
    private (string? Fault, string Path) image;

    internal ControlRunner(ulong seed) => this.seed = seed;

    /// <summary>Has <paramref name="scenario"/> look for <paramref name="fault"/>.</summary>
    internal ControlRun Run(Fault fault, string scenario)
    {
        int cores = Math.Max(fault.MinimumCores, ScenarioCatalogue.Create(scenario).MinimumCores);
        if (Environment.ProcessorCount < cores) return new ControlRun(fault, scenario, ControlOutcome.Skipped, 0, $"needs {cores} cores");
        try
        {
            return Judge(fault, scenario, Start(fault, [scenario], fault.Seconds));
        }
        catch (MutantException e)
        {
            return new ControlRun(fault, scenario, ControlOutcome.Missed, 0, $"it cannot be planted: {e.Message}");
        }
    }

    private static ControlRun Judge(Fault fault, string scenario, (int? ExitCode, SessionSummary? Summary, string Errors, double Seconds) child)
    {
        (int? exitCode, SessionSummary? summary, string errors, double seconds) = child;
        return exitCode switch
        {
            ExitCode.Violation => new ControlRun(fault, scenario, ControlOutcome.Caught, summary?.Seconds ?? seconds, Seen(summary) ?? errors),
            ExitCode.Fine => new ControlRun(fault, scenario, ControlOutcome.Missed, summary?.Seconds ?? seconds, "nothing was noticed"),
            ExitCode.Usage => throw new InvalidOperationException($"{fault.Name}: {errors.Trim()}"),
            null => new ControlRun(fault, scenario, ControlOutcome.Missed, seconds, "the process did not end"),
            // The library's own threads have nobody above them: what is thrown there ends the process, which nobody overlooks.
            _ => new ControlRun(fault, scenario, ControlOutcome.Caught, seconds, $"the process broke down with exit code {exitCode}: {errors.Trim()}"),
        };
    }

    /// <summary>The control of the controls: without a fault the same scenarios notice nothing.</summary>
    /// <returns>What they did notice, or null.</returns>
    internal string? RunWithoutFault(IReadOnlyCollection<string> scenarios, double secondsEach)
    {
        var none = new Fault { Name = "none", Rule = "", Why = "", Edits = [], Scenarios = [.. scenarios] };
        (int? exitCode, _, string errors, _) = Start(none, scenarios, secondsEach * scenarios.Count);
        return exitCode == ExitCode.Fine ? null : Invariant($"exit code {exitCode}\n{errors}");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (int? ExitCode, SessionSummary? Summary, string Errors, double Seconds) Start(Fault fault, IReadOnlyCollection<string> scenarios, double seconds)
    {
        string result = Path.Combine(folder, "result.json");
        string[] arguments =
        [
            EditedMode.ImageOption, ImageOf(fault), .. scenarios, "--settings", "none", "--stop-at-first", "--json", result,
            "--seconds", Invariant($"{seconds}"), "--turn", Invariant($"{Math.Min(fault.Turn, seconds)}"), "--patience", Invariant($"{Patience}"),
            "--readers", Invariant($"{fault.Readers}"), "--writers", Invariant($"{fault.Writers}"), "--seed", Invariant($"{seed}"),
        ];
        File.Delete(result);
        long began = Stopwatch.GetTimestamp();
        using var child = new ChildProcess(arguments, fault.Environment);
        bool ended = child.Wait(TimeSpan.FromSeconds(seconds) + Grace);
        return (ended ? child.ExitCode : null, SummaryJson.Read<SessionSummary>(result), child.Errors, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    private string ImageOf(Fault fault)
    {
        if (image.Fault == fault.Name) return image.Path;
        string path = Path.Combine(folder, fault.Name + ".dll");
        if (!compilers.TryGetValue(fault.Poisoned, out MutantCompiler? compiler)) compilers.Add(fault.Poisoned, compiler = StressProgram.Compiler(fault.Poisoned));
        File.WriteAllBytes(path, compiler.Compile(fault.Edits));
        image = (fault.Name, path);
        return path;
    }

    private static string? Seen(SessionSummary? summary) => summary is { FirstViolations: [ViolationSummary first, ..] } ? first.Seen : null;
}
