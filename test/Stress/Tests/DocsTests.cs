using System;
using System.IO;
using Stress.Engine;
using Stress.Faults;
using Xunit;

namespace Stress.Tests;

/// <summary>docs/stress.md says what the program does.</summary>
public sealed class DocsTests
{
    private static readonly string[] Lines = Read();

    private static string[] Read()
    {
        using Stream stream = typeof(DocsTests).Assembly.GetManifestResourceStream("docs/stress.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
    }

    [Fact]
    public void Every_scenario_stands_in_its_table_with_what_it_detects() => Assert.All(ScenarioCatalogue.All, scenario => Assert.Contains(
        Lines, line => line.StartsWith('|') && line.Contains($"`{scenario.Name}`", StringComparison.Ordinal) && line.EndsWith($"| {scenario.Checks} |", StringComparison.Ordinal)));

    [Fact]
    public void Every_control_that_was_run_is_one_that_there_is()
    {
        int begin = Array.IndexOf(Lines, "<!-- controls -->");
        Assert.True(begin > 0);
        foreach (string line in Lines.AsSpan(begin))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) break;
            string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (cells.Length < 4 || cells[1] is "fault" || cells[1].StartsWith("--", StringComparison.Ordinal)) continue;
            Assert.Contains(cells[3], FaultCatalogue.Find(cells[1]).Scenarios);
        }
    }
}
