using System;
using System.Collections.Generic;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays a script of B+ tree operations, on trees of narrow and of wide keys.</summary>
internal sealed class BTreeScript : IScriptMachine
{
    private const string WideSuffix = "128";

    private readonly BTreeMachine<ulong> _narrow;
    private readonly BTreeMachine<UInt128> _wide;

    private BTreeScript(int capacity)
    {
        _narrow = new(capacity);
        _wide = new(capacity);
    }

    /// <summary>Null when every answer is as recorded; otherwise a text that names each line that is not, with both answers.</summary>
    public static string? Differences(string name, IEnumerable<string> lines, int capacity)
    {
        var script = new BTreeScript(capacity);
        return ScriptRun.Differences(name, lines, ref script);
    }

    public string Answer(ScriptLine line)
    {
        bool isWide = line.Operation.EndsWith(WideSuffix, StringComparison.Ordinal);
        if (isWide) return _wide.Answer(line.Operation[..^WideSuffix.Length], line.Arguments);
        // A choice of tree holds for both widths.
        if (line.Operation == "use") _wide.Answer("use", line.Arguments);
        return _narrow.Answer(line.Operation, line.Arguments);
    }

    /// <summary>Text against text. How the two words of a wide key are kept apart in a visit is not said anywhere, so there any separator will do.</summary>
    public bool IsSame(ScriptLine line, string answer)
        => line.Operation == "visit" + WideSuffix
            ? line.Expected.Replace(':', ' ').Replace(',', ' ').Trim() == answer.Replace(':', ' ')
            : line.Expected == answer;

    public void CheckInvariants()
    {
        _narrow.CheckInvariants();
        _wide.CheckInvariants();
    }
}
