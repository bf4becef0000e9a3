using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;
using Concurrent.Bench.Quick;
using Exploration;
using Spectre.Console;
using Stress.Cli;
using Stress.Engine;
using Stress.Faults;

namespace Stress.Scaling;

/// <summary><c>--scale</c>: look-ups per second over numbers of readers. Done by a compilation without asserts, which would be measured.</summary>
internal sealed class ScaleMode : IStressMode
{
    private const int MostReaders = 1024;
    private const int MostEntries = 100_000_000;
    private const double MostSeconds = 600;

    private readonly Option<bool> scale = new("--scale") { Description = "Measures look-ups per second with 1, 2, 4 ... readers and 0 or 1 writers." };
    private readonly Option<string?> readers = new("--scale-readers") { HelpName = "1,2,...", Description = "Numbers of readers to measure, after 1. Default: 2, 4 ... up to the cores." };
    private readonly Option<int?> entries = new("--scale-entries") { HelpName = "N", Description = "Entries of each tree. Default: 1,000,000." };
    private readonly Option<double?> seconds = new("--scale-seconds") { HelpName = "S", Description = "Seconds of each of the three rounds of a measurement. Default: 1." };

    public void AddTo(RootCommand root)
    {
        root.Add(scale);
        root.Add(readers);
        root.Add(entries);
        root.Add(seconds);
    }

    public bool IsChosen(ParseResult parsed) => parsed.GetValue(scale) || parsed.GetValue(readers) is not null || parsed.GetValue(entries) is not null || parsed.GetValue(seconds) is not null;

    public int Run(ParseResult parsed, SessionOptions session, IAnsiConsole console, TextWriter errors)
    {
        if (!parsed.GetValue(scale)) throw new UsageException("--scale-readers, --scale-entries and --scale-seconds go with --scale.");
        if (session.Scenarios.Count != ScenarioCatalogue.All.Count) throw new UsageException("--scale measures the trees; it takes no scenario.");
        ScaleOptions options = Read(parsed);
        if (StressProgram.IsPoisoned) return LoadedProgram.Run(StressProgram.Compiler(poisoned: false).Compile([]), parsed.Tokens.Select(token => token.Value));

        using FileStream? json = SummaryJson.Open(session.JsonPath);
        TextWriter output = console.Profile.Out.Writer;
        output.WriteLine(MachineInfo.Current.Headline);
        try
        {
            IReadOnlyList<ScaleRow> rows = ScaleRunner.Run(options, row => errors.WriteLine(ScaleTable.Line(row)));
            output.Write(ScaleTable.Markdown(rows));
            if (json is not null) SummaryJson.Write(json, new ScaleSummary(DateTime.UtcNow, MachineInfo.Current, options.Entries, options.Rounds, options.Round.TotalSeconds, rows));
            return ExitCode.Fine;
        }
        catch (InvalidOperationException e)
        {
            errors.WriteLine(e.Message);
            return ExitCode.Violation;
        }
    }

    private ScaleOptions Read(ParseResult parsed)
    {
        var defaults = new ScaleOptions { Readers = parsed.GetValue(readers) is { } list ? Numbers(list) : ScaleOptions.ReadersFor(Environment.ProcessorCount) };
        int size = parsed.GetValue(entries) ?? defaults.Entries;
        double round = parsed.GetValue(seconds) ?? defaults.Round.TotalSeconds;
        if (size is < 1 or > MostEntries) throw new UsageException($"{entries.Name} must be from 1 to {MostEntries}.");
        if (round is not (> 0 and <= MostSeconds)) throw new UsageException($"{seconds.Name} must be above 0 and at most {MostSeconds}.");
        return defaults with { Entries = size, Round = TimeSpan.FromSeconds(round) };
    }

    private List<int> Numbers(string list)
    {
        var numbers = new SortedSet<int> { 1 };
        foreach (string part in list.Split(','))
        {
            bool valid = int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= MostReaders;
            if (!valid) throw new UsageException($"{readers.Name}: '{part}' is not a number from 1 to {MostReaders}.");
            numbers.Add(number);
        }

        return [.. numbers];
    }
}
