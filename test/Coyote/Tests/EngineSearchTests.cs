using Xunit;

namespace Exploration.Tests;

public class EngineSearchTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 20)] // 6 over 3
    [InlineData(2, 2, 252)] // 10 over 5
    [InlineData(3, 1, 1680)] // 9! / (3! 3! 3!)
    public void Depth_first_search_runs_every_schedule_once_and_says_so(int threads, int stores, long schedules)
    {
        ExploreResult result = Explorer.Run(Litmus.Stores(threads, stores), new ExploreOptions { Strategy = StrategyKind.Dfs, Model = ModelChoice.Sc, Preemptions = -1 });
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
        Assert.Equal(schedules, result.Schedules);
        Assert.Equal(schedules, result.SpaceSize);
    }

    [Theory]
    [InlineData(0, 2)] // one after the other, either first
    [InlineData(1, 6)] // and interrupted at one of two places
    public void Depth_first_search_counts_preemptions(int preemptions, long schedules)
    {
        ExploreResult result = Explorer.Run(Litmus.Stores(2, 1), new ExploreOptions { Strategy = StrategyKind.Dfs, Model = ModelChoice.Sc, Preemptions = preemptions });
        Assert.True(result.Exhausted);
        Assert.Equal(schedules, result.SpaceSize);
    }

    [Fact]
    public void Depth_first_search_does_not_claim_exhaustion_when_the_budget_ends_first()
    {
        ExploreResult result = Explorer.Run(Litmus.Stores(3, 1), new ExploreOptions { Strategy = StrategyKind.Dfs, Model = ModelChoice.Sc, Preemptions = -1, Schedules = 1679 });
        Assert.False(result.Exhausted);
        Assert.Equal(1679, result.Schedules);
    }

    [Fact]
    public void A_bug_that_needs_two_preemptions_is_not_there_with_one()
    {
        ExploreResult one = Explorer.Run(Litmus.TwoPreemptions(), new ExploreOptions { Strategy = StrategyKind.Dfs, Preemptions = 1 });
        Assert.Null(one.Failure);
        Assert.True(one.Exhausted);
        ExploreResult two = Explorer.Run(Litmus.TwoPreemptions(), new ExploreOptions { Strategy = StrategyKind.Dfs, Preemptions = 2 });
        Assert.NotNull(two.Failure);
        Assert.Equal(2, two.Cost.Preemptions);
    }

    [Theory]
    [InlineData((int)StrategyKind.Pct)]
    [InlineData((int)StrategyKind.Random)]
    [InlineData((int)StrategyKind.Portfolio)]
    public void A_bug_that_needs_two_preemptions_is_found_by_chance(int strategy)
    {
        ExploreResult result = Explorer.Run(Litmus.TwoPreemptions(), new ExploreOptions { Strategy = (StrategyKind)strategy, Depth = 3, Schedules = 20_000 });
        Assert.NotNull(result.Failure);
        Assert.Equal("both were interrupted", result.Failure.Message);
    }

    [Theory]
    [InlineData((int)StrategyKind.Pct)]
    [InlineData((int)StrategyKind.Random)]
    [InlineData((int)StrategyKind.Portfolio)]
    public void The_same_seed_gives_the_same_run_and_another_seed_another(int strategy)
    {
        ExploreOptions options = new() { Strategy = (StrategyKind)strategy, Schedules = 20_000, Seed = 7, Model = ModelChoice.Tso };
        ExploreResult first = Explorer.Run(Litmus.StoreBuffering(fenced: false), options);
        ExploreResult second = Explorer.Run(Litmus.StoreBuffering(fenced: false), options);
        Assert.Equal(first.Schedules, second.Schedules);
        Assert.Equal(first.Steps, second.Steps);
        Assert.Equal(first.Report, second.Report);
        Assert.Equal(first.Trace!.ToString(), second.Trace!.ToString());
    }

    [Theory]
    [InlineData((int)StrategyKind.Pct)]
    [InlineData((int)StrategyKind.Random)]
    public void Shrinking_takes_away_preemptions_that_the_failure_does_not_need(int strategy)
    {
        // Long enough that chance interrupts the threads far more often than the bug needs.
        var scenario = new Scenario("lost-update", world =>
        {
            int counter = 0;
            for (int i = 0; i < 3; i++)
            {
                world.Thread($"adder {i}", () =>
                {
                    for (int n = 0; n < 4; n++) Concurrent.Volatile.Write(ref counter, Concurrent.Volatile.Read(ref counter) + 1);
                });
            }

            world.Finally(() => Check.That(counter == 12, "an update was lost"));
        });
        ExploreResult result = Explorer.Run(scenario, new ExploreOptions { Strategy = (StrategyKind)strategy, Depth = 5, Model = ModelChoice.Sc });
        Assert.NotNull(result.Failure);
        Assert.Equal(1, result.Cost.Preemptions);
        Assert.True(result.FoundCost.Preemptions >= 1);
        Assert.True(result.Cost.Switches <= result.FoundCost.Switches);
    }
}
