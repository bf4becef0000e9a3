using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace Exploration.Mutants;

/// <summary>What a program is compiled to when it compiles itself again.</summary>
internal sealed record ProgramShape
{
    /// <summary>The name of the assembly.</summary>
    internal required string Name { get; init; }

    internal OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    /// <summary>Beginnings of the paths that it is compiled without.</summary>
    internal required IReadOnlyList<string> LeftOut { get; init; }

    /// <summary>Paths that stay in spite of <see cref="LeftOut"/>.</summary>
    internal IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>Preprocessor symbols: those that this program was compiled with, which its project writes down, unless said otherwise.</summary>
    internal IReadOnlyList<string> Symbols { get; init; } = OwnSymbols;

    /// <summary>What this program was compiled with.</summary>
    internal static IReadOnlyList<string> OwnSymbols { get; } = typeof(ProgramShape).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(entry => entry.Key == "DefineConstants")?.Value?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    internal bool Compiles(string path) => Kept.Contains(path) || !LeftOut.Any(part => path.StartsWith(part, StringComparison.Ordinal));
}
