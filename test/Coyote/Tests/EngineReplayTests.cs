using System;
using System.IO;
using Xunit;

namespace Exploration.Tests;

public class EngineReplayTests
{
    private static readonly ExploreOptions Tso = new() { Model = ModelChoice.Tso };

    [Fact]
    public void A_saved_trace_replays_to_the_identical_report()
    {
        Scenario scenario = Litmus.StoreBuffering(fenced: false);
        ExploreResult found = Explorer.Run(scenario, Tso);
        string path = Path.GetTempFileName();
        try
        {
            found.Trace!.Save(path);
            ExploreResult again = Explorer.Replay(ScheduleTrace.Load(path), scenario);
            Assert.Equal(found.Report, again.Report);
            Assert.Equal(found.Failure, again.Failure);
            Assert.Equal(found.Trace.ToString(), File.ReadAllText(path));
            Assert.InRange(File.ReadAllLines(path).Length, 6, 10);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_report_tells_thread_operation_location_and_value()
    {
        ExploreResult found = Explorer.Run(Litmus.StoreBuffering(fenced: false), Tso);
        Assert.Contains("FAILED in main (end): both threads missed the other's store", found.Report);
        Assert.Matches(@"left\s+write, delayed\s+x#1 = 1\s+Litmus\.cs:\d+", found.Report);
        Assert.Matches(@"left\s+read\s+y#1 = 0\s+Litmus\.cs:\d+", found.Report);
    }

    [Fact]
    public void A_scenario_that_does_something_else_each_time_is_found_out()
    {
        int runs = 0;
        var scenario = new Scenario("moody", world => world.Thread("moody", () =>
        {
            int x = 0;
            Concurrent.Volatile.Write(ref x, 1);
            Check.That(++runs != 5, "the fifth run");
        }));
        ExploreResult result = Explorer.Run(scenario, new ExploreOptions { Model = ModelChoice.Sc, Strategy = StrategyKind.Random });
        Assert.Equal(FailureKind.Nondeterminism, result.Failure?.Kind);
        Assert.Contains("the fifth run", result.Failure!.Message);
    }

    [Fact]
    public void A_scenario_with_more_choices_than_before_is_found_out()
    {
        int runs = 0;
        var scenario = new Scenario("growing", world =>
        {
            int x = 0;
            int threads = 2 + (runs++ / 3);
            for (int i = 0; i < threads; i++) world.Thread($"thread {i}", () => Concurrent.Volatile.Write(ref x, 1));
        });
        ExploreResult result = Explorer.Run(scenario, new ExploreOptions { Model = ModelChoice.Sc, Strategy = StrategyKind.Dfs, Preemptions = -1, Schedules = 1_000 });
        Assert.Equal(FailureKind.Nondeterminism, result.Failure?.Kind);
    }

    [Fact]
    public void A_scenario_that_throws_in_its_set_up_fails_there()
    {
        ExploreResult result = Explorer.Run(new Scenario("broken", _ => throw new InvalidOperationException("no such thing")), Tso);
        Assert.Equal(FailureKind.Exception, result.Failure?.Kind);
        Assert.Equal("main (set-up)", result.Failure!.Thread);
        Assert.Contains("no such thing", result.Failure.Message);
        Assert.Equal(1, result.Schedules);
    }

    [Fact]
    public void A_scenario_without_threads_is_one_schedule()
    {
        bool looked = false;
        ExploreResult result = Explorer.Run(new Scenario("empty", world => world.Finally(() => looked = true)), new ExploreOptions { Strategy = StrategyKind.Dfs, Model = ModelChoice.Sc });
        Assert.True(result.Exhausted);
        Assert.Equal(1, result.Schedules);
        Assert.True(looked);
    }

    [Fact]
    public void An_exception_of_a_thread_is_reported_with_its_place()
    {
        var scenario = new Scenario("thrower", world => world.Thread("thrower", () => throw new InvalidOperationException("out of order")));
        ExploreResult result = Explorer.Run(scenario, Tso);
        Assert.Equal(FailureKind.Exception, result.Failure?.Kind);
        Assert.Equal("thrower", result.Failure!.Thread);
        Assert.Contains("EngineReplayTests.cs", result.Failure.Details);
        Assert.DoesNotContain("/test/Coyote/", result.Failure.Details);
    }

    [Fact]
    public void A_trace_of_another_scenario_or_build_is_refused()
    {
        Scenario scenario = Litmus.StoreBuffering(fenced: false);
        ScheduleTrace trace = Explorer.Run(scenario, Tso).Trace!;
        Assert.Contains("scenario", Assert.Throws<UsageException>(() => Explorer.Replay(trace, Litmus.MessagePassing())).Message);
        Assert.Contains("build", Assert.Throws<UsageException>(() => Explorer.Replay(trace with { Build = "0" }, scenario)).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else")]
    [InlineData("concurrent exploration trace 1\nscenario: x\n")]
    [InlineData("concurrent exploration trace 1\nscenario: x\nbuild: y\nmodel: psc\ndelays: 2\nchoices: t1\n")]
    [InlineData("concurrent exploration trace 1\nscenario: x\nbuild: y\nmodel: sc\ndelays: 2\nchoices: t1*\n")]
    [InlineData("concurrent exploration trace 1\nscenario: x\nbuild: y\nmodel: sc\ndelays: 2\nchoices: q7\n")]
    public void What_is_no_trace_is_refused(string text) => Assert.Throws<FormatException>(() => ScheduleTrace.Parse(text));
}
