using System;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Spectre.Console;

namespace Concurrent.Replay;

/// <summary>The command line: its options, what they may be, and the exit code.</summary>
internal static class ReplayCommand
{
    private const int MostReaders = 256;
    private const long MostRate = 1_000_000_000;
    private const double MostSeconds = 1_000_000;
    private const double DefaultSeconds = 10;

    /// <summary>Parses and runs; the exit code is 0 when all was well, 1 after a mismatch, 2 for bad input.</summary>
    public static async Task<int> InvokeAsync(string[] args, IAnsiConsole console, TextWriter errors)
    {
        ParseResult result = Build(console, errors).Parse(args);
        if (result.Errors.Count > 0)
        {
            // One line and no help text: it says which option is wrong, and that is what there is to say.
            await errors.WriteLineAsync("replay: " + result.Errors[0].Message).ConfigureAwait(false);
            return ReplayProgram.BadInput;
        }

        var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(10) };
        return await result.InvokeAsync(configuration).ConfigureAwait(false);
    }

    private static RootCommand Build(IAnsiConsole console, TextWriter errors)
    {
        Option<int?> readers = Number("--readers", "N", $"Reader threads, 1 to {MostReaders}. Default: one per core.", ParseReaders);
        Option<long?> rate = Number("--writers-rate", "R", "Writes per second, at least 1. Default: no limit. "
            + "When the time is over the round is completed at full speed.", ParseRate);
        Option<double?> seconds = Number("--seconds", "S", $"How long to run, 0 or more. Default: {DefaultSeconds}. "
            + "The round that is under way is completed, so at least one is.", ParseSeconds);
        Option<ulong?> seed = Number("--seed", "N", "Repeats what the readers choose to read. Default: a new one.", ParseSeed);
        var json = new Option<string?>("--json") { HelpName = "FILE", Description = "Writes the summary there as JSON." };
        var data = new Option<string?>("--data")
        {
            HelpName = "FILE",
            Description = "Another recording, plain or .gz; its final state is read from FILE with .final before .gz, if there is one.",
        };
        var maple = new Command(
            "maple",
            "Replays a recorded address space and changes to a routing table into two MapleTrees instead. "
            + "--data is a recording of mappings; what comes with the program is used without it.");
        var radix = new Command(
            "radix",
            "Replays a recorded page cache and the descriptors of a process into RadixTrees and an IdAllocator instead. "
            + "--data is a recording of a page cache; what comes with the program is used without it.");
        var prefix = new Command(
            "prefix",
            "Takes words out of a PrefixTree and puts them back instead. "
            + "--data is a list of words; what comes with the program is used without it.");
        var root = new RootCommand(
            "Replays a recorded heap workload into a BPlusTree while readers check every answer against the recording. "
            + "Exit code: 0 all answers right, 1 a mismatch, 2 bad input.")
        {
            readers, rate, seconds, json, data, seed,
        };
        foreach (Option option in root.Options.Where(o => o is not (HelpOption or VersionOption)).ToArray())
        {
            maple.Options.Add(option);
            radix.Options.Add(option);
            prefix.Options.Add(option);
        }

        root.Subcommands.Add(maple);
        root.Subcommands.Add(radix);
        root.Subcommands.Add(prefix);
        root.SetAction((parsed, cancellation) => Start(ReplayWorkload.Heap, parsed, cancellation));
        maple.SetAction((parsed, cancellation) => Start(ReplayWorkload.Maple, parsed, cancellation));
        radix.SetAction((parsed, cancellation) => Start(ReplayWorkload.Radix, parsed, cancellation));
        prefix.SetAction((parsed, cancellation) => Start(ReplayWorkload.Prefix, parsed, cancellation));
        return root;

        Task<int> Start(ReplayWorkload workload, ParseResult parsed, CancellationToken cancellation)
        {
            var settings = new RunSettings(
                parsed.GetValue(readers) ?? int.Clamp(Environment.ProcessorCount, 1, MostReaders),
                parsed.GetValue(rate),
                parsed.GetValue(seconds) ?? DefaultSeconds,
                parsed.GetValue(seed) ?? (uint)Random.Shared.Next());
            string bundled = workload switch
            {
                ReplayWorkload.Maple => SpaceRecording.BundledPath,
                ReplayWorkload.Radix => CacheRecording.BundledPath,
                ReplayWorkload.Prefix => WordList.BundledPath,
                _ => HeapRecording.BundledPath,
            };
            var options = new ReplayOptions(workload, settings, parsed.GetValue(data) ?? bundled, parsed.GetValue(json));

            // On a thread of its own, so that an interrupt from the keyboard finds this one free.
            return Task.Run(() => ReplayProgram.Run(options, console, errors, cancellation), CancellationToken.None);
        }
    }

    /// <summary>An option that is null when it is not given, and otherwise what the parser makes of it, or an error that names the option.</summary>
    private static Option<T?> Number<T>(string name, string helpName, string description, Func<string, (T? Value, string MustBe)> parse)
        where T : struct => new(name)
    {
        HelpName = helpName,
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
            (T? value, string mustBe) = parse(text);
            if (value is null)
            {
                result.AddError($"{name} is '{text}', but must be {mustBe}");
            }

            return value;
        },
    };

    private static (int? Value, string MustBe) ParseReaders(string text) => (
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= MostReaders ? value : null,
        $"a whole number from 1 to {MostReaders}");

    private static (long? Value, string MustBe) ParseRate(string text) => (
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value is >= 1 and <= MostRate ? value : null,
        $"a whole number from 1 to {MostRate}");

    private static (double? Value, string MustBe) ParseSeconds(string text) => (
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= MostSeconds
            ? value
            : null,
        $"a number from 0 to {MostSeconds}");

    private static (ulong? Value, string MustBe) ParseSeed(string text) => (
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : null,
        "a whole number of at most 64 bits");
}
