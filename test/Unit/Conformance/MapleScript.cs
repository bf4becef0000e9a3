using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays a script of maple tree operations.</summary>
internal static class MapleScript
{
    /// <summary>Null when every answer is as recorded; otherwise a text that names each line that is not, with both answers.</summary>
    public static string? Differences(string name, IEnumerable<string> lines, int capacity)
    {
        var machine = new MapleMachine(capacity);
        try
        {
            return ScriptRun.Differences(name, lines, ref machine);
        }
        finally
        {
            machine.Dispose();
        }
    }
}
