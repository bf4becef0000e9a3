using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Exploration.Mutants;

/// <summary>What caught which mutant, as a table for people.</summary>
internal static class MutantTable
{
    private const string Begin = "<!-- mutants: begin (written by: mutants --write) -->";
    private const string End = "<!-- mutants: end -->";

    internal static string Markdown(IReadOnlyList<(Mutant Mutant, MutantRun Run)> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| mutant | rule | scenario | model, strategy | schedules | ms |");
        text.AppendLine("|---|---|---|---|---:|---:|");
        foreach ((Mutant mutant, MutantRun run) in rows)
        {
            string schedules = run.IsCaught ? run.Schedules.ToString("N0", CultureInfo.InvariantCulture) : "**not caught**";
            text.AppendLine(CultureInfo.InvariantCulture, $"| {mutant.Name} | {mutant.Rule} | {mutant.Scenario} | {(run.IsCaught ? run.FoundBy : $"{mutant.Model} {mutant.Strategy}")} | {schedules} | {run.Elapsed.TotalMilliseconds:N0} |");
        }

        return text.ToString();
    }

    /// <summary>The mutants with what they re-create, for the page.</summary>
    internal static string Reasons(IEnumerable<Mutant> mutants)
    {
        var text = new StringBuilder();
        foreach (Mutant mutant in mutants) text.AppendLine(CultureInfo.InvariantCulture, $"- **{mutant.Name}** ({mutant.Rule}). {mutant.Why}");
        return text.ToString();
    }

    /// <summary>Puts both between the markers of a page.</summary>
    /// <exception cref="MutantException">There is no such file, or it has no markers.</exception>
    internal static void WriteInto(string file, IReadOnlyList<(Mutant Mutant, MutantRun Run)> rows)
    {
        if (!File.Exists(file)) throw new MutantException($"{file}: no such file.");
        string page = File.ReadAllText(file);
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new MutantException($"{file}: the markers '{Begin}' and '{End}' are missing.");
        string block = $"{Begin}\n\n{Markdown(rows)}\n{Reasons(rows.Select(row => row.Mutant))}\n".ReplaceLineEndings("\n");
        File.WriteAllText(file, string.Concat(page.AsSpan(0, begin), block, page.AsSpan(end)));
    }
}
