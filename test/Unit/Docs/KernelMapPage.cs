using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Concurrent.Unit.Docs;

/// <summary>
/// docs/kernel-map.md as rows, and what is wrong with them. Only tables that begin with a "kernel" column count: the page has others.
/// </summary>
internal sealed partial class KernelMapPage
{
    private const int Columns = 5;
    private static readonly string[] Statuses = ["done", "planned", "none"];

    private readonly List<KernelMapRow> rows = [];
    private readonly List<string> malformed = [];

    private KernelMapPage()
    {
    }

    internal IReadOnlyList<KernelMapRow> Rows => rows;

    /// <summary>Rows that cannot be read, or that contradict themselves.</summary>
    internal IReadOnlyList<string> Malformed => malformed;

    internal static KernelMapPage Load() => Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Docs", "kernel-map.md")));

    internal static KernelMapPage Parse(string text)
    {
        var page = new KernelMapPage();
        string header = "";
        bool inTable = false;
        int number = 0;
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.StartsWith('#'))
            {
                // A third-level heading divides a header's tables; it does not begin another header.
                if (!line.StartsWith("### ", StringComparison.Ordinal)) header = HeaderOf(line);
                inTable = false;
            }
            else if (!line.StartsWith('|'))
            {
                inTable = false;
            }
            else if (line.StartsWith("| kernel | kind |", StringComparison.Ordinal))
            {
                inTable = true;
            }
            else if (inTable && !line.StartsWith("|---", StringComparison.Ordinal))
            {
                page.AddRow(line, number, header);
            }
        }

        return page;
    }

    /// <summary>Names that a "done" row promises and the library does not have.</summary>
    internal IReadOnlyList<string> Missing(PublicMembers members) =>
        [.. from row in rows
            where row.Status == "done"
            from name in row.Ours
            where !members.Has(name)
            select At(row.Line, $"`{name}` is said to be done, and does not exist")];

    /// <summary>"planned" rows whose members have all arrived: the page was forgotten.</summary>
    internal IReadOnlyList<string> Stale(PublicMembers members) =>
        [.. from row in rows
            where row.Status == "planned" && row.Ours.All(members.Has)
            select At(row.Line, $"{string.Join(", ", row.Ours)}: planned, but there")];

    private static string HeaderOf(string line)
    {
        Match file = HeaderFile().Match(line);
        return file.Success ? file.Groups[1].Value : line.TrimStart('#', ' ');
    }

    private static List<string> Quoted(string cell) => [.. from Match match in InBackticks().Matches(cell) select match.Groups[1].Value];

    private static string At(int line, string what) => string.Create(CultureInfo.InvariantCulture, $"kernel-map.md line {line}: {what}");

    [GeneratedRegex("include/linux/(\\S+)")]
    private static partial Regex HeaderFile();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex InBackticks();

    private void AddRow(string line, int number, string header)
    {
        string[] cells = line.Trim('|', ' ').Split('|');
        // Trim above also swallows an empty last cell ("done | |"), which is allowed: a note is optional.
        if (cells.Length is not (Columns or Columns - 1))
        {
            malformed.Add(At(number, $"{cells.Length} cells instead of {Columns}"));
            return;
        }

        var row = new KernelMapRow(number, header, Quoted(cells[0]), Quoted(cells[2]), cells[3].Trim());
        if (!Statuses.Contains(row.Status)) malformed.Add(At(number, $"status '{row.Status}' is none of {string.Join(", ", Statuses)}"));
        if (row.Status == "none" && row.Ours.Count > 0) malformed.Add(At(number, "status none, yet a member is named"));
        if (row.Status != "none" && row.Ours.Count == 0) malformed.Add(At(number, $"status {row.Status}, yet no member is named"));
        rows.Add(row);
    }
}
