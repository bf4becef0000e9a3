using System;
using System.Collections.Generic;
using System.Linq;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays a script of radix tree or xarray operations.</summary>
internal static class RadixScript
{
    public const string Tree = "radix";
    public const string Source = "lib/xarray.c";

    /// <summary>The scripts of radix trees and xarrays; those of IDR and IDA, which come from the same source, begin with the creation of one.</summary>
    public static IEnumerable<string> All => ScriptFolder.Scripts(Tree, Source).Where(script => !IsOfIds(script));

    /// <summary>Null when every answer is as recorded; otherwise a text that names each line that is not, with both answers.</summary>
    public static string? Differences(string name, IEnumerable<string> lines)
    {
        var machine = new RadixMachine();
        return ScriptRun.Differences(name, lines, ref machine);
    }

    private static bool IsOfIds(string script)
    {
        try
        {
            return ScriptFolder.Lines(Tree, script).FirstOrDefault(line => line.Length > 0 && line[0] != '#') is { } first && first.StartsWith("id", StringComparison.Ordinal);
        }
        catch (System.IO.IOException)
        {
            return false; // a folder that is missing: the test that opens it says so
        }
    }
}
