using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>The runner of radix scripts itself: it must report what differs, and only that.</summary>
public class RadixScriptTests
{
    [Theory]
    [InlineData("r01-dense-small.txt.gz", 9)]
    [InlineData("r05-xa-dense.txt.gz", 9)]
    [InlineData("r09-xa-alloc.txt.gz", 4)]
    [InlineData("r14-xa-multi-order.txt.gz", 5)]
    public void A_planted_wrong_value_or_index_is_reported_whatever_the_operation(string script, int operationsThere)
    {
        string[] lines = [.. ScriptFolder.Lines(RadixScript.Tree, script)];
        var planted = lines.Select((line, at) => (line, at))
            .Where(found => found.line[0] != '#' && Says(found.line))
            .GroupBy(found => found.line.Split(' ')[0])
            .Select(group => group.First());
        int operations = 0;
        foreach (var (line, at) in planted)
        {
            foreach (string wrong in Wrong(line))
            {
                string? report = RadixScript.Differences(script, [.. lines[..at], wrong]);
                Assert.StartsWith($"{script}, line {at + 1}: {line.Split(" =>")[0]}{Environment.NewLine}", report ?? $"not noticed: {wrong}", StringComparison.Ordinal);
            }

            operations++;
        }

        Assert.True(operations >= operationsThere, $"only {operations} operations answered anything");
    }

    [Theory]
    [InlineData("fetch 1 => -")]
    [InlineData("xa_load => -")]
    [InlineData("xa_load x => -")]
    [InlineData("xa_load 1 2 => -")]
    [InlineData("r_lookup 18446744073709551616 => -")]
    [InlineData("xa fast => OK")]
    [InlineData("xa_jump 1 => -")]
    [InlineData("xa_find 1 2 q => - 1")]
    public void An_operation_that_cannot_be_replayed_is_a_difference(string line)
        => Assert.Contains("cannot be replayed", RadixScript.Differences("broken", [line]), StringComparison.Ordinal);

    [Fact]
    public void A_range_reaches_as_far_as_the_kernels_does()
        => Assert.Null(RadixScript.Differences(
            "ranges",
            [
                "xa => OK", "xa_store_range 1 6 7 => -", "xa_store 5 8 => 7", "xa_load 1 => 8", "xa_load 6 => 8", "xa_load 7 => -", "xa_store_range 4 9 3 => -", "xa_load 1 => 3", "xa_load 9 => -",
                "xa_store_range 64 255 5 => -", "xa_store 130 6 => 5", "xa_load 64 => 6", "xa_dump => 1:3:0 64:6:0", "xa_erase 255 => 6", "xa_load 64 => -", "xa_find_after 2 100 p => - 2",
                "xa_find 2 100 p => 3 2", "xa_store_range 9 8 1 => EINVAL", "xa_erase 2 => 3", "xa_empty => 1",
            ]));

    /// <summary>Whether the answer holds a number that a wrong tree could have got wrong.</summary>
    private static bool Says(string line)
    {
        string answer = line[(line.IndexOf(" =>", StringComparison.Ordinal) + 3)..].Trim();
        return answer.Length > 0 && answer[0] != '-' && answer != "OK" && answer.Any(char.IsAsciiDigit) && !line.StartsWith("xa_get_order", StringComparison.Ordinal);
    }

    /// <summary>The line with each number of its answer one greater.</summary>
    private static IEnumerable<string> Wrong(string line)
    {
        int arrow = line.IndexOf(" =>", StringComparison.Ordinal) + 4;
        string[] parts = line[arrow..].Split(' ');
        for (int i = 0; i < Math.Min(parts.Length, 6); i++)
        {
            if (!ulong.TryParse(parts[i], out ulong number)) continue;
            yield return line[..arrow] + string.Join(' ', [.. parts[..i], $"{unchecked(number + 1)}", .. parts[(i + 1)..]]);
        }
    }
}
