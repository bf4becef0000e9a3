using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using Exploration;
using Spectre.Console;
using Stress.Engine;

namespace Stress.Cli;

/// <summary>The command line: its options and what they may be.</summary>
internal static class StressCommand
{
    private const int MostThreads = 1024;
    private const double MostMinutes = 100_000;

    /// <summary>Time of one scenario when nothing is said.</summary>
    private const double DefaultSeconds = 5;

    private static readonly Argument<string[]> Scenarios = new("SCENARIO") { Arity = ArgumentArity.ZeroOrMore, Description = "Names, areas as rcu, or beginnings as bplus-*; see --list. None: all." };
    private static readonly Option<double?> Minutes = new("--minutes") { HelpName = "M", Description = $"How long, for all scenarios together. Default: {DefaultSeconds} seconds each, and as long under each setting." };
    private static readonly Option<double?> Seconds = new("--seconds") { HelpName = "S", Description = "The same in seconds." };
    private static readonly Option<double?> Turn = new("--turn") { HelpName = "S", Description = "Seconds of one run of one scenario; they take turns. Default: 5." };
    private static readonly Option<int?> Readers = new("--readers") { HelpName = "R", Description = "Reader threads in each scenario. Default: one less than there are cores, but at least 2." };
    private static readonly Option<int?> Writers = new("--writers") { HelpName = "W", Description = "Writer threads in each scenario. Default: 2." };
    private static readonly Option<ulong?> Seed = new("--seed") { HelpName = "N", Description = "Where chance begins; each run takes the next number. Default: a new one." };
    private static readonly Option<double?> Patience = new("--patience") { HelpName = "S", Description = "Seconds without a step after which a worker is reported. Default: 30." };
    private static readonly Option<bool> StopAtFirst = new("--stop-at-first") { Description = "Ends with the first violation." };
    private static readonly Option<string?> Json = new("--json") { HelpName = "FILE", Description = "Writes the summary there." };
    private static readonly Option<string?> Settings = new("--settings")
    {
        HelpName = "NAMES",
        Description = $"Runs everything again in processes under these settings: all, none, or some of {string.Join(',', RuntimeSetting.All.Select(setting => setting.Name))}. The time is shared out. Default: all when no scenario is named, else none.",
    };

    private static readonly Option<bool> List = new("--list") { Description = "Lists the scenarios and what each would detect." };

    /// <summary>Parses, runs, and returns the exit code.</summary>
    internal static int Run(IReadOnlyList<string> arguments, IAnsiConsole console, TextWriter errors)
    {
        try
        {
            IReadOnlyList<IStressMode> modes = StressModes.All;
            var root = new RootCommand("Stress: many threads, real time, the library as it is.")
            {
                Scenarios, Minutes, Seconds, Turn, Readers, Writers, Seed, Patience, StopAtFirst, Settings, Json, List,
            };
            foreach (IStressMode mode in modes) mode.AddTo(root);
            root.SetAction(parsed => Act(parsed, modes, console, errors));
            ParseResult result = root.Parse(arguments);
            if (result.Errors.Count > 0) throw new UsageException(result.Errors[0].Message);
            return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException e)
        {
            errors.WriteLine("stress: " + string.Join(' ', e.Message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)));
            return ExitCode.Usage;
        }
    }

    private static int Act(ParseResult parsed, IReadOnlyList<IStressMode> modes, IAnsiConsole console, TextWriter errors)
    {
        if (parsed.GetValue(List)) return ShowList(console);
        SessionOptions session = Read(parsed);
        IStressMode[] chosen = [.. modes.Where(mode => mode.IsChosen(parsed))];
        if (chosen.Length > 1) throw new UsageException("More than one thing to do: choose one.");
        return chosen is [IStressMode one] ? one.Run(parsed, session, console, errors) : RunMode.Run(session, console, errors);
    }

    private static SessionOptions Read(ParseResult parsed)
    {
        IReadOnlyList<string> scenarios = ScenarioCatalogue.Select(parsed.GetValue(Scenarios) ?? []);
        if (parsed.GetValue(Minutes) is not null && parsed.GetValue(Seconds) is not null) throw new UsageException("--minutes and --seconds say the same: give one.");
        bool whole = parsed.GetValue(Scenarios) is not { Length: > 0 };
        IReadOnlyList<RuntimeSetting> settings = RuntimeSetting.Select(parsed.GetValue(Settings) ?? (whole ? "all" : "none"));
        double minutes = Bounded(parsed, Minutes, MostMinutes) ?? (Bounded(parsed, Seconds, 60 * MostMinutes) ?? DefaultSeconds * scenarios.Count * (1 + settings.Count)) / 60;
        return new SessionOptions
        {
            Scenarios = scenarios,
            Duration = TimeSpan.FromMinutes(minutes),
            Turn = TimeSpan.FromSeconds(Bounded(parsed, Turn, 60 * MostMinutes) ?? DefaultSeconds),
            Settings = settings,
            JsonPath = parsed.GetValue(Json),
            Run = new StressOptions
            {
                Readers = Threads(parsed, Readers) ?? Math.Max(2, Environment.ProcessorCount - 1),
                Writers = Threads(parsed, Writers) ?? 2,
                Seed = parsed.GetValue(Seed) ?? (ulong)RandomNumberGenerator.GetInt32(1, int.MaxValue),
                Patience = TimeSpan.FromSeconds(Bounded(parsed, Patience, 60 * MostMinutes) ?? 30),
                StopAtFirst = parsed.GetValue(StopAtFirst),
            },
        };
    }

    private static double? Bounded(ParseResult parsed, Option<double?> option, double most)
    {
        if (parsed.GetValue(option) is not { } value) return null;
        if (value > 0 && value <= most) return value;
        throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be above 0 and at most {most:N0}."));
    }

    private static int? Threads(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) switch
    {
        null => null,
        >= 1 and <= MostThreads and int value => value,
        _ => throw new UsageException($"{option.Name} must be from 1 to {MostThreads}."),
    };

    private static int ShowList(IAnsiConsole console)
    {
        IReadOnlyList<Scenario> all = ScenarioCatalogue.All;
        int width = all.Max(scenario => scenario.Name.Length);
        foreach (Scenario scenario in all)
        {
            string cores = scenario.MinimumCores > 1 ? $" ({scenario.MinimumCores} cores)" : "";
            console.Profile.Out.Writer.WriteLine($"{scenario.Name.PadRight(width)}  {scenario.Checks}{cores}");
        }

        return ExitCode.Fine;
    }
}
