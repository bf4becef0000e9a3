using System;
using Spectre.Console;
using Stress.Cli;

namespace Stress;

/// <summary>The stress program; see docs/stress.md.</summary>
internal static class Program
{
    internal static int Main(string[] arguments) => StressCommand.Run(arguments, AnsiConsole.Console, Console.Error);
}
