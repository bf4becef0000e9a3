using System;
using System.Diagnostics;

namespace Exploration;

/// <summary>Runs schedules of a scenario until one fails, the budget is used up, or there is none left.</summary>
internal static class Explorer
{
    /// <exception cref="UsageException">There is no such scenario.</exception>
    internal static ExploreResult Run(string scenarioName, ExploreOptions options) =>
        Run(ScenarioCatalog.TryGet(scenarioName) ?? throw new UsageException($"There is no scenario '{scenarioName}'."), options);

    internal static ExploreResult Run(Scenario scenario, ExploreOptions options)
    {
        AssertListener.Install();
        if (options.Engine == EngineKind.Coyote) return CoyoteExplorer.Run(scenario, options);
        ModelChoice models = options.Model ?? scenario.Model;
        using var engine = new BuiltInEngine();
        var run = new ExplorerRun(engine, scenario, options);
        if (models == ModelChoice.Sc) return run.Explore(new SequentiallyConsistent(), options.Schedules, options.Timeout);
        if (models == ModelChoice.Tso) return run.Explore(new TotalStoreOrder(), options.Schedules, options.Timeout);
        // The smaller space first: its failures are the simpler ones.
        ExploreResult first = run.Explore(new SequentiallyConsistent(), (options.Schedules + 2) / 3, options.Timeout / 3);
        if (first.Failure is not null) return first;
        ExploreResult second = run.Explore(new TotalStoreOrder(), Math.Max(1, options.Schedules - first.Schedules), options.Timeout - first.Elapsed);
        return second with
        {
            Schedules = first.Schedules + second.Schedules,
            Steps = first.Steps + second.Steps,
            Elapsed = first.Elapsed + second.Elapsed,
            Exhausted = first.Exhausted && second.Exhausted,
        };
    }

    /// <summary>Runs the schedule of a trace.</summary>
    /// <exception cref="UsageException">The trace belongs to another scenario or build.</exception>
    internal static ExploreResult Replay(ScheduleTrace trace, Scenario? known = null)
    {
        AssertListener.Install();
        Scenario? scenario = known ?? ScenarioCatalog.TryGet(trace.Scenario);
        if (scenario is null || scenario.Name != trace.Scenario) throw new UsageException($"The trace is of the scenario '{trace.Scenario}', which does not exist here.");
        if (trace.Build != BuildHash.Value) throw new UsageException($"The trace is of build {trace.Build}; this is build {BuildHash.Value}. Explore again with the same seed.");
        if (trace.Coyote is not null) return CoyoteExplorer.Replay(scenario, trace);
        using var engine = new BuiltInEngine();
        var watch = Stopwatch.StartNew();
        var log = new StepLog();
        var strategy = new ReplayStrategy(trace.Choices);
        Failure? failure = engine.Run(scenario, ModelOf(trace.Model), strategy, trace.Delays, 0, log);
        if (!strategy.IsUsedUp && failure?.Kind != FailureKind.Nondeterminism)
            failure = new Failure(FailureKind.Nondeterminism, "all", "The schedule ended before all choices of the trace were made.", "");
        return new ExploreResult
        {
            Scenario = scenario.Name,
            Failure = failure,
            Cost = engine.Cost,
            FoundCost = engine.Cost,
            Schedules = 1,
            Steps = engine.Steps,
            Elapsed = watch.Elapsed,
            FoundBy = "replay",
            Trace = trace,
            Report = failure is null ? "" : ReportWriter.Write(trace, failure, log.Steps, engine.Cost.ToString()),
        };
    }

    internal static IMemoryModel ModelOf(string name) => name == "tso" ? new TotalStoreOrder() : new SequentiallyConsistent();
}
