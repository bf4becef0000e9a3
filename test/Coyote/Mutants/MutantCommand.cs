using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Exploration.Mutants;

/// <summary>The console's <c>mutants [NAME...] [--schedules N] [--seed S] [--engine builtin|coyote] [--write FILE] [--list]</c>.</summary>
internal sealed class MutantCommand
{
    internal const string Usage = "mutants [NAME...] [--schedules N] [--seed S] [--engine builtin|coyote] [--write FILE] [--list]";

    private readonly List<Mutant> chosen = [];
    private int? schedules;
    private ulong seed = MutantRunner.DefaultSeed;
    private string? page;
    private bool list;
    private bool onCoyote;

    /// <returns>0 when all were caught, 1 when one was not, 2 when the input was wrong.</returns>
    internal static int Run(string[] args)
    {
        try
        {
            var command = new MutantCommand();
            command.Read(args);
            return command.Run();
        }
        catch (MutantException e)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    private void Read(string[] args)
    {
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--schedules":
                    schedules = int.TryParse(Next(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0
                        ? count
                        : throw new MutantException($"--schedules: '{args[i]}' is not a number above 0.");
                    break;
                case "--seed":
                    seed = ulong.TryParse(Next(args, ref i), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
                        ? number
                        : throw new MutantException($"--seed: '{args[i]}' is not a number of 0 or more.");
                    break;
                case "--engine":
                    onCoyote = Next(args, ref i) switch
                    {
                        "builtin" => false,
                        "coyote" => true,
                        var other => throw new MutantException($"--engine: '{other}' is neither builtin nor coyote."),
                    };
                    break;
                case "--write":
                    page = Next(args, ref i);
                    break;
                case "--list":
                    list = true;
                    break;
                case var option when option.StartsWith('-'):
                    throw new MutantException($"Unknown option '{option}'. Usage: {Usage}");
                case var name:
                    chosen.Add(MutantCatalogue.Find(name));
                    break;
            }
        }

        if (page is not null && chosen.Count != 0) throw new MutantException("--write takes the whole table: name no mutants with it.");
        if (page is not null && onCoyote) throw new MutantException("--write takes the table of the built-in engine.");
        if (onCoyote && chosen.Find(mutant => IsTso(mutant)) is { } weak) throw new MutantException($"Coyote has no store buffers, which the mutant '{weak.Name}' needs.");
        if (chosen.Count == 0) chosen.AddRange(MutantCatalogue.All.Where(mutant => !onCoyote || !IsTso(mutant)));
    }

    private static bool IsTso(Mutant mutant) => mutant.Model.Equals(nameof(ModelChoice.Tso), StringComparison.OrdinalIgnoreCase);

    private MutantSearch Search(MutantSearch search) => onCoyote ? search.OnCoyote() : search;

    private static string Next(string[] args, ref int i) => ++i < args.Length ? args[i] : throw new MutantException($"{args[i - 1]} needs a value. Usage: {Usage}");

    private int Run()
    {
        if (list)
        {
            Console.Write(MutantTable.Reasons(chosen));
            return 0;
        }

        Console.Error.WriteLine($"Compiling {chosen.Count} mutants ...");
        MutantPrograms programs = MutantPrograms.Compile(chosen);
        if (!PassesWithoutMistake(programs)) return 1;
        var rows = new List<(Mutant Mutant, MutantRun Run)>();
        foreach (Mutant mutant in chosen)
        {
            Console.Error.Write($"[{rows.Count + 1,2}/{chosen.Count}] {mutant.Name} ... ");
            MutantRun run = MutantRunner.Run(mutant, programs[mutant], Search(MutantSearch.Of(mutant, schedules, seed)));
            rows.Add((mutant, run));
            Console.Error.WriteLine(run.IsCaught ? $"caught after {run.Schedules} by {run.FoundBy}: {run.Failure}" : $"NOT CAUGHT in {run.Schedules} schedules");
        }

        Console.Write(MutantTable.Markdown(rows));
        int missed = rows.Count(row => !row.Run.IsCaught);
        if (missed != 0)
        {
            Console.Error.WriteLine($"Inconclusive: {missed} of {rows.Count} mutants were not caught, so a clean exploration says less than it seems to.");
            return 1;
        }

        if (page is not null) MutantTable.WriteInto(page, rows);
        return 0;
    }

    /// <summary>The control: without a mistake the same scenarios find nothing.</summary>
    private bool PassesWithoutMistake(MutantPrograms programs)
    {
        Console.Error.Write("The program without a mistake ... ");
        MutantSearch[] searches = [.. chosen.Select(mutant => Search(MutantSearch.ControlOf(mutant, seed))).Distinct()];
        IReadOnlyList<MutantRun> runs = MutantRunner.RunOriginal(programs.Original, searches);
        int failed = runs.Count(run => run.IsCaught);
        Console.Error.WriteLine(failed == 0 ? $"passes {runs.Count} scenarios." : $"FAILS {failed} of {runs.Count} scenarios, so what is found with a mistake proves nothing.");
        foreach (MutantRun run in runs.Where(run => run.IsCaught)) Console.Error.WriteLine(run.Report);
        return failed == 0;
    }
}
