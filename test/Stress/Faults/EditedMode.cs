using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO;
using Exploration;
using Exploration.Mutants;
using Spectre.Console;
using Stress.Cli;

namespace Stress.Faults;

/// <summary><c>--fault NAME</c> and <c>--build plain</c>: the rest of the command line, done by another compilation of this program.</summary>
internal sealed class EditedMode : IStressMode
{
    internal const string FaultOption = "--fault";
    internal const string ImageOption = "--image";

    private readonly Option<string?> fault = new(FaultOption) { HelpName = "NAME", Description = "Plants this fault first; see --list-faults." };
    private readonly Option<string?> build = new("--build") { HelpName = "poisoned|plain", Description = "With asserts and poisoned nodes (default), or as users have the library." };
    private readonly Option<string?> image = new(ImageOption) { HelpName = "FILE", Description = "Runs this compilation.", Hidden = true };

    public void AddTo(RootCommand root)
    {
        root.Add(fault);
        root.Add(build);
        root.Add(image);
    }

    public bool IsChosen(ParseResult parsed) => (parsed.GetValue(fault) is not null && !parsed.GetValue<bool>(ControlsMode.Option)) || parsed.GetValue(build) is not null || parsed.GetValue(image) is not null;

    public int Run(ParseResult parsed, SessionOptions session, IAnsiConsole console, TextWriter errors)
    {
        string[] arguments = [.. Rest(parsed)];
        if (parsed.GetValue(image) is { } file)
        {
            if (!File.Exists(file)) throw new UsageException($"{ImageOption}: there is no file '{file}'.");
            return LoadedProgram.Run(File.ReadAllBytes(file), arguments);
        }

        bool poisoned = parsed.GetValue(build) switch
        {
            null or "poisoned" => true,
            "plain" => false,
            var other => throw new UsageException($"--build: '{other}' is neither poisoned nor plain."),
        };
        // Other settings take other processes, which begin with the program as it is.
        if (!Array.Exists(arguments, argument => argument == "--settings")) arguments = [.. arguments, "--settings", "none"];
        else if (session.Settings.Count > 0) throw new UsageException("--settings goes with neither --fault nor --build: set the environment instead.");
        IReadOnlyList<SourceEdit> edits = parsed.GetValue(fault) is { } name ? FaultCatalogue.Find(name).Edits : [];
        return LoadedProgram.Run(StressProgram.Compiler(poisoned).Compile(edits), arguments);
    }

    /// <summary>The command line without this mode's options and their values.</summary>
    private IEnumerable<string> Rest(ParseResult parsed)
    {
        bool skip = false;
        foreach (Token token in parsed.Tokens)
        {
            bool own = token.Type == TokenType.Option && (token.Value == fault.Name || token.Value == build.Name || token.Value == image.Name);
            if (!own && !skip) yield return token.Value;
            skip = own;
        }
    }
}
