using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>The runner of maple scripts itself: it must report what differs, and only that.</summary>
public class MapleScriptTests
{
    [Theory]
    [InlineData("m02-range-small.txt.gz")]
    [InlineData("m10-alloc-exact-tiny.txt.gz")]
    [InlineData("m11-alloc-cyclic.txt.gz")]
    [InlineData("m21-cursor-read.txt.gz")]
    [InlineData("m23-cursor-write.txt.gz")]
    public void A_planted_wrong_value_or_bound_is_reported_whatever_the_operation(string script)
    {
        string[] lines = [.. ScriptFolder.Lines("maple", script)];
        // The first line of each operation whose answer says something.
        var planted = lines.Select((line, at) => (line, at))
            .Where(found => found.line[0] != '#' && Says(found.line))
            .GroupBy(found => found.line.Split(' ')[0])
            .Select(group => group.First());
        int operations = 0;
        foreach (var (line, at) in planted)
        {
            foreach (string wrong in Wrong(line))
            {
                string[] changed = [.. lines[..at], wrong, .. lines[(at + 1)..]];
                string? report = MapleScript.Differences(script, changed[..(at + 1)], 4);
                Assert.StartsWith($"{script}, line {at + 1}: {line.Split(" =>")[0]}{Environment.NewLine}", report ?? $"not noticed: {wrong}", StringComparison.Ordinal);
            }

            operations++;
        }

        Assert.True(operations >= 4, $"only {operations} operations answered anything");
    }

    [Fact]
    public void Reserved_entries_are_nothing_to_load_and_find_and_values_to_everything_else()
        => Assert.Null(MapleScript.Differences(
            "reserved",
            [
                "tree alloc => OK", "reserve 5 9 => OK", "load 7 => -", "insert 7 1 => EEXIST", "insert_range 0 5 1 => EEXIST", "walk 7 => Z 5 9", "next 0 100 => Z", "prev 20 0 => Z",
                "find 0 100 => - 0", "store 20 3 => OK", "find 0 100 => 3 21", "empty_area 0 100 6 => OK 10 15", "alloc_range 6 0 100 4 => OK 10", "empty => 0",
                "dump => 5:9:Z 10:15:4 20:20:3", "c_set 0 => OK", "c_find 100 => Z 5 9 active", "c_next 100 => 4 10 15 active", "c_prev 0 => Z 5 9 active", "erase 6 => Z", "erase 6 => -", "load 6 => -",
            ],
            4));

    [Theory]
    [InlineData("fetch 1 => -")]
    [InlineData("load => -")]
    [InlineData("load x => -")]
    [InlineData("load 1 2 => -")]
    [InlineData("load 18446744073709551616 => -")]
    [InlineData("use 8 => OK")]
    [InlineData("tree fast => OK")]
    [InlineData("c_jump 1 => - 0 0 start")]
    [InlineData("c_find 1 => OK")]
    public void An_operation_that_cannot_be_replayed_is_a_difference(string line)
        => Assert.Contains("cannot be replayed", MapleScript.Differences("broken", [line], 4), StringComparison.Ordinal);

    [Fact]
    public void A_script_without_an_operation_is_no_pass()
        => Assert.Contains("no operation", MapleScript.Differences("empty", ["# nothing"], 4), StringComparison.Ordinal);

    /// <summary>Whether an answer is more than a word.</summary>
    private static bool Says(string line)
    {
        string answer = line[(line.IndexOf(" =>", StringComparison.Ordinal) + 3)..].Trim();
        return answer.Length > 0 && answer[0] != '-' && answer != "OK" && answer.Any(char.IsAsciiDigit);
    }

    /// <summary>The line with each number of its answer one greater, but for what only the kernel keeps.</summary>
    private static IEnumerable<string> Wrong(string line)
    {
        int arrow = line.IndexOf(" =>", StringComparison.Ordinal) + 4;
        string[] parts = line[arrow..].Split(' ');
        for (int i = 0; i < parts.Length; i++)
        {
            if (!ulong.TryParse(parts[i], out ulong number)) continue;
            yield return line[..arrow] + string.Join(' ', [.. parts[..i], $"{unchecked(number + 1)}", .. parts[(i + 1)..]]);
        }
    }
}
