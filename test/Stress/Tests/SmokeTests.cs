using System;
using System.Linq;
using Stress.Engine;
using Xunit;

namespace Stress.Tests;

/// <summary>Every scenario for a moment, with a reader and a writer: a machine with two cores does it in a minute. What takes luck to be seen is for longer runs.</summary>
public sealed class SmokeTests
{
    private const double Seconds = 1.2;

    /// <summary>All that this machine has enough cores for. The others say nothing here.</summary>
    public static TheoryData<string> Scenarios =>
        [.. ScenarioCatalogue.All.Where(scenario => scenario.MinimumCores <= Environment.ProcessorCount).Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void A_scenario_sees_no_rule_broken(string name)
    {
        var log = new ViolationLog();
        var options = new StressOptions { Duration = TimeSpan.FromSeconds(Seconds), Patience = TimeSpan.FromMinutes(1) };
        using var run = new StressRun(ScenarioCatalogue.Create(name), options, log);
        run.Execute();
        Assert.True(log.Count == 0, string.Join("\n", log.First()));
        Assert.NotEmpty(run.Workers);
        Assert.All(run.Workers, worker => Assert.True(worker.HasEnded && worker.Steps > 0, $"{worker.Name} did nothing"));
    }

    [Fact]
    public void Scenarios_say_in_one_line_what_they_would_detect()
    {
        Assert.All(ScenarioCatalogue.All, scenario =>
        {
            Assert.NotEmpty(scenario.Checks);
            Assert.DoesNotContain("\n", scenario.Checks, StringComparison.Ordinal);
        });
        Assert.Equal(ScenarioCatalogue.All.Count, ScenarioCatalogue.All.Select(scenario => scenario.Name).Distinct(StringComparer.Ordinal).Count());
    }
}
