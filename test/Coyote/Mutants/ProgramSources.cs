using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace Exploration.Mutants;

/// <summary>The sources this program was compiled from. They travel in it as resources, so that what is mutated is what was tested, wherever it runs.</summary>
internal static class ProgramSources
{
    private const string Prefix = "source/";
    private const string Home = "test/Coyote/";

    /// <summary>Text by path from the repository's root, with forward slashes.</summary>
    internal static IReadOnlyDictionary<string, string> Load()
    {
        Assembly program = typeof(ProgramSources).Assembly;
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string resource in program.GetManifestResourceNames())
        {
            if (!resource.StartsWith(Prefix, StringComparison.Ordinal)) continue;
            using Stream stream = program.GetManifestResourceStream(resource)!;
            using var reader = new StreamReader(stream);
            texts.Add(PathOf(resource[Prefix.Length..]), reader.ReadToEnd());
        }

        if (texts.Count == 0) throw new MutantException("The program carries no sources: see the EmbeddedResource items of its project.");
        return texts;
    }

    /// <summary>From a path as the project spells it.</summary>
    private static string PathOf(string item)
    {
        const string up = "../../";
        string path = item.Replace('\\', '/');
        return path.StartsWith(up, StringComparison.Ordinal) ? path[up.Length..] : Home + path;
    }
}
