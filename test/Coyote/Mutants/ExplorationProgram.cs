namespace Exploration.Mutants;

/// <summary>The exploration program as its mutants are: without tests and console, and without the mutants themselves but for the door to the explorer.</summary>
internal static class ExplorationProgram
{
    internal static ProgramShape Shape { get; } = new()
    {
        Name = "Exploration.Mutated",
        LeftOut = ["test/Coyote/Tests/", "test/Coyote/Mutants/", "test/Coyote/Console/", "test/Coyote/Program.cs"],
        Kept = ["test/Coyote/Mutants/MutantDoor.cs"],
    };

    internal static MutantCompiler Compiler() => new(ProgramSources.Load(), Shape);
}
