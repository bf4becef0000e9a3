using System;
using System.Collections.Generic;
using System.IO;

namespace Concurrent.Replay;

/// <summary>A recording of one address space as it was read.</summary>
/// <param name="Path">The file it came from.</param>
/// <param name="Operations">At least one operation.</param>
/// <param name="GapLast">Below here, and nowhere above, the kernel chose addresses; null where it chose none.</param>
/// <param name="Final">The recorded final state, ascending, or null.</param>
internal sealed record SpaceRecording(string Path, IReadOnlyList<SpaceOperation> Operations, ulong? GapLast, IReadOnlyList<MappedRange>? Final)
{
    /// <summary>The recording that comes with the program.</summary>
    public static string BundledPath => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "dotnet-csc.trace.gz");

    /// <summary>Reads a recording and, where it exists, the final state beside it.</summary>
    /// <exception cref="InputException">A file is missing, cut off or malformed.</exception>
    public static SpaceRecording Load(string path)
    {
        IReadOnlyList<SpaceOperation> operations = SpaceParser.ReadOperations(path, out ulong? gapLast);
        string final = FinalPathOf(path);
        return new SpaceRecording(path, operations, gapLast, File.Exists(final) ? SpaceParser.ReadFinal(final) : null);
    }

    /// <summary><c>x.final.gz</c> for <c>x.trace.gz</c>, <c>x.final</c> for <c>x.trace</c>; <c>y.final</c> for any other <c>y</c>.</summary>
    public static string FinalPathOf(string path)
    {
        string packing = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[^3..] : "";
        string plain = path[..^packing.Length];
        if (plain.EndsWith(".trace", StringComparison.OrdinalIgnoreCase))
        {
            plain = plain[..^".trace".Length];
        }

        return plain + ".final" + packing;
    }
}
