using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays a script of B+ tree operations and compares every answer with the recorded one.</summary>
internal static class BTreeScript
{
    private const string WideSuffix = "128";

    // After so many differences the rest are only consequences.
    private const int MostReported = 10;

    /// <summary>Null when every answer is as recorded; otherwise a text that names each line that is not, with both answers.</summary>
    public static string? Differences(string name, IEnumerable<string> lines, int capacity, BTreeWay way = BTreeWay.Named)
    {
        var narrow = new BTreeMachine<ulong>(capacity, way);
        var wide = new BTreeMachine<UInt128>(capacity, way);
        var report = new StringBuilder();
        int differences = 0;
        int done = 0;
        foreach (var line in ScriptLine.Parse(lines))
        {
            string answer = Answer(narrow, wide, line);
            if (++done % 200 == 0) answer += Damage(narrow, wide);
            if (!Same(line, answer))
            {
                if (++differences > MostReported) break;
                report.AppendLine($"{name}, line {line.Number}: {line}");
                report.AppendLine($"    expected {line.Expected}");
                report.AppendLine($"    got      {answer}");
            }
        }

        string damage = Damage(narrow, wide);
        if (damage.Length > 0) report.AppendLine($"{name}, at the end:{damage}");
        if (done == 0) report.AppendLine($"{name}: holds no operation");
        return report.Length == 0 ? null : report.ToString();
    }

    /// <summary>The lines whose answer is another here, with ours.</summary>
    public static IEnumerable<(ScriptLine Line, string Ours)> Differing(IEnumerable<string> lines, int capacity, BTreeWay way)
    {
        var narrow = new BTreeMachine<ulong>(capacity, way);
        var wide = new BTreeMachine<UInt128>(capacity, way);
        foreach (var line in ScriptLine.Parse(lines))
        {
            string answer = Answer(narrow, wide, line) + Damage(narrow, wide);
            if (!Same(line, answer)) yield return (line, answer);
        }
    }

    private static string Answer(BTreeMachine<ulong> narrow, BTreeMachine<UInt128> wide, ScriptLine line)
    {
        try
        {
            bool isWide = line.Operation.EndsWith(WideSuffix, StringComparison.Ordinal);
            if (isWide) return wide.Answer(line.Operation[..^WideSuffix.Length], line.Arguments);
            // A choice of tree holds for both widths.
            if (line.Operation == "use") wide.Answer("use", line.Arguments);
            return narrow.Answer(line.Operation, line.Arguments);
        }
        catch (InvalidDataException e)
        {
            return $"cannot be replayed: {e.Message}";
        }
        catch (Exception e)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private static string Damage(BTreeMachine<ulong> narrow, BTreeMachine<UInt128> wide)
    {
        try
        {
            narrow.CheckInvariants();
            wide.CheckInvariants();
            return "";
        }
        catch (InvalidOperationException e)
        {
            return $" [{e.Message}]";
        }
    }

    /// <summary>Text against text. How the two words of a wide key are kept apart in a visit is not said anywhere, so there any separator will do.</summary>
    private static bool Same(ScriptLine line, string answer)
        => line.Operation == "visit" + WideSuffix
            ? line.Expected.Replace(':', ' ').Replace(',', ' ').Trim() == answer.Replace(':', ' ')
            : line.Expected == answer;
}
