using System;
using System.Collections.Generic;
using System.Linq;
using Exploration.Mutants;
using Xunit;

namespace Exploration.Tests;

/// <summary>The machinery itself, on a program of two files: what is wrong with a mutant is said, and never taken for a mutant that nobody caught.</summary>
public sealed class MutantCompilerTests
{
    private static readonly Dictionary<string, string> Program = new()
    {
        ["src/One.cs"] = "internal static class One\n{\n    internal static int Value() => 1;\n    internal static int Twice() => 2 * Value();\n}\n",
        ["src/Two.cs"] = "internal static class Two\n{\n    internal static int Value() => One.Value();\n}\n",
        ["test/Coyote/Tests/Left.cs"] = "this does not compile",
    };

    [Fact]
    public void The_program_as_it_is_compiles_without_its_tests() => Assert.NotEmpty(new MutantCompiler(Program, ExplorationProgram.Shape).Compile([]));

    [Fact]
    public void An_edit_changes_the_program()
    {
        var compiler = new MutantCompiler(Program, ExplorationProgram.Shape);
        var edit = new SourceEdit("src/One.cs", "Value() => 1;", "Value() => 3;");
        Assert.Contains("Value() => 3;", compiler.Edited([edit])["src/One.cs"], StringComparison.Ordinal);
        Assert.NotEqual(compiler.Compile([]), compiler.Compile([edit]));
    }

    [Fact]
    public void Edits_of_one_file_build_on_each_other()
    {
        SourceEdit[] edits = [new("src/One.cs", "Value() => 1;", "Value() => 3;"), new("src/One.cs", "Value() => 3;", "Value() => 4;")];
        string text = Assert.Single(new MutantCompiler(Program, ExplorationProgram.Shape).Edited(edits)).Value;
        Assert.Contains("Value() => 4;", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Indentation_of_an_anchor_does_not_count()
    {
        var edit = new SourceEdit("src/One.cs", "{\ninternal static int Value() => 1;\n", "{ internal static int Value() => 5;\n");
        Assert.Contains("=> 5;", new MutantCompiler(Program, ExplorationProgram.Shape).Edited([edit])["src/One.cs"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Value() => 7;", "does not match any more")]
    [InlineData("internal static int", "matches 2 times")]
    public void An_anchor_that_is_missing_or_ambiguous_is_named_with_its_file(string anchor, string complaint)
    {
        var error = Assert.Throws<MutantException>(() => new MutantCompiler(Program, ExplorationProgram.Shape).Compile([new SourceEdit("src/One.cs", anchor, "")]));
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
        Assert.Contains("src/One.cs", error.Message, StringComparison.Ordinal);
        Assert.Contains(anchor, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<MutantException>(() => new MutantCompiler(Program, ExplorationProgram.Shape).Compile([new SourceEdit("src/Three.cs", "x", "y")]));
        Assert.Contains("src/Three.cs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mutant_that_does_not_compile_says_why()
    {
        var error = Assert.Throws<MutantException>(() => new MutantCompiler(Program, ExplorationProgram.Shape).Compile([new SourceEdit("src/Two.cs", "One.Value()", "\"text\"")]));
        Assert.Contains("CS0029", error.Message, StringComparison.Ordinal);
        Assert.Contains("src/Two.cs", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_compiler_works_with_the_symbols_of_this_build()
    {
#if DEBUG
        const string expected = "DEBUG";
#else
        const string expected = "TRACE";
#endif
        var program = new Dictionary<string, string> { ["src/One.cs"] = $"#if !{expected}\n#error The symbol is missing\n#endif\n" };
        Assert.NotEmpty(new MutantCompiler(program, ExplorationProgram.Shape).Compile([]));
    }

    [Fact]
    public void The_sources_in_the_program_are_those_it_was_made_of()
    {
        IReadOnlyDictionary<string, string> sources = ProgramSources.Load();
        Assert.Contains("src/Rcu/GracePeriods.cs", sources.Keys);
        Assert.Contains("test/Coyote/Mutants/MutantDoor.cs", sources.Keys);
        Assert.DoesNotContain(sources.Keys, path => path.Contains("/obj/", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, source => source.Key.StartsWith("src/", StringComparison.Ordinal) && source.Value.Contains("MutantCatalogue", StringComparison.Ordinal));
        Assert.True(sources.Keys.All(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("test/Coyote/", StringComparison.Ordinal)));
    }
}
