using System.CommandLine;
using System.IO;
using Spectre.Console;

namespace Stress.Cli;

/// <summary>Something else that the program can do than run scenarios in this process, chosen by an option of its own.</summary>
internal interface IStressMode
{
    /// <summary>Adds its options.</summary>
    void AddTo(RootCommand root);

    /// <summary>Whether the command line asks for it.</summary>
    bool IsChosen(ParseResult parsed);

    /// <summary>Does it, and returns the exit code.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="session">What the common options say.</param>
    /// <param name="console">For the result.</param>
    /// <param name="errors">For what went wrong.</param>
    int Run(ParseResult parsed, SessionOptions session, IAnsiConsole console, TextWriter errors);
}
