using System.IO;

namespace Exploration;

/// <summary>Where in the source a step was made, and what it calls the location.</summary>
internal readonly ref struct Site
{
    private readonly string? file;
    private readonly int line;

    internal Site(string name, string file, int line)
    {
        Name = name;
        this.file = file;
        this.line = line;
    }

    /// <summary>The location as the source spells it.</summary>
    internal string? Name { get; }

    /// <summary>File name and line; no folders, so that a report reads the same on every machine.</summary>
    internal string Place => string.IsNullOrEmpty(file) ? "" : $"{Path.GetFileName(file)}:{line}";
}
