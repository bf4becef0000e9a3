using System;
using System.Collections.Generic;
using System.IO;

namespace Concurrent.Replay;

/// <summary>A recording as it was read: its operations, and its recorded final state where there is one.</summary>
/// <param name="Path">The file it came from.</param>
/// <param name="Operations">At least one operation.</param>
/// <param name="FinalPath">The file of the final state, or null.</param>
/// <param name="Final">The recorded final state, ascending, or null.</param>
internal sealed record HeapRecording(
    string Path,
    IReadOnlyList<HeapOperation> Operations,
    string? FinalPath,
    IReadOnlyList<LiveBlock>? Final)
{
    /// <summary>The recording that comes with the program.</summary>
    public static string BundledPath => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "python.heap.gz");

    /// <summary>Reads a recording and, where it exists, the final state beside it.</summary>
    /// <exception cref="InputException">A file is missing, cut off or malformed.</exception>
    public static HeapRecording Load(string path)
    {
        IReadOnlyList<HeapOperation> operations = HeapParser.ReadOperations(path);
        string final = FinalPathOf(path);
        return File.Exists(final)
            ? new HeapRecording(path, operations, final, HeapParser.ReadFinal(final))
            : new HeapRecording(path, operations, null, null);
    }

    /// <summary><c>x.heap.final.gz</c> for <c>x.heap.gz</c>, <c>x.heap.final</c> for <c>x.heap</c>.</summary>
    public static string FinalPathOf(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
        ? string.Concat(path.AsSpan(0, path.Length - 3), ".final", path.AsSpan(path.Length - 3))
        : path + ".final";
}
