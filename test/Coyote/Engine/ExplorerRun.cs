using System;
using System.Diagnostics;

namespace Exploration;

/// <summary>The exploration of one scenario with one set of options.</summary>
internal sealed class ExplorerRun(BuiltInEngine engine, Scenario scenario, ExploreOptions options)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    internal ExploreResult Explore(IMemoryModel model, long budget, TimeSpan? timeout)
    {
        Strategy strategy = NewStrategy();
        var watch = Stopwatch.StartNew();
        TimeSpan told = TimeSpan.Zero;
        long steps = 0;
        long schedules = 0;
        Failure? failure = null;
        while (schedules < budget && !strategy.IsExhausted)
        {
            failure = engine.Run(scenario, model, strategy, options.Delays, schedules, record: null);
            schedules++;
            steps += engine.Steps;
            if (failure is not null) break;
            strategy.End();
            if (schedules % 64 != 0) continue;
            TimeSpan elapsed = watch.Elapsed;
            if (elapsed > timeout) break;
            if (options.Progress is null || elapsed - told < ProgressEvery) continue;
            told = elapsed;
            options.Progress(new ExploreProgress(model.Name, strategy.Name, schedules, steps, elapsed));
        }

        var result = new ExploreResult
        {
            Scenario = scenario.Name,
            Failure = failure,
            Schedules = schedules,
            Steps = steps,
            Exhausted = strategy.IsExhausted,
            SpaceSize = (strategy as DfsBounded ?? (strategy as Portfolio)?.Dfs) is { IsExhausted: true } dfs ? dfs.SchedulesOfPass : 0,
            Elapsed = watch.Elapsed,
            FoundBy = $"{model.Name} {strategy.Name}",
        };
        return failure is null ? result : Tell(result, model, failure);
    }

    /// <summary>Runs the failing schedule again, to write down what happens in it, and to see that it can be run again.</summary>
    private ExploreResult Tell(ExploreResult result, IMemoryModel model, Failure failure)
    {
        Choice[] choices = [.. engine.Choices];
        var trace = new ScheduleTrace(scenario.Name, BuildHash.Value, model.Name, options.Delays, choices);
        var log = new StepLog();
        Failure? again = engine.Run(scenario, model, new ReplayStrategy(choices), options.Delays, 0, log);
        if (again != failure && failure.Kind != FailureKind.Nondeterminism)
        {
            string now = again is null ? "did not fail" : $"failed with '{again.Message}'";
            failure = new Failure(FailureKind.Nondeterminism, failure.Thread, $"the schedule failed with '{failure.Message}', and the same choices then {now}", failure.Details);
        }

        return result with { Failure = failure, Trace = trace, Report = ReportWriter.Write(trace, failure, log.Steps) };
    }

    private Strategy NewStrategy()
    {
        int preemptions = options.Preemptions ?? scenario.Preemptions;
        return options.Strategy switch
        {
            StrategyKind.Random => new RandomWalk(options.Seed),
            StrategyKind.Pct => new Pct(options.Seed, options.Depth),
            StrategyKind.Dfs => new DfsBounded(preemptions),
            _ => new Portfolio(options.Seed, preemptions),
        };
    }
}
