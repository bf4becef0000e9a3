using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using Exploration;
using Spectre.Console;
using Stress.Cli;

namespace Stress.Faults;

/// <summary><c>--controls</c>: plants every fault and has its scenarios look for it. With scenarios named: the faults that those must notice. With <c>--fault NAME</c>: that one.</summary>
internal sealed class ControlsMode : IStressMode
{
    private const double SecondsWithoutFault = 1;

    internal const string Option = "--controls";

    private readonly Option<bool> controls = new(Option) { Description = "Plants every fault, and has the scenarios that must notice it look for it." };
    private readonly Option<bool> list = new("--list-faults") { Description = "Lists the faults, the rule that each breaks, and why it is one." };

    public void AddTo(RootCommand root)
    {
        root.Add(controls);
        root.Add(list);
    }

    public bool IsChosen(ParseResult parsed) => parsed.GetValue(controls) || parsed.GetValue(list);

    public int Run(ParseResult parsed, SessionOptions session, IAnsiConsole console, TextWriter errors)
    {
        TextWriter output = console.Profile.Out.Writer;
        if (parsed.GetValue(list))
        {
            foreach (Fault fault in FaultCatalogue.All) output.WriteLine($"{fault.Name} ({fault.Rule}): {string.Join(", ", fault.Scenarios)}. {fault.Why}");
            return ExitCode.Fine;
        }

        IReadOnlyList<Fault> chosen = parsed.GetValue<string?>(EditedMode.FaultOption) is { } name ? [FaultCatalogue.Find(name)] : FaultCatalogue.All;
        (Fault Fault, string Scenario)[] pairs = [.. chosen.SelectMany(fault => fault.Scenarios.Where(session.Scenarios.Contains).Select(scenario => (fault, scenario)))];
        if (pairs.Length == 0) throw new UsageException("There is no such control: none of these scenarios has to notice this fault.");
        using FileStream? json = SummaryJson.Open(session.JsonPath);
        using var runner = new ControlRunner(session.Run.Seed);
        string[] scenarios = [.. pairs.Select(pair => pair.Scenario).Distinct()];
        errors.WriteLine($"{pairs.Length} controls. Without a fault ...");
        if (runner.RunWithoutFault(scenarios, SecondsWithoutFault) is { } noticed)
        {
            errors.WriteLine($"The program without a fault fails, so what is found with one proves nothing: {noticed}");
            return ExitCode.Violation;
        }

        var runs = new List<ControlRun>();
        foreach ((Fault fault, string scenario) in pairs)
        {
            errors.Write($"[{runs.Count + 1,2}/{pairs.Length}] {fault.Name} in {scenario} ... ");
            ControlRun run = runner.Run(fault, scenario);
            runs.Add(run);
            errors.WriteLine(ControlTable.Line(run));
        }

        output.Write(ControlTable.Markdown(runs));
        if (json is not null) SummaryJson.Write(json, new ControlSummary(session.Run.Seed, [.. runs.Select(ControlSummary.Line.From)]));
        int missed = runs.Count(run => run.Outcome != ControlOutcome.Caught);
        if (missed == 0) return ExitCode.Fine;
        errors.WriteLine($"Inconclusive: {missed} of {runs.Count} controls were not caught, so a run without violations says less than it seems to.");
        return ExitCode.Inconclusive;
    }
}
