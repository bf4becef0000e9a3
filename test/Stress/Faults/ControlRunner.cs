using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Exploration.Mutants;
using Stress.Cli;
using Stress.Engine;

namespace Stress.Faults;

/// <summary>Plants faults and has scenarios look for them, each in a process of its own.</summary>
internal sealed class ControlRunner : IDisposable
{
    private const double Turn = 3;

    /// <summary>A fault that makes threads wait for ever is caught by the watchdog after this time.</summary>
    private const double Patience = 6;

    private readonly MutantCompiler compiler = StressProgram.Compiler(poisoned: true);
    private readonly string folder = Directory.CreateTempSubdirectory("stress-controls-").FullName;
    private readonly ulong seed;
    private (string? Fault, string Path) image;

    internal ControlRunner(ulong seed) => this.seed = seed;

    /// <summary>Has <paramref name="scenario"/> look for <paramref name="fault"/>.</summary>
    /// <exception cref="MutantException">The fault cannot be planted.</exception>
    internal ControlRun Run(Fault fault, string scenario)
    {
        int cores = Math.Max(fault.MinimumCores, ScenarioCatalogue.Create(scenario).MinimumCores);
        if (Environment.ProcessorCount < cores) return new ControlRun(fault, scenario, ControlOutcome.Skipped, TimeSpan.Zero, $"needs {cores} cores");
        (int? exitCode, string output, string errors, TimeSpan elapsed) = Start(
            fault.Name, fault.Edits, [scenario], TimeSpan.FromSeconds(fault.Seconds), fault.Readers, fault.Writers, fault.Environment);
        return exitCode switch
        {
            ExitCode.Violation => new ControlRun(fault, scenario, ControlOutcome.Caught, elapsed, Seen(errors + output) ?? "a violation"),
            ExitCode.Fine => new ControlRun(fault, scenario, ControlOutcome.Missed, elapsed, "nothing was noticed"),
            ExitCode.Usage => throw new InvalidOperationException($"{fault.Name}: {errors.Trim()}"),
            null => new ControlRun(fault, scenario, ControlOutcome.Missed, elapsed, "the process did not end"),
            // The library's own threads have nobody above them: what is thrown there ends the process, and is noticed by everybody.
            _ => new ControlRun(fault, scenario, ControlOutcome.Caught, elapsed, "the process broke down: " + (FirstLine(errors) ?? Text(exitCode.Value))),
        };
    }

    /// <summary>The control of the controls: without a fault the same scenarios notice nothing.</summary>
    /// <returns>What they did notice, or null.</returns>
    internal string? RunWithoutFault(IReadOnlyCollection<string> scenarios, double secondsEach)
    {
        (int? exitCode, string output, string errors, _) = Start(
            "none", [], scenarios, TimeSpan.FromSeconds(secondsEach * scenarios.Count), readers: 2, writers: 2, new Dictionary<string, string>());
        return exitCode == ExitCode.Fine ? null : $"exit code {(exitCode is { } code ? Text(code) : "none")}\n{output}{errors}";
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private (int? ExitCode, string Output, string Errors, TimeSpan Elapsed) Start(
        string name,
        IReadOnlyList<SourceEdit> edits,
        IEnumerable<string> scenarios,
        TimeSpan time,
        int readers,
        int writers,
        IReadOnlyDictionary<string, string> environment)
    {
        string[] arguments =
        [
            EditedMode.ImageOption, ImageOf(name, edits), .. scenarios, "--stop-at-first", "--seconds", Text(time.TotalSeconds), "--turn", Text(Math.Min(Turn, time.TotalSeconds)),
            "--patience", Text(Patience), "--readers", Text(readers), "--writers", Text(writers), "--seed", Text(seed),
        ];
        // Beyond its time: to start, to wait for stuck threads and domains, and to be frozen with the machine.
        return ChildProgram.Run(arguments, environment, time + TimeSpan.FromSeconds(60 + (4 * Patience)));
    }

    private string ImageOf(string name, IReadOnlyList<SourceEdit> edits)
    {
        if (image.Fault == name) return image.Path;
        string path = Path.Combine(folder, name + ".dll");
        File.WriteAllBytes(path, compiler.Compile(edits));
        image = (name, path);
        return path;
    }

    private static string? Seen(string text)
    {
        const string mark = "seen:";
        string? line = Lines(text).FirstOrDefault(line => line.TrimStart().StartsWith(mark, StringComparison.Ordinal));
        return line?.Trim()[mark.Length..].Trim();
    }

    private static string? FirstLine(string text) => Lines(text).FirstOrDefault(line => line.Length > 0);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries);

    private static string Text<T>(T value) where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);
}
