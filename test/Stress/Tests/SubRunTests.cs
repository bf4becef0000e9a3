using System;
using System.IO;
using System.Linq;
using System.Threading;
using Spectre.Console;
using Stress.Cli;
using Xunit;

namespace Stress.Tests;

public sealed class SubRunTests
{
    [Fact]
    public void Every_setting_runs_in_a_process_of_its_own_and_holds_there()
    {
        var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        string file = Path.GetTempFileName();
        try
        {
            string[] arguments = ["rcu-cookies", "rcu-store-buffer", "--seconds", "2.8", "--turn", "0.2", "--readers", "1", "--writers", "1", "--settings", "all", "--json", file];
            var errors = new StringWriter();
            int code = StressCommand.Run(arguments, console, errors);
            Assert.True(code == ExitCode.Fine, output.ToString() + errors);
            SessionSummary summary = SummaryJson.Read<SessionSummary>(file)!;
            Assert.Equal(RuntimeSetting.All.Select(setting => setting.Name), summary.SubRuns.Select(run => run.Setting));
            Assert.All(summary.SubRuns, run => Assert.Equal((0, 0L), (run.ExitCode, run.Summary!.Violations)));
            Assert.True(Of("server-gc").Machine.ServerGc);
            foreach (RuntimeSetting setting in RuntimeSetting.All)
                Assert.All(setting.Environment, variable => Assert.Equal(variable.Value, Of(setting.Name).Machine.Variables[variable.Key]));
            Assert.True(Of("full-fence").Machine.ReadersFence);
            if (OperatingSystem.IsLinux())
            {
                Assert.Equal(1, Of("one-processor").Machine.Cores);
                Assert.Contains("2 cores", Assert.Single(Of("one-processor").Scenarios, scenario => scenario.Name == "rcu-store-buffer").Skipped, StringComparison.Ordinal);
            }

            Assert.All(summary.Scenarios.Where(scenario => scenario.Skipped is null), scenario => Assert.True(scenario.Steps > 0, scenario.Name));

            SessionSummary Of(string setting) => summary.SubRuns.Single(run => run.Setting == setting).Summary!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_child_that_does_not_end_is_killed_and_told_so()
    {
        using var child = new ChildProcess(["rcu-cookies", "--seconds", "600", "--settings", "none"]);
        Assert.False(child.Wait(TimeSpan.FromMilliseconds(200), CancellationToken.None));
        child.Kill();
        Assert.NotEqual(0, child.ExitCode);
    }
}
