using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace Concurrent.Unit.Maples;

/// <summary>The recorded and published data that lies beside the tests.</summary>
internal static class RealFile
{
    /// <summary>The lines of a file that Replay carries.</summary>
    public static IEnumerable<string> OfReplay(string name) => Lines(Path.Combine(AppContext.BaseDirectory, "Data", name));

    /// <summary>The lines of a file that only the tests of maple trees use.</summary>
    public static IEnumerable<string> OfTests(string name) => Lines(Path.Combine(AppContext.BaseDirectory, "MapleTree", "Data", name));

    private static IEnumerable<string> Lines(string path)
    {
        using var file = File.OpenRead(path);
        using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        while (reader.ReadLine() is { } line) yield return line;
    }
}
