using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Concurrent.Bench.Quick;

/// <summary>What <c>quick</c> was asked to do.</summary>
internal sealed record QuickOptions
{
    public const string Usage = "quick [--only GROUP,...] [--entries N,...] [--rounds N] [--smoke] [--out FILE]";

    private const int LeastEntries = 1_000;
    private const int MostEntries = 100_000_000;
    private const int MostRounds = 101;

    private bool entriesAsked;

    /// <summary>Sizes of the maps that are looked up in; all else uses the first, but for <see cref="ReadEntries"/>.</summary>
    public IReadOnlyList<int> Entries { get; init; } = [1_000_000, 10_000_000];

    /// <summary>Sizes of the maps that are read in many ways: what was asked for, else a map that fits into the cache and one that does not. Ten million take their time.</summary>
    public IReadOnlyList<int> ReadEntries => entriesAsked || Smoke ? Entries : [10_000, Entries[0]];

    /// <summary>Timed rounds of each contestant.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Writes of each contestant in all rounds together.</summary>
    public long Writes { get; init; } = 10_000_000;

    /// <summary>Time of one round with several threads.</summary>
    public TimeSpan RoundTime { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Groups to run; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Seconds instead of minutes, on small maps: shows that everything runs, measures nothing.</summary>
    public bool Smoke { get; init; }

    /// <summary>The JSON file; null for the default place.</summary>
    public string? Out { get; init; }

    /// <exception cref="UsageException">An argument that is not one of <see cref="Usage"/>.</exception>
    public static QuickOptions Parse(ReadOnlySpan<string> args, IReadOnlyCollection<string> groups)
    {
        var options = new QuickOptions();
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            if (name == "--smoke")
            {
                // --entries and --rounds behind it still count.
                options = options with
                {
                    Smoke = true,
                    Entries = [20_000, 100_000],
                    Rounds = 3,
                    Writes = 300_000,
                    RoundTime = TimeSpan.FromMilliseconds(100),
                };
                continue;
            }

            if (name is not ("--only" or "--entries" or "--rounds" or "--out")) throw new UsageException($"unknown argument '{name}'; {Usage}");
            if (i + 1 == args.Length) throw new UsageException($"{name} needs a value; {Usage}");
            string value = args[++i];
            options = name switch
            {
                "--only" => options with { Only = Groups(value, groups) },
                "--entries" => options with { entriesAsked = true, Entries = [.. value.Split(',').Select(part => Number(name, part, LeastEntries, MostEntries))] },
                "--rounds" => options with { Rounds = Number(name, value, 1, MostRounds) },
                _ => options with { Out = value },
            };
        }

        return options;
    }

    private static string[] Groups(string value, IReadOnlyCollection<string> groups)
    {
        string[] asked = value.Split(',');
        string? unknown = Array.Find(asked, group => !groups.Contains(group));
        return unknown is null ? asked : throw new UsageException($"no group '{unknown}'; there are {string.Join(", ", groups)}");
    }

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new UsageException($"{name}: '{value}' is no number from {least} to {most}");
}
