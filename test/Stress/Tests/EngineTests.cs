using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Exploration;
using Stress.Cli;
using Stress.Engine;
using Xunit;

namespace Stress.Tests;

public sealed class EngineTests
{
    private static readonly StressOptions Impatient = new() { Duration = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromMilliseconds(500), StopAtFirst = true };

    [Fact]
    public void A_worker_that_stands_still_is_reported_with_what_it_does_and_its_stack()
    {
        using var gate = new ManualResetEventSlim();
        var actor = new Actor(run =>
        {
            run.NewDomain(new RcuDomainOptions { Name = "the domain" });
            run.AddWorker("sleeper", worker =>
            {
                using (worker.Doing("outer"))
                using (worker.Doing("wait for the gate", 42)) WaitForTheGate(gate, run);
            });
            run.AddWorker("runner", worker => worker.Count("rounds"));
        });
        (StressRun ran, ViolationLog log) = actor.Execute(Impatient);
        gate.Set();
        Violation violation = Assert.Single(log.First());
        Assert.Equal("sleeper", violation.Worker);
        Assert.Contains("outer > wait for the gate 42", violation.Seen, StringComparison.Ordinal);
        Assert.Contains("domain the domain", violation.Seen, StringComparison.Ordinal);
        Assert.Contains(nameof(WaitForTheGate), violation.Seen, StringComparison.Ordinal);
        Assert.False(ran.IsStuck);
    }

    private static void WaitForTheGate(ManualResetEventSlim gate, StressRun run)
    {
        while (!gate.IsSet && !run.Stopping) gate.Wait(10);
    }

    [Fact]
    public void A_worker_that_does_not_end_leaves_the_run_stuck()
    {
        using var gate = new ManualResetEventSlim();
        var actor = new Actor(run => run.AddOnce("stubborn", _ => gate.Wait()));
        (StressRun ran, ViolationLog log) = actor.Execute(Impatient with { Duration = TimeSpan.FromMilliseconds(50) });
        gate.Set();
        Assert.True(ran.IsStuck);
        Assert.Contains("ends when the run does", Assert.Single(log.First()).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void A_domain_that_cannot_be_disposed_is_reported_and_left()
    {
        using var gate = new ManualResetEventSlim();
        var actor = new Actor(run => run.NewDomain().Call(static gate => gate.Wait(), gate));
        (StressRun ran, ViolationLog log) = actor.Execute(Impatient with { Duration = TimeSpan.FromMilliseconds(50) });
        gate.Set();
        Assert.True(ran.IsStuck);
        Assert.Contains("is disposed", Assert.Single(log.First()).Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_a_worker_is_a_violation_and_the_others_go_on()
    {
        var actor = new Actor(run =>
        {
            run.AddWorker("thrower", _ => throw new TimeoutException("as planned"));
            run.AddWorker("other", worker => worker.Count("rounds"));
        });
        (StressRun ran, ViolationLog log) = actor.Execute();
        Assert.Contains("as planned", Assert.Single(log.First()).Seen, StringComparison.Ordinal);
        Assert.True(ran.Workers[1].Steps > 1);
    }

    [Fact]
    public void An_assert_that_fails_is_a_violation_wherever_its_exception_goes()
    {
        var actor = new Actor(run => run.AddOnce("asserter", _ =>
        {
            try
            {
                Debug.Assert(false, "as planned");
            }
            catch (Exception e) when (e is AssertFailedException)
            {
                // Swallowed, as code under test might.
            }
        }));
        (_, ViolationLog log) = actor.Execute();
        Assert.Contains("assert failed: as planned", Assert.Single(log.First()).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_a_callback_that_nobody_listens_to_is_a_violation()
    {
        var actor = new Actor(run => run.NewDomain().Call<int>(static _ => throw new TimeoutException("as planned"), 0));
        (_, ViolationLog log) = actor.Execute();
        Assert.Contains("as planned", Assert.Single(log.First()).Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Violations_carry_what_repeats_them_and_the_first_are_kept()
    {
        var actor = new Actor(run => run.AddOnce("finder", worker =>
        {
            for (int i = 0; i < 100; i++) worker.Violate($"expected {i}", "seen");
        }));
        (_, ViolationLog log) = actor.Execute(new StressOptions { Seed = 77, Readers = 3, Writers = 4, Duration = TimeSpan.FromSeconds(2) });
        Assert.Equal(100, log.Count);
        Assert.Equal(ViolationLog.MaxKept, log.First().Count);
        Assert.Equal("expected 0", log.First()[0].Expected);
        Assert.Equal("test-actor --seed 77 --readers 3 --writers 4 --seconds 2", log.First()[0].Again);
    }

    [Fact]
    public void A_seed_gives_every_worker_the_same_numbers_again_and_other_workers_others()
    {
        Assert.Equal(Numbers(5), Numbers(5));
        Assert.NotEqual(Numbers(5), Numbers(6));
        Assert.Equal(4, Numbers(5).Distinct().Count());

        static ulong[] Numbers(ulong seed)
        {
            ulong[] first = new ulong[4];
            var actor = new Actor(run =>
            {
                for (int i = 0; i < first.Length; i++) run.AddOnce($"worker {i}", worker => first[worker.Index] = worker.Random.Next());
            });
            actor.Execute(new StressOptions { Seed = seed, Duration = TimeSpan.FromSeconds(5) });
            return first;
        }
    }

    [Fact]
    public void A_run_is_over_when_its_only_tasks_are()
    {
        (StressRun run, _) = new Actor(run => run.AddOnce("short", worker => worker.Count("done"))).Execute(new StressOptions { Duration = TimeSpan.FromMinutes(10) });
        var counters = new Dictionary<string, long>();
        run.Workers[0].Counters.AddTo(counters);
        Assert.Equal(1, counters["done"]);
    }

    [Fact]
    public void Scenarios_have_names_of_their_own_and_say_what_they_check()
    {
        string[] names = [.. ScenarioCatalogue.All.Select(scenario => scenario.Name)];
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(names, name => Assert.Contains('-', name));
        Assert.All(ScenarioCatalogue.All, scenario => Assert.True(scenario.Checks.Length > 20, scenario.Name));
        Assert.Equal(names, ScenarioCatalogue.Select([]));
        Assert.Equal(names.Where(name => name.StartsWith("rcu-", StringComparison.Ordinal)), ScenarioCatalogue.Select(["rcu"]));
        Assert.Equal(["rcu-stalled-reader", "rcu-stalled-reclaimer"], ScenarioCatalogue.Select(["rcu-stalled-*"]));
        Assert.Throws<UsageException>(() => ScenarioCatalogue.Select(["rcu", "nothing-such"]));
        Assert.Throws<UsageException>(() => RuntimeSetting.Select("server-gc,nothing-such"));
    }
}
