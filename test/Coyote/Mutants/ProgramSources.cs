using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Exploration.Mutants;

/// <summary>The sources this program was compiled from. They travel in it as resources, so that what is mutated is what was tested, wherever it runs.</summary>
internal static class ProgramSources
{
    private const string Library = "src/";
    private const string Shims = "test/Coyote/Shims/";

    /// <summary>Text by path from the repository's root, with forward slashes.</summary>
    /// <remarks>A library file that has a namesake among the shims is not part of the program: the shim stands in for it.</remarks>
    internal static IReadOnlyDictionary<string, string> Load()
    {
        Assembly program = typeof(ProgramSources).Assembly;
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string resource in program.GetManifestResourceNames())
        {
            if (!resource.EndsWith(".cs", StringComparison.Ordinal)) continue;
            using Stream stream = program.GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            texts.Add(resource.Replace('\\', '/'), reader.ReadToEnd());
        }

        if (texts.Count == 0) throw new MutantException("The program carries no sources: see the EmbeddedResource items of its project.");
        string[] replaced = [.. texts.Keys.Where(path => path.StartsWith(Library, StringComparison.Ordinal) && texts.ContainsKey(Shims + Path.GetFileName(path)))];
        foreach (string path in replaced) texts.Remove(path);
        return texts;
    }
}
