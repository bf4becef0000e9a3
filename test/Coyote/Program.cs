using System;
using System.CommandLine;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Exploration;

/// <summary>Explores for as long as one likes. The tests run the same scenarios with a small budget.</summary>
internal static class Program
{
    private const int Found = 1, Usage = 2;

    internal static int Main(string[] arguments)
    {
        try
        {
            // The mutants read their own arguments: they are compiled in as well, and keep to what an assembly of their own can load.
            if (arguments is ["mutants", .. string[] rest] && rest is not (["-h"] or ["--help"] or ["-?"])) return Exploration.Mutants.MutantCommand.Run(rest);
            RootCommand root = new("Systematic exploration of the library's schedules") { Explore(), Replay(), List(), Mutants() };
            ParseResult parsed = root.Parse(arguments);
            if (parsed.Errors.Count == 0) return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            return Refuse(parsed.Errors[0].Message);
        }
        catch (UsageException e)
        {
            return Refuse(e.Message);
        }
    }

    private static Command Explore()
    {
        var scenario = new Option<string>("--scenario") { Description = "Its name, see list", Required = true };
        var strategy = new Option<string>("--strategy") { Description = "random, pct, dfs or portfolio", DefaultValueFactory = _ => "portfolio" };
        var schedules = new Option<long>("--schedules") { Description = "How many at the most", DefaultValueFactory = _ => 100_000 };
        var seed = new Option<ulong>("--seed") { Description = "Where chance begins", DefaultValueFactory = _ => 1 };
        var model = new Option<string>("--model") { Description = "sc or tso; both when not given, unless the scenario says which" };
        var depth = new Option<int>("--depth") { Description = "For pct: ordering constraints that the bug needs", DefaultValueFactory = _ => 3 };
        var preemptions = new Option<int?>("--preemptions") { Description = "For dfs: at the most so many; negative: no bound" };
        var engine = new Option<string>("--engine") { Description = "builtin, or coyote in a build with -p:UseCoyote=true", DefaultValueFactory = _ => "builtin" };
        var trace = new Option<string>("--trace") { Description = "Where a failing schedule is written", DefaultValueFactory = _ => "" };
        strategy.AcceptOnlyFromAmong("random", "pct", "dfs", "portfolio");
        model.AcceptOnlyFromAmong("sc", "tso");
        engine.AcceptOnlyFromAmong("builtin", "coyote");
        var command = new Command("explore", "Runs schedules until one fails") { scenario, strategy, schedules, seed, model, depth, preemptions, engine, trace };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(schedules) < 1) throw new UsageException("--schedules must be at least 1.");
            if (parsed.GetValue(depth) is < 1 or > 100) throw new UsageException("--depth must be from 1 to 100.");
            return Run(parsed.GetValue(scenario)!, parsed.GetValue(trace)!, new ExploreOptions
            {
                Engine = Enum.Parse<EngineKind>(parsed.GetValue(engine)!, ignoreCase: true),
                Strategy = Enum.Parse<StrategyKind>(parsed.GetValue(strategy)!, ignoreCase: true),
                Schedules = parsed.GetValue(schedules),
                Seed = parsed.GetValue(seed),
                Model = parsed.GetValue(model) is { } named ? Enum.Parse<ModelChoice>(named, ignoreCase: true) : null,
                Depth = parsed.GetValue(depth),
                Preemptions = parsed.GetValue(preemptions),
                Progress = Show,
            });
        });
        return command;
    }

    private static Command Replay()
    {
        var file = new Argument<string>("FILE") { Description = "A trace that explore has written" };
        var command = new Command("replay", "Runs the schedule of a trace again") { file };
        command.SetAction(parsed =>
        {
            ExploreResult result = Explorer.Replay(ScheduleTrace.Load(parsed.GetValue(file)!));
            if (result.Failure is { Kind: FailureKind.Nondeterminism }) throw new UsageException($"The trace does not fit the scenario '{result.Scenario}': {result.Failure.Message}");
            Console.Out.Write(result.Failure is null ? "The schedule does not fail.\n" : result.Report);
            return result.Failure is null ? 0 : Found;
        });
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "Lists the scenarios");
        command.SetAction(_ =>
        {
            int width = ScenarioCatalog.All.Max(scenario => scenario.Name.Length);
            foreach (Scenario scenario in ScenarioCatalog.All)
            {
                string remark = scenario.MustFail ? "  control: must fail" : "";
                Console.Out.WriteLine($"{scenario.Name.PadRight(width)}  model {scenario.Model.ToString().ToLowerInvariant(),-4}{(scenario.FullFence ? "  full fence" : "")}{remark}".TrimEnd());
            }

            return 0;
        });
        return command;
    }

    private static Command Mutants()
    {
        var rest = new Argument<string[]>("arguments") { Arity = ArgumentArity.ZeroOrMore, Description = Exploration.Mutants.MutantCommand.Usage };
        var command = new Command("mutants", "Shows that deliberate mistakes are found") { rest };
        command.SetAction(parsed => Exploration.Mutants.MutantCommand.Run(parsed.GetValue(rest) ?? []));
        return command;
    }

    private static int Run(string scenario, string trace, ExploreOptions options)
    {
        ExploreResult result = Explorer.Run(scenario, options);
        string speed = string.Create(CultureInfo.InvariantCulture, $"{result.Schedules:N0} schedules, {result.Steps:N0} steps, {result.Elapsed.TotalSeconds:F1} s, {result.SchedulesPerSecond:N0} schedules/s");
        if (result.Failure is null)
        {
            Console.Out.WriteLine(result.Exhausted ? $"no failure: exhausted, {speed}" : $"no failure: {speed}");
            return 0;
        }

        string path = trace.Length == 0 ? Path.Combine(Environment.CurrentDirectory, $"{scenario}.trace") : trace;
        result.Trace!.Save(path);
        Console.Out.Write(result.Report);
        Console.Out.WriteLine();
        Console.Out.WriteLine($"found by {result.FoundBy}: {speed}");
        if (result.FoundCost != result.Cost) Console.Out.WriteLine($"shrunk from {result.FoundCost}");
        Console.Out.WriteLine($"again: replay {path}");
        return Found;
    }

    private static void Show(ExploreProgress progress) => Console.Error.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{progress.Elapsed.TotalSeconds,5:F0} s  {progress.Model} {progress.Strategy}  {progress.Schedules:N0} schedules  {progress.Schedules / progress.Elapsed.TotalSeconds:N0}/s"));

    private static int Refuse(string message)
    {
        Console.Error.WriteLine(string.Join(' ', message.Split(['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries)));
        return Usage;
    }
}
