using System;
using Xunit;

namespace Exploration.Tests;

public class EngineRaceTests
{
    private static readonly ExploreOptions Options = new() { Strategy = StrategyKind.Dfs, Preemptions = 2, Model = ModelChoice.Tso };

    private static Scenario Handing(Action<World, Cell<int>> threads) => new("handing", world => threads(world, world.Cell("cell", 0)));

    [Fact]
    public void Two_plain_accesses_that_nothing_orders_are_a_data_race()
    {
        ExploreResult result = Explorer.Run(Handing((world, cell) =>
        {
            world.Thread("writer", () => cell.Value = 1);
            world.Thread("reader", () => Check.That(cell.Value >= 0, "any value will do"));
        }), Options);
        Assert.NotNull(result.Failure);
        Assert.Equal(FailureKind.DataRace, result.Failure.Kind);
        Assert.Contains("'cell'", result.Failure.Message);
    }

    [Fact]
    public void A_read_before_a_write_is_a_race_too()
    {
        ExploreResult result = Explorer.Run(Handing((world, cell) =>
        {
            int done = 0;
            world.Thread("reader", () =>
            {
                Check.Equal(0, cell.Value, "before");
                Concurrent.Volatile.Read(ref done);
            });
            world.Thread("writer", () =>
            {
                if (Concurrent.Volatile.Read(ref done) == 0) cell.Value = 0;
            });
        }), Options);
        Assert.Equal(FailureKind.DataRace, result.Failure?.Kind);
    }

    [Fact]
    public void A_cell_that_is_published_by_a_flag_is_no_race()
    {
        ExploreResult result = Explorer.Run(Handing((world, cell) =>
        {
            int flag = 0;
            world.Thread("writer", () =>
            {
                cell.Value = 1;
                Concurrent.Volatile.Write(ref flag, 1);
            });
            world.Thread("reader", () =>
            {
                if (Concurrent.Volatile.Read(ref flag) == 1) Check.Equal(1, cell.Value, "published");
            });
        }), Options);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Fact]
    public void A_cell_that_is_written_after_its_publication_is_a_race()
    {
        ExploreResult result = Explorer.Run(Handing((world, cell) =>
        {
            int flag = 0;
            world.Thread("writer", () =>
            {
                Concurrent.Volatile.Write(ref flag, 1);
                cell.Value = 1;
            });
            world.Thread("reader", () =>
            {
                if (Concurrent.Volatile.Read(ref flag) == 1) Check.That(cell.Value >= 0, "any value will do");
            });
        }), Options);
        Assert.Equal(FailureKind.DataRace, result.Failure?.Kind);
    }

    [Fact]
    public void An_event_hands_a_cell_on()
    {
        ExploreResult result = Explorer.Run(Handing((world, cell) =>
        {
            var ready = new Concurrent.AutoResetEvent(initialState: false);
            world.Thread("writer", () =>
            {
                cell.Value = 1;
                ready.Set();
            });
            world.Thread("reader", () =>
            {
                ready.WaitOne();
                Check.Equal(1, cell.Value, "handed on");
            });
        }), Options);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }

    [Fact]
    public void A_compare_and_swap_hands_a_cell_on()
    {
        ExploreResult result = Explorer.Run(Handing((world, cell) =>
        {
            int owner = 0;
            for (int i = 1; i <= 2; i++)
            {
                int me = i;
                world.Thread($"owner {i}", () =>
                {
                    if (Concurrent.Interlocked.CompareExchange(ref owner, me, 0) != 0) return;
                    cell.Value = me;
                    Concurrent.Interlocked.Exchange(ref owner, 0);
                });
            }
        }), Options);
        Assert.Null(result.Failure);
        Assert.True(result.Exhausted);
    }
}
