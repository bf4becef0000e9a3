using System;
using System.Collections.Generic;
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

    /// <summary>Shrinks the failing schedule, and runs it once more to write down what happens in it. A failure that does not come again is reported as such.</summary>
    private ExploreResult Tell(ExploreResult result, IMemoryModel model, Failure failure)
    {
        Choice[] found = [.. engine.Choices];
        ScheduleCost cost = engine.Cost;
        if (failure.Kind == FailureKind.Nondeterminism) return Unrepeatable(result, model, found, failure);
        var shrinker = new Shrinker(engine, scenario, model, options.Delays, failure);
        var log = new StepLog();
        Failure? again = null;
        if (shrinker.Shrink(found)) again = engine.Run(scenario, model, new ReplayStrategy(shrinker.Choices), options.Delays, 0, log);
        if (again is null || !again.IsLike(failure))
        {
            string details = failure.Details + "The scenario depends on something that the engine does not control: a clock, an address, a static, a real thread.";
            return Unrepeatable(result, model, found, new Failure(
                FailureKind.Nondeterminism, failure.Thread, $"a schedule failed with '{failure.Message}', but the same choices do not lead there again", details));
        }

        ScheduleTrace trace = TraceOf(model, shrinker.Choices);
        return result with { Failure = again, Trace = trace, Cost = shrinker.Cost, FoundCost = cost, Report = ReportWriter.Write(trace, again, log.Steps, shrinker.Cost.ToString()) };
    }

    private ExploreResult Unrepeatable(ExploreResult result, IMemoryModel model, Choice[] choices, Failure failure)
    {
        ScheduleTrace trace = TraceOf(model, choices);
        return result with { Failure = failure, Trace = trace, Report = ReportWriter.Write(trace, failure, [], "not repeatable") };
    }

    private ScheduleTrace TraceOf(IMemoryModel model, IReadOnlyList<Choice> choices) => new(scenario.Name, BuildHash.Value, model.Name, options.Delays, [.. choices]);

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
