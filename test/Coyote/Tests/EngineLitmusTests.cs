using Xunit;

namespace Exploration.Tests;

public class EngineLitmusTests
{
    private static ExploreResult Explore(Scenario scenario, ModelChoice model, StrategyKind strategy = StrategyKind.Dfs, int preemptions = -1, long schedules = 200_000) =>
        Explorer.Run(scenario, new ExploreOptions { Model = model, Strategy = strategy, Preemptions = preemptions, Schedules = schedules });

    [Theory]
    [InlineData((int)StrategyKind.Dfs)]
    [InlineData((int)StrategyKind.Pct)]
    [InlineData((int)StrategyKind.Random)]
    [InlineData((int)StrategyKind.Portfolio)]
    public void Store_buffering_is_seen_under_tso_by_every_strategy(int strategy)
    {
        ExploreResult result = Explore(Litmus.StoreBuffering(fenced: false), ModelChoice.Tso, (StrategyKind)strategy, preemptions: 2, schedules: 10_000);
        Assert.NotNull(result.Failure);
        Assert.Equal(FailureKind.Check, result.Failure.Kind);
        Assert.Contains("both threads missed", result.Failure.Message);
    }

    [Fact]
    public void Store_buffering_is_impossible_under_sequential_consistency()
    {
        ExploreResult result = Explore(Litmus.StoreBuffering(fenced: false), ModelChoice.Sc);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
        Assert.Equal(252, result.Schedules); // 10 over 5: each thread has five stretches between its points
    }

    [Fact]
    public void A_fence_on_both_sides_forbids_store_buffering()
    {
        ExploreResult result = Explore(Litmus.StoreBuffering(fenced: true), ModelChoice.Tso, preemptions: 2);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Fact]
    public void A_process_wide_barrier_on_one_side_forbids_store_buffering()
    {
        ExploreResult result = Explore(Litmus.StoreBufferingAsymmetric(), ModelChoice.Tso, preemptions: 3);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Fact]
    public void Message_passing_holds_under_tso()
    {
        ExploreResult result = Explore(Litmus.MessagePassing(), ModelChoice.Tso);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Fact]
    public void Independent_reads_of_independent_writes_agree_under_tso()
    {
        ExploreResult result = Explore(Litmus.IndependentReads(), ModelChoice.Tso, preemptions: 1);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
        Assert.Null(Explore(Litmus.IndependentReads(), ModelChoice.Tso, StrategyKind.Portfolio, preemptions: 2, schedules: 5_000).Failure);
    }

    [Fact]
    public void A_thread_sees_its_own_delayed_stores()
    {
        var scenario = new Scenario("own-stores", world =>
        {
            int x = 0;
            object? reference = null;
            object item = new();
            world.Thread("writer", () =>
            {
                Concurrent.Volatile.Write(ref x, 1);
                Concurrent.Volatile.Write(ref reference, item);
                Check.Equal(1, Concurrent.Volatile.Read(ref x), "own store");
                Check.Equal(1, x, "own store, read plainly");
                Check.That(ReferenceEquals(reference, item), "own store of a reference");
            });
            world.Thread("reader", () =>
            {
                if (Concurrent.Volatile.Read(ref reference) is not null) Check.Equal(1, x, "stores are seen in order");
            });
            world.Finally(() => Check.That(x == 1 && reference == item, "every store is visible in the end"));
        });
        ExploreResult result = Explore(scenario, ModelChoice.Tso, preemptions: 2);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }
}
