#if COYOTE
using System;
using System.Diagnostics;
using System.Linq;
using Microsoft.Coyote;
using Microsoft.Coyote.Logging;
using Microsoft.Coyote.Runtime;
using Microsoft.Coyote.SystematicTesting;

namespace Exploration;

/// <summary>Explores a scenario with Microsoft Coyote's testing engine: its strategies choose, the scenarios, shims and detectors are ours.</summary>
internal static class CoyoteExplorer
{
    /// <summary>Schedules between two looks at the clock, and before a portfolio goes on to its next strategy.</summary>
    private const long Slice = 50;

    /// <summary>A thread that blocks outside of the shims is found by Coyote's own watch. Generous: the machine may be busy.</summary>
    private const uint HangMilliseconds = 30_000;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(1);

    /// <exception cref="UsageException">Coyote cannot do what is asked for.</exception>
    internal static ExploreResult Run(Scenario scenario, ExploreOptions options)
    {
        if (options.Model == ModelChoice.Tso || scenario.Model == ModelChoice.Tso)
            throw new UsageException($"Coyote has no store buffers: the scenario '{scenario.Name}' in the model tso needs the built-in engine.");
        if (options.Strategy == StrategyKind.Dfs) throw new UsageException("Coyote offers no depth-first search; take random, pct or portfolio.");

        using var engine = new CoyoteEngine();
        var watch = Stopwatch.StartNew();
        TimeSpan told = TimeSpan.Zero;
        long schedules = 0, steps = 0;
        for (int slice = 0; schedules < options.Schedules; slice++)
        {
            (string name, Configuration configuration) = StrategyOf(options, slice);
            configuration = configuration.WithTestingIterations((uint)Math.Min(Slice, options.Schedules - schedules)).WithRandomGeneratorSeed((uint)options.Seed + (uint)schedules);
            engine.Begin(scenario, log: null);
            using TestingEngine testing = Test(engine, configuration);
            schedules += engine.Schedules;
            steps += engine.TotalSteps;
            if (FailureOf(engine, testing) is { } failure) return Tell(scenario, failure, testing.ReproducibleTrace, $"coyote {name}", schedules, steps, watch.Elapsed);
            TimeSpan elapsed = watch.Elapsed;
            if (elapsed > options.Timeout) break;
            if (options.Progress is null || elapsed - told < ProgressEvery) continue;
            told = elapsed;
            options.Progress(new ExploreProgress("coyote", name, schedules, steps, elapsed));
        }

        return new ExploreResult { Scenario = scenario.Name, Schedules = schedules, Steps = steps, Elapsed = watch.Elapsed };
    }

    /// <summary>Runs the schedule of a trace that Coyote wrote.</summary>
    internal static ExploreResult Replay(Scenario scenario, ScheduleTrace trace)
    {
        var watch = Stopwatch.StartNew();
        var log = new StepLog();
        using var engine = new CoyoteEngine();
        engine.Begin(scenario, log);
        Failure? failure;
        try
        {
            using TestingEngine testing = Test(engine, Common().WithReproducibleTrace(trace.Coyote!));
            failure = FailureOf(engine, testing);
        }
        catch (Exception e) when (engine.Schedules == 0)
        {
            // Not one kind of exception: the parser trusts its input.
            throw new UsageException($"The trace is damaged: Coyote cannot read it ({e.Message.Split('\n')[0].Trim()}).");
        }

        ScheduleCost cost = engine.Cost;
        return new ExploreResult
        {
            Scenario = scenario.Name,
            Failure = failure,
            Cost = cost,
            FoundCost = cost,
            Schedules = 1,
            Steps = engine.TotalSteps,
            Elapsed = watch.Elapsed,
            FoundBy = "coyote replay",
            Trace = trace,
            Report = failure is null ? "" : ReportWriter.Write(trace, failure, log.Steps, cost.ToString()),
        };
    }

    /// <summary>Runs the schedule once more to write down what happens in it.</summary>
    private static ExploreResult Tell(Scenario scenario, Failure failure, string json, string foundBy, long schedules, long steps, TimeSpan elapsed)
    {
        var trace = new ScheduleTrace(scenario.Name, BuildHash.Value, "sc", 0, []) { Coyote = string.Join(' ', json.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) };
        ExploreResult again = Replay(scenario, trace);
        if (again.Failure?.IsLike(failure) != true)
        {
            failure = new Failure(
                FailureKind.Nondeterminism, failure.Thread, $"a schedule failed with '{failure.Message}', but Coyote's trace does not lead there again", failure.Details);
            again = again with { Failure = failure, Report = ReportWriter.Write(trace, failure, [], "not repeatable") };
        }

        return again with { Schedules = schedules, Steps = steps, Elapsed = elapsed, FoundBy = foundBy };
    }

    private static TestingEngine Test(CoyoteEngine engine, Configuration configuration)
    {
        TestingEngine testing = TestingEngine.Create(configuration, (ICoyoteRuntime runtime) => engine.RunSchedule(runtime));
        testing.SetLogger(new TextWriterLogger(System.IO.TextWriter.Null, VerbosityLevel.None));
        testing.Run();
        return testing;
    }

    private static Failure? FailureOf(CoyoteEngine engine, TestingEngine testing) => engine.Found
        ?? (testing.TestReport.NumOfFoundBugs == 0 ? null : new Failure(FailureKind.Deadlock, "all", testing.TestReport.BugReports.First().Split('\n')[0].Trim(), ""));

    private static (string Name, Configuration Configuration) StrategyOf(ExploreOptions options, int slice)
    {
        Configuration configuration = Common();
        uint depth = (uint)options.Depth;
        int turn = options.Strategy switch { StrategyKind.Random => 0, StrategyKind.Pct => 1, _ => slice % 5 };
        return turn switch
        {
            0 => ("random", configuration.WithRandomStrategy()),
            1 => ("pct", configuration.WithPrioritizationStrategy(isFair: false, depth)),
            2 => ("probabilistic", configuration.WithProbabilisticStrategy()),
            3 => ("delay-bounding", configuration.WithDelayBoundingStrategy(isFair: false, depth)),
            _ => ("q-learning", configuration.WithQLearningStrategy()),
        };
    }

    /// <summary>What Coyote watches by itself is off where ours does it: steps, traces for its own viewer, rewriting.</summary>
    private static Configuration Common() => Configuration.Create()
        .WithTelemetryEnabled(false)
        .WithTraceAnalysisEnabled(false)
        .WithLivenessTemperatureThreshold(0)
        .WithMaxSchedulingSteps(1_000_000, 1_000_000)
        .WithDeadlockTimeout(HangMilliseconds);
}
#else
namespace Exploration;

/// <summary>Stands where Microsoft Coyote would be in a build with it.</summary>
internal static class CoyoteExplorer
{
    internal static ExploreResult Run(Scenario scenario, ExploreOptions options) => throw Absent($"to explore '{scenario.Name}' by {options.Strategy}");

    internal static ExploreResult Replay(Scenario scenario, ScheduleTrace trace) => throw Absent($"to replay a trace of '{scenario.Name}' with build {trace.Build}");

    private static UsageException Absent(string what) => new($"This build has no Coyote {what}: build with -p:UseCoyote=true (see docs/exploration.md).");
}
#endif
