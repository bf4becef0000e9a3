using System;
using Xunit;

namespace Exploration.Tests;

public class EngineWaitTests
{
    private static readonly ExploreOptions Exhaustively = new() { Strategy = StrategyKind.Dfs, Preemptions = 3, Model = ModelChoice.Sc };

    [Fact]
    public void A_deadlock_is_reported_with_who_waits_for_what()
    {
        var scenario = new Scenario("opposite-locks", world =>
        {
            var first = new Concurrent.Lock();
            var second = new Concurrent.Lock();
            world.Thread("up", () =>
            {
                using (first.EnterScope())
                using (second.EnterScope()) Check.That(first.IsHeldByCurrentThread, "held");
            });
            world.Thread("down", () =>
            {
                using (second.EnterScope())
                using (first.EnterScope()) Check.That(first.IsHeldByCurrentThread, "held");
            });
        });
        ExploreResult result = Explorer.Run(scenario, Exhaustively);
        Assert.NotNull(result.Failure);
        Assert.Equal(FailureKind.Deadlock, result.Failure.Kind);
        Assert.Contains("up waits for the lock that 'down' holds", result.Failure.Details);
        Assert.Contains("down waits for the lock that 'up' holds", result.Failure.Details);
        Assert.Equal(1, result.Cost.Preemptions);
    }

    [Fact]
    public void A_livelock_is_reported_when_steps_run_out()
    {
        var scenario = new Scenario("livelock", world =>
        {
            int stop = 0, turns = 0;
            world.Thread("runner", () =>
            {
                while (Concurrent.Volatile.Read(ref stop) == 0) Concurrent.Interlocked.Increment(ref turns);
            });
        })
        {
            MaxSteps = 100,
        };
        ExploreResult result = Explorer.Run(scenario, Exhaustively);
        Assert.NotNull(result.Failure);
        Assert.Equal(FailureKind.Livelock, result.Failure.Kind);
        Assert.Contains("more than 100 steps", result.Failure.Message);
    }

    [Fact]
    public void A_spin_loop_does_not_run_again_before_something_was_written()
    {
        int looks = 0, most = 0;
        var scenario = new Scenario("spin", world =>
        {
            int flag = 0;
            looks = 0;
            world.Thread("spinner", () =>
            {
                var spinner = new Concurrent.SpinWait();
                while (Concurrent.Volatile.Read(ref flag) == 0)
                {
                    looks++;
                    spinner.SpinOnce();
                }
            });
            world.Thread("setter", () => Concurrent.Volatile.Write(ref flag, 1));
            world.Finally(() => most = Math.Max(most, looks));
        });
        ExploreResult result = Explorer.Run(scenario, Exhaustively with { Preemptions = -1 });
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public void A_spin_loop_that_nobody_ends_is_a_deadlock()
    {
        var scenario = new Scenario("spin-for-ever", world =>
        {
            int flag = 0;
            world.Thread("spinner", () =>
            {
                var spinner = new Concurrent.SpinWait();
                while (Concurrent.Volatile.Read(ref flag) == 0) spinner.SpinOnce();
            });
        });
        ExploreResult result = Explorer.Run(scenario, Exhaustively);
        Assert.NotNull(result.Failure);
        Assert.Equal(FailureKind.Deadlock, result.Failure.Kind);
        Assert.Contains("spinner spins at EngineWaitTests.cs", result.Failure.Details);
    }

    [Fact]
    public void A_spin_loop_that_helps_itself_after_some_spins_is_no_deadlock()
    {
        var scenario = new Scenario("patient-spinner", world =>
        {
            int flag = 0;
            world.Thread("spinner", () =>
            {
                var spinner = new Concurrent.SpinWait();
                while (Concurrent.Volatile.Read(ref flag) == 0)
                {
                    if (spinner.Count == 64) Concurrent.Volatile.Write(ref flag, 1);
                    spinner.SpinOnce();
                }
            });
        });
        ExploreResult result = Explorer.Run(scenario, Exhaustively);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Theory]
    [InlineData((int)StrategyKind.Dfs)]
    [InlineData((int)StrategyKind.Pct)]
    public void Spinners_that_wake_each_other_do_not_starve_a_third_thread(int strategy)
    {
        var scenario = new Scenario("unfair", world =>
        {
            int flag = 0, noise = 0;
            for (int i = 0; i < 2; i++)
            {
                world.Thread($"spinner {i}", () =>
                {
                    var spinner = new Concurrent.SpinWait();
                    while (Concurrent.Volatile.Read(ref flag) == 0)
                    {
                        Concurrent.Interlocked.Increment(ref noise);
                        spinner.SpinOnce();
                    }
                });
            }

            world.Thread("setter", () => Concurrent.Volatile.Write(ref flag, 1));
        })
        {
            MaxSteps = 400,
        };
        ExploreResult result = Explorer.Run(scenario, Exhaustively with { Strategy = (StrategyKind)strategy, Preemptions = 1, Schedules = 3_000 });
        Assert.Null(result.Failure);
        Assert.True(result.Schedules > 100);
    }

    [Fact]
    public void The_lock_excludes()
    {
        var scenario = new Scenario("counter", world =>
        {
            var gate = new Concurrent.Lock();
            Cell<int> counter = world.Cell("counter", 0);
            for (int i = 0; i < 2; i++)
            {
                world.Thread($"adder {i}", () =>
                {
                    using (gate.EnterScope()) counter.Value++;
                });
            }

            world.Finally(() => Check.Equal(2, counter.Value, "counted"));
        });
        ExploreResult result = Explorer.Run(scenario, Exhaustively with { Model = ModelChoice.Tso });
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Fact]
    public void A_timed_wait_gives_up_only_when_nobody_else_can_run()
    {
        var scenario = new Scenario("timed-wait", world =>
        {
            var never = new Concurrent.AutoResetEvent(initialState: false);
            var soon = new Concurrent.AutoResetEvent(initialState: false);
            world.Thread("waiter", () =>
            {
                long start = Concurrent.Environment.TickCount64;
                Check.That(soon.WaitOne(10), "the setter could run, so the wait does not give up");
                Check.Equal(start, Concurrent.Environment.TickCount64, "no time has passed");
                Check.That(!never.WaitOne(250), "nobody sets it");
                Check.Equal(start + 250, Concurrent.Environment.TickCount64, "the clock jumped to the deadline");
            });
            world.Thread("setter", () => soon.Set());
        });
        ExploreResult result = Explorer.Run(scenario, Exhaustively);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Fact]
    public void A_spin_loop_with_a_time_limit_ends_in_virtual_time()
    {
        var scenario = new Scenario("patience", world => world.Thread("waiter", () =>
        {
            long start = Concurrent.Environment.TickCount64;
            var spinner = new Concurrent.SpinWait();
            while (Concurrent.Environment.TickCount64 - start < 60_000) spinner.SpinOnce();
        }));
        ExploreResult result = Explorer.Run(scenario, Exhaustively);
        Assert.Null(result.Failure);
        Assert.InRange(result.Steps, 1, 100);
    }

    [Fact]
    public void Threads_of_the_scenario_can_be_started_and_joined()
    {
        var scenario = new Scenario("join", world => world.Thread("parent", () =>
        {
            Cell<int> result = world.Cell("result", 0);
            var child = new Concurrent.Thread(() => result.Value = 42) { Name = "child" };
            Check.That(!child.IsAlive, "not started");
            child.Start();
            child.Join();
            Check.That(!child.IsAlive, "joined");
            Check.Equal(42, result.Value, "the child's work is seen");
        }));
        ExploreResult result = Explorer.Run(scenario, Exhaustively with { Model = ModelChoice.Tso });
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }
}
