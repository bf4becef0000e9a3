using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Spectre.Console;
using Stress.Engine;

namespace Stress.Cli;

/// <summary>Runs scenarios in turns until the time is over.</summary>
internal static class StressSession
{
    internal static int Run(SessionOptions options, IAnsiConsole console, TextWriter errors)
    {
        var log = new ViolationLog();
        ulong seed = options.Run.Seed;
        int rounds = Math.Max(1, (int)(options.Duration / (options.Turn * options.Scenarios.Count)));
        TimeSpan turn = options.Duration / (rounds * options.Scenarios.Count);
        for (int round = 0; round < rounds; round++)
        {
            foreach (string name in options.Scenarios)
            {
                Scenario scenario = ScenarioCatalogue.Create(name);
                if (scenario.MinimumCores > Environment.ProcessorCount)
                {
                    if (round == 0) console.Profile.Out.Writer.WriteLine($"{name}: skipped, inconclusive: needs {scenario.MinimumCores} cores");
                    continue;
                }

                using var run = new StressRun(scenario, options.Run with { Seed = seed++, Duration = turn }, log);
                run.Execute();
                var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
                foreach (Worker worker in run.Workers) worker.Counters.AddTo(sums);
                console.Profile.Out.Writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}  seed {run.Options.Seed}  {run.Elapsed.TotalSeconds:F1} s  violations {run.Violations}  {string.Join(", ", sums)}"));
            }
        }

        foreach (Violation violation in log.First()) errors.WriteLine(violation);
        return log.Count == 0 ? ExitCode.Fine : ExitCode.Violation;
    }
}
