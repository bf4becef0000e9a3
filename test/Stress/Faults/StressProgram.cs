using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Exploration.Mutants;
using Microsoft.CodeAnalysis;

namespace Stress.Faults;

/// <summary>This program, compiled again in memory: with a fault, or as users have the library, without asserts and poisoned nodes.</summary>
internal static class StressProgram
{
    private const string Asserts = "DEBUG";

    /// <summary>What a generator of source code adds in the real build, written out: the compiler in memory runs none.</summary>
    private static readonly SourceEdit WithoutGenerator = new(
        "src/Rcu/ProcessWideBarrier.cs",
        "[LibraryImport(\"libc\", EntryPoint = \"syscall\")]\nprivate static partial nint SystemCall",
        "[DllImport(\"libc\", EntryPoint = \"syscall\")]\nprivate static extern nint SystemCall");

    /// <summary>Whether the running program has asserts and poisoned nodes.</summary>
    internal static bool IsPoisoned =>
#if DEBUG
        true;
#else
        false;
#endif

    /// <summary>Whether it can be compiled again: a compilation in memory carries no sources.</summary>
    internal static bool HasSources { get; } = Array.Exists(typeof(StressProgram).Assembly.GetManifestResourceNames(), name => name.EndsWith(".cs", StringComparison.Ordinal));

    /// <param name="poisoned">With asserts and poisoned nodes.</param>
    /// <exception cref="MutantException">The program has no sources: it was compiled in memory itself.</exception>
    internal static MutantCompiler Compiler(bool poisoned)
    {
        var sources = new Dictionary<string, string>(ProgramSources.Load(), StringComparer.Ordinal);
        sources[WithoutGenerator.File] = WithoutGenerator.ApplyTo(sources[WithoutGenerator.File]);
        // So that results say what they were measured on.
        string version = typeof(StressProgram).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        sources["Version.cs"] = $"[assembly: System.Reflection.AssemblyInformationalVersion(\"{version}\")]";
        // Where mutants are explored, the names of shared memory are found without this.
        sources["Usings.cs"] = "global using System.Threading;";
        return new MutantCompiler(sources, new ProgramShape
        {
            Name = "Concurrent.Stress.Edited",
            Kind = OutputKind.ConsoleApplication,
            LeftOut = ["test/Stress/Tests/", "test/Coyote/Tests/"],
            Symbols = [.. ProgramShape.OwnSymbols.Where(symbol => symbol != Asserts), .. poisoned ? [Asserts] : Array.Empty<string>()],
        });
    }
}
