using System;
using System.Collections.Generic;
using System.IO;

namespace Concurrent.Unit.Conformance;

/// <summary>One operation of a conformance script, with the answer that was recorded for it.</summary>
internal sealed record ScriptLine(int Number, string Operation, string[] Arguments, string Expected)
{
    private const string Arrow = " =>";

    /// <summary>The operations of a script. Comments and empty lines are left out; a line without an answer is refused by its number.</summary>
    public static IEnumerable<ScriptLine> Parse(IEnumerable<string> lines)
    {
        int number = 0;
        foreach (string line in lines)
        {
            number++;
            if (line.Length == 0 || line[0] == '#') continue;
            int arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
            if (arrow < 0) throw new InvalidDataException($"line {number}: no \"=>\" in \"{line}\"");
            string answer = line[(arrow + Arrow.Length)..];
            string[] words = line[..arrow].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0) throw new InvalidDataException($"line {number}: no operation in \"{line}\"");
            // One space, then the text, which may be empty or begin with spaces of its own.
            yield return new(number, words[0], words[1..], answer.StartsWith(' ') ? answer[1..] : answer);
        }
    }

    public override string ToString() => $"{Operation} {string.Join(' ', Arguments)}".TrimEnd();
}
