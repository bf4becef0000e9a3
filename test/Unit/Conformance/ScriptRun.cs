using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Concurrent.Unit.Conformance;

/// <summary>Replays a script on a machine and compares every answer with the recorded one.</summary>
internal static class ScriptRun
{
    // After so many differences the rest are only consequences.
    private const int MostReported = 10;

    /// <summary>Null when every answer is as recorded; otherwise a text that names each line that is not, with both answers.</summary>
    public static string? Differences<TMachine>(string name, IEnumerable<string> lines, ref TMachine machine)
        where TMachine : IScriptMachine, allows ref struct
    {
        var report = new StringBuilder();
        int differences = 0;
        int done = 0;
        foreach (var line in ScriptLine.Parse(lines))
        {
            string answer = Answer(ref machine, line);
            bool same = machine.IsSame(line, answer);
            if (++done % 200 == 0)
            {
                string found = Damage(ref machine);
                same &= found.Length == 0;
                answer += found;
            }

            if (same) continue;
            if (++differences > MostReported) break;
            report.AppendLine($"{name}, line {line.Number}: {line}");
            report.AppendLine($"    expected {line.Expected}");
            report.AppendLine($"    got      {answer}");
        }

        string damage = Damage(ref machine);
        if (damage.Length > 0) report.AppendLine($"{name}, at the end:{damage}");
        if (done == 0) report.AppendLine($"{name}: holds no operation");
        return report.Length == 0 ? null : report.ToString();
    }

    private static string Answer<TMachine>(ref TMachine machine, ScriptLine line)
        where TMachine : IScriptMachine, allows ref struct
    {
        try
        {
            return machine.Answer(line);
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

    private static string Damage<TMachine>(ref TMachine machine)
        where TMachine : IScriptMachine, allows ref struct
    {
        try
        {
            machine.CheckInvariants();
            return "";
        }
        catch (InvalidOperationException e)
        {
            return $" [{e.Message}]";
        }
    }
}
