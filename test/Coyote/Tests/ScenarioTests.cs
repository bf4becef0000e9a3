using System;
using Xunit;

namespace Exploration.Tests;

public class ScenarioTests
{
    /// <summary>Every scenario gets so much of the test run; the console program takes as much as one likes.</summary>
    private static readonly TimeSpan Budget = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan BudgetOfControls = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Names()
    {
        var names = new TheoryData<string>();
        foreach (Scenario scenario in ScenarioCatalog.All) names.Add(scenario.Name);
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds_in_every_schedule_tried(string name)
    {
        bool mustFail = ScenarioCatalog.TryGet(name)!.MustFail;
        ExploreResult result = Explorer.Run(name, new ExploreOptions { Schedules = 1_000_000, Timeout = mustFail ? BudgetOfControls : Budget });
        if (mustFail) Assert.True(result.Failure is not null, $"inconclusive: the control '{name}' was not found in {result.Schedules} schedules");
        else Assert.True(result.Failure is null, result.Report);
    }
}
