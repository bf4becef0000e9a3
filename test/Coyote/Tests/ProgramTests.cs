using System;
using System.IO;
using Xunit;

namespace Exploration.Tests;

public class ProgramTests
{
    private static (int Code, string Out, string Error) Run(params string[] arguments)
    {
        (TextWriter output, TextWriter error) = (Console.Out, Console.Error);
        using var said = new StringWriter();
        using var complained = new StringWriter();
        try
        {
            Console.SetOut(said);
            Console.SetError(complained);
            int code = Program.Main(arguments);
            return (code, said.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }

    [Theory]
    [InlineData("explore", "--scenario", "no-such-scenario")]
    [InlineData("explore")]
    [InlineData("explore", "--scenario", "demo-section-protects", "--schedules", "many")]
    [InlineData("explore", "--scenario", "demo-section-protects", "--schedules", "0")]
    [InlineData("explore", "--scenario", "demo-section-protects", "--depth", "0")]
    [InlineData("explore", "--scenario", "demo-section-protects", "--strategy", "luck")]
    [InlineData("explore", "--scenario", "demo-section-protects", "--model", "psc")]
    [InlineData("replay", "no-such-file.trace")]
    [InlineData("replay")]
    [InlineData("fly")]
    [InlineData]
    public void Bad_input_gets_one_line_and_exit_code_2(params string[] arguments)
    {
        (int code, string said, string complained) = Run(arguments);
        Assert.Equal(2, code);
        Assert.Equal("", said);
        Assert.Single(complained.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_failure_is_told_and_saved_and_replays()
    {
        string path = Path.GetTempFileName();
        try
        {
            (int code, string said, _) = Run("explore", "--scenario", "control-store-buffering", "--trace", path);
            Assert.Equal(1, code);
            Assert.Contains("FAILED", said);
            Assert.Contains("found by", said);
            (int replayed, string told, _) = Run("replay", path);
            Assert.Equal(1, replayed);
            Assert.StartsWith(told.TrimEnd(), said);

            // The choices fit no other scenario.
            File.WriteAllText(path, File.ReadAllText(path).Replace("control-store-buffering", "demo-section-protects", StringComparison.Ordinal));
            (int other, _, string complained) = Run("replay", path);
            Assert.Equal(2, other);
            Assert.Contains("does not fit", complained);
            Assert.Single(complained.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_exploration_without_failure_ends_with_0_and_says_how_fast_it_was()
    {
        (int code, string said, _) = Run("explore", "--scenario", "demo-section-protects", "--schedules", "200", "--strategy", "pct");
        Assert.Equal(0, code);
        Assert.Contains("no failure: 200 schedules", said);
        Assert.Contains("schedules/s", said);
    }

    [Fact]
    public void All_scenarios_are_listed()
    {
        (int code, string said, _) = Run("list");
        Assert.Equal(0, code);
        foreach (Scenario scenario in ScenarioCatalog.All) Assert.Contains(scenario.Name, said);
    }
}
