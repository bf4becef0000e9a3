using System;
using Stress.Engine;
using Stress.Faults;
using Xunit;
using Xunit.Abstractions;

namespace Stress.Tests;

/// <summary>A few of the controls, those that are caught at once; <c>--controls</c> has all of them.</summary>
public sealed class ControlTests(ControlTests.Runner runner, ITestOutputHelper output) : IClassFixture<ControlTests.Runner>
{
    public sealed class Runner : IDisposable
    {
        private readonly ControlRunner runner = new(seed: 1);

        internal ControlRun Run(string fault, string scenario) => runner.Run(FaultCatalogue.Find(fault), scenario);

        internal string? RunWithoutFault(string[] scenarios) => runner.RunWithoutFault(scenarios, secondsEach: 1);

        public void Dispose() => runner.Dispose();
    }

    [Theory]
    [InlineData("process-wide-barrier-dropped", "rcu-store-buffer")]
    [InlineData("grace-period-without-scan", "rcu-age-pipe")]
    [InlineData("recycled-without-grace-period", "rcu-recycling")]
    [InlineData("batch-stores-in-place", "bplus-bank")]
    [InlineData("maple-snapshot-freezes-nothing", "maple-snapshots")]
    [InlineData("radix-walk-without-section", "radix-refill")]
    public void A_planted_fault_is_noticed(string fault, string scenario)
    {
        ControlRun run = runner.Run(fault, scenario);
        output.WriteLine(ControlTable.Line(run));
        bool enoughCores = Environment.ProcessorCount >= ScenarioCatalogue.Create(scenario).MinimumCores;
        Assert.Equal(enoughCores ? ControlOutcome.Caught : ControlOutcome.Skipped, run.Outcome);
        Assert.NotEmpty(run.Evidence);
    }

    [Fact]
    public void Without_a_fault_the_same_program_notices_nothing() => Assert.Null(runner.RunWithoutFault(["rcu-age-pipe", "rcu-recycling", "bplus-bank"]));

    [Fact]
    public void A_fault_that_is_none_is_missed()
    {
        Fault harmless = FaultCatalogue.Find("grace-period-without-scan") with { Name = "harmless", Edits = [new("src/Rcu/GracePeriods.cs", "const int rounds = 64;", "const int rounds = 65;")], Seconds = 1 };
        using var own = new ControlRunner(seed: 1);
        Assert.Equal(ControlOutcome.Missed, own.Run(harmless, "rcu-age-pipe").Outcome);
    }

    [Fact]
    public void A_fault_that_cannot_be_planted_is_missed_and_says_why()
    {
        Fault broken = FaultCatalogue.Find("grace-period-without-scan") with { Name = "broken", Edits = [new("src/Rcu/GracePeriods.cs", "const int rounds = 64;", "this does not compile")] };
        using var own = new ControlRunner(seed: 1);
        ControlRun run = own.Run(broken, "rcu-age-pipe");
        Assert.Equal(ControlOutcome.Missed, run.Outcome);
        Assert.Contains("cannot be planted", run.Evidence, StringComparison.Ordinal);
    }
}
