using System;
using System.IO;
using System.Linq;
using Xunit;
using Shared = Concurrent.Volatile;

namespace Exploration.Tests;

#if COYOTE
/// <summary>The same scenarios on Microsoft Coyote; in a build with -p:UseCoyote=true.</summary>
public class CoyoteTests
{
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(400);

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (Scenario scenario in ScenarioCatalog.All.Where(scenario => scenario.Model != ModelChoice.Tso)) names.Add(scenario.Name);
        return names;
    }

    private static ExploreOptions On(int schedules) => new() { Engine = EngineKind.Coyote, Schedules = schedules };

    /// <summary>Each thread adds one, in two steps.</summary>
    private static Scenario LostUpdate() => new("lost-update", world =>
    {
        int x = 0;
        world.Thread("left", () => Shared.Write(ref x, Shared.Read(ref x) + 1));
        world.Thread("right", () => Shared.Write(ref x, Shared.Read(ref x) + 1));
        world.Finally(() => Check.That(x == 2, "an update was lost"));
    });

    private static Scenario Embrace() => new("embrace", world =>
    {
        var left = new Concurrent.Lock();
        var right = new Concurrent.Lock();
        world.Thread("left", () =>
        {
            using (left.EnterScope())
            using (right.EnterScope())
            {
            }
        });
        world.Thread("right", () =>
        {
            using (right.EnterScope())
            using (left.EnterScope())
            {
            }
        });
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds_in_every_schedule_tried(string name)
    {
        ExploreResult result = Explorer.Run(name, On(100_000) with { Timeout = Budget });
        Assert.True(result.Failure is null, result.Report);
        Assert.True(result.Schedules > 0 && result.Steps > 0);
    }

    [Theory]
    [InlineData((int)StrategyKind.Random)]
    [InlineData((int)StrategyKind.Pct)]
    [InlineData((int)StrategyKind.Portfolio)]
    public void A_mistake_is_found_told_and_found_again(int strategy)
    {
        ExploreResult result = Explorer.Run(LostUpdate(), On(1_000) with { Strategy = (StrategyKind)strategy });
        Assert.Equal("an update was lost", result.Failure?.Message);
        Assert.Contains("left", result.Report, StringComparison.Ordinal);
        ScheduleTrace trace = ScheduleTrace.Parse(result.Trace!.ToString());
        ExploreResult again = Explorer.Replay(trace, LostUpdate());
        Assert.Equal(result.Report, again.Report);
        Assert.Equal("an update was lost", again.Failure?.Message);
    }

    [Fact]
    public void A_deadlock_is_found_and_says_who_waits()
    {
        ExploreResult result = Explorer.Run(Embrace(), On(1_000));
        Assert.Equal(FailureKind.Deadlock, result.Failure?.Kind);
        Assert.Contains("the lock that 'left' holds", result.Failure!.Details, StringComparison.Ordinal);
        Assert.Contains("the lock that 'right' holds", result.Failure.Details, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_race_is_found()
    {
        ExploreResult result = Explorer.Run(
            new Scenario("race", world =>
            {
                Cell<int> cell = world.Cell("cell", 0);
                world.Thread("left", () => cell.Value = 1);
                world.Thread("right", () => cell.Value = 2);
            }),
            On(1_000));
        Assert.Equal(FailureKind.DataRace, result.Failure?.Kind);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("{\"Steps\":[\"nonsense\"]}")]
    public void A_damaged_trace_gets_one_line(string json)
    {
        var trace = new ScheduleTrace("lost-update", BuildHash.Value, "sc", 0, []) { Coyote = json };
        UsageException e = Assert.Throws<UsageException>(() => Explorer.Replay(trace, LostUpdate()));
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void What_Coyote_cannot_do_is_refused()
    {
        Assert.Throws<UsageException>(() => Explorer.Run(LostUpdate(), On(1) with { Model = ModelChoice.Tso }));
        Assert.Throws<UsageException>(() => Explorer.Run(LostUpdate(), On(1) with { Strategy = StrategyKind.Dfs }));
        Assert.Throws<UsageException>(() => Explorer.Run("control-store-buffering", On(1)));
    }
}
#else
/// <summary>In a build without Microsoft Coyote everything else works, and what needs it says how to get it.</summary>
public class CoyoteTests
{
    [Fact]
    public void To_explore_on_it_is_refused_with_the_way_to_build_it()
    {
        UsageException e = Assert.Throws<UsageException>(() => Explorer.Run("demo-section-protects", new ExploreOptions { Engine = EngineKind.Coyote }));
        Assert.Contains("-p:UseCoyote=true", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void To_replay_a_trace_of_its_is_refused_with_the_way_to_build_it()
    {
        string path = Path.GetTempFileName();
        try
        {
            new ScheduleTrace("demo-section-protects", BuildHash.Value, "sc", 0, []) { Coyote = "{}" }.Save(path);
            UsageException e = Assert.Throws<UsageException>(() => Explorer.Replay(ScheduleTrace.Load(path)));
            Assert.Contains("-p:UseCoyote=true", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
#endif
