using System;
using System.IO;
using Spectre.Console;
using Stress.Cli;
using Xunit;

namespace Stress.Tests;

/// <summary>What is typed.</summary>
public sealed class CommandLineTests
{
    private static (int Code, string Out, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        int code = StressCommand.Run(arguments, console, errors);
        return (code, output.ToString(), errors.ToString());
    }

    [Theory]
    [InlineData("no-such-scenario")]
    [InlineData("--no-such-option")]
    [InlineData("rcu-age-pipe", "--seconds", "0")]
    [InlineData("rcu-age-pipe", "--seconds", "-1")]
    [InlineData("rcu-age-pipe", "--seconds", "NaN")]
    [InlineData("rcu-age-pipe", "--minutes", "soon")]
    [InlineData("rcu-age-pipe", "--minutes", "1", "--seconds", "1")]
    [InlineData("rcu-age-pipe", "--readers", "0")]
    [InlineData("rcu-age-pipe", "--writers", "100000")]
    [InlineData("rcu-age-pipe", "--seed", "-3")]
    [InlineData("rcu-age-pipe", "--turn", "0")]
    [InlineData("rcu-age-pipe", "--patience", "0")]
    [InlineData("rcu-age-pipe", "--settings", "no-such-setting")]
    [InlineData("rcu-age-pipe", "--json", "/no/such/folder/file.json")]
    [InlineData("--fault", "no-such-fault")]
    [InlineData("--fault", "safe-one-too-far", "--settings", "all")]
    [InlineData("--build", "odd")]
    [InlineData("--image", "no-such-file.dll")]
    [InlineData("--controls", "--fault", "no-such-fault")]
    [InlineData("--controls", "rcu-age-pipe", "--fault", "maple-leaf-changed-in-place")]
    [InlineData("--controls", "--scale")]
    [InlineData("--scale", "rcu-age-pipe")]
    [InlineData("--scale", "--scale-readers", "0")]
    [InlineData("--scale", "--scale-readers", "1,,2")]
    [InlineData("--scale", "--scale-entries", "0")]
    [InlineData("--scale", "--scale-seconds", "-1")]
    [InlineData("--scale-seconds", "1")]
    public void Bad_input_gets_one_line_and_exit_code_2(params string[] arguments)
    {
        (int code, string output, string error) = Run(arguments);
        Assert.Equal(ExitCode.Usage, code);
        Assert.Empty(output);
        Assert.StartsWith("stress: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Scenarios_and_faults_are_listed()
    {
        (int code, string scenarios, _) = Run("--list");
        Assert.Equal(ExitCode.Fine, code);
        Assert.Contains("rcu-age-pipe", scenarios, StringComparison.Ordinal);
        (code, string faults, _) = Run("--list-faults");
        Assert.Equal(ExitCode.Fine, code);
        Assert.Contains("process-wide-barrier-dropped (E2): rcu-store-buffer", faults, StringComparison.Ordinal);
    }
}
