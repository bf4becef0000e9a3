using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;

namespace Concurrent.Unit.Conformance;

/// <summary>Finds the scripts of one tree: those carried beside the tests, and those of the folders that CONCURRENT_CONFORMANCE names.</summary>
internal static class ScriptFolder
{
    public const string Variable = "CONCURRENT_CONFORMANCE";

    /// <summary>The folder of scripts that came with the tests.</summary>
    public static string Carried(string tree) => Path.Combine(AppContext.BaseDirectory, "Conformance", tree);

    /// <summary>The folders that the environment names, separated as in PATH.</summary>
    private static IEnumerable<string> Named()
        => (Environment.GetEnvironmentVariable(Variable) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Path.GetFullPath);

    /// <summary>
    /// The scripts of a tree that are to be answered as recorded: the carried ones by their path below the carried folder, the others by full path. A named folder that is missing or holds no
    /// script of any tree stands in the list itself, so that the test that opens it fails and says so.
    /// </summary>
    /// <param name="tree">The name of the tree's subfolder, as <c>btree</c>.</param>
    /// <param name="source">What the head of this tree's scripts names as their origin, as <c>lib/btree.c</c>.</param>
    public static IEnumerable<string> Scripts(string tree, string source)
    {
        foreach (string script in Of(Carried(tree), tree, source)) yield return Path.GetRelativePath(Carried(tree), script);
        foreach (string folder in Named())
        {
            if (!Directory.Exists(folder) || !Files(folder).Any()) yield return folder;
            else foreach (string script in Of(folder, tree, source)) yield return script;
        }
    }

    /// <summary>The lines of a script from <see cref="Scripts"/>.</summary>
    public static IEnumerable<string> Lines(string tree, string script)
    {
        string path = Path.Combine(Carried(tree), script);
        if (Directory.Exists(path)) throw new InvalidDataException($"{Variable} names a folder without a script: {path}");
        if (!File.Exists(path)) throw new DirectoryNotFoundException($"{Variable} names a folder that does not exist: {path}");
        return Read(path);
    }

    /// <summary>All files below a folder that are scripts by name, plain or compressed.</summary>
    public static IEnumerable<string> Files(string folder)
        => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".txt", StringComparison.Ordinal) || file.EndsWith(".txt.gz", StringComparison.Ordinal));

    /// <summary>The scripts for this tree in a folder and below it, but for those about quirks.</summary>
    public static IEnumerable<string> Of(string folder, string tree, string source)
        => Files(folder)
            .Where(script => !IsExempt(script) && IsOf(script, folder, tree, source))
            .Order(StringComparer.Ordinal);

    /// <summary>Scripts that record defects of the kernel, or what its readers happen to see while it writes, are facts, not a specification: quirks, and the files named q01, q02 ...</summary>
    public static bool IsExempt(string script)
    {
        string name = Path.GetFileName(script);
        return name.Contains("quirks", StringComparison.OrdinalIgnoreCase) || (name.Length > 1 && name[0] == 'q' && char.IsAsciiDigit(name[1]));
    }

    private static IEnumerable<string> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line) yield return line;
    }

    /// <summary>
    /// A script is for the tree whose source file its head names. One that names none is for the tree whose folder it lies in, and for any tree when it lies in the
    /// named folder itself.
    /// </summary>
    private static bool IsOf(string script, string folder, string tree, string source)
    {
        string[] head = [.. Read(script).TakeWhile(line => line.StartsWith('#'))];
        if (head.Any(line => line.Contains("lib/", StringComparison.Ordinal))) return head.Any(line => line.Contains(source, StringComparison.Ordinal));
        string within = Path.GetDirectoryName(Path.GetFullPath(script))!;
        return Path.GetFileName(within) == tree || within == Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    }
}
