using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Conformance;

/// <summary>The runner itself: it must report what differs, and only that.</summary>
public class BTreeScriptTests
{
    [Fact]
    public void One_planted_wrong_answer_is_reported_with_file_line_and_both_answers_and_nothing_else_is()
    {
        string[] lines = [.. ScriptFolder.Lines("btree", "b01-small.txt")];
        int at = Array.FindIndex(lines, 100, line => line.StartsWith("lookup", StringComparison.Ordinal) && line.EndsWith("=> -", StringComparison.Ordinal));
        Assert.Null(BTreeScript.Differences("b01-small.txt", lines, 4));

        string asked = lines[at][..^5];
        lines[at] = $"{asked} => 4711";
        string? report = BTreeScript.Differences("b01-small.txt", lines, 4);
        string[] expected = [$"b01-small.txt, line {at + 1}: {asked}", "    expected 4711", "    got      -"];
        Assert.Equal(expected, report!.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_wrong_answer_of_every_operation_is_reported()
    {
        string[] script =
        [
            "use 1 => BUG", "insert 5 1 => BUG", "insert 5 2 => OK", "insert 6 0 => OK", "update 5 3 => ENOENT", "update 6 1 => OK",
            "lookup 5 => 4", "last => 3 6", "get_prev 9 => - 9", "visit => 5:3 count=2", "sum => count=1 0000000000000000",
        ];
        foreach (string line in script)
        {
            // Each alone, after the truth of all that came before it.
            string[] before = ["use 1 => OK", "use 0 => OK", "insert 5 1 => OK", "insert 5 2 => BUG", "insert 6 0 => BUG", "update 5 3 => OK"];
            string operation = line.Split(" =>")[0];
            string[] lines = [.. before.TakeWhile(earlier => !earlier.StartsWith($"{operation} =>", StringComparison.Ordinal)), line];
            string? report = BTreeScript.Differences("planted", lines, 4);
            Assert.StartsWith($"planted, line {lines.Length}: {operation}{Environment.NewLine}", report, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Wide_keys_are_two_words_of_which_the_first_is_the_major_one()
        => Assert.Null(BTreeScript.Differences("wide", Wide, 4));

    [Fact]
    public void A_merge_of_trees_with_a_common_key_changes_neither()
        => Assert.Null(BTreeScript.Differences(
            "merge",
            [
                "insert 1 1 => OK", "insert 2 2 => OK", "merge 0 => BUG", "use 1 => OK", "insert 2 3 => OK", "insert 3 4 => OK", "use 0 => OK", "merge 1 => BUG",
                "visit => 2:2 1:1 count=2", "use 1 => OK", "visit => 3:4 2:3 count=2", "remove 2 => 3", "use 0 => OK", "merge 1 => OK",
                "visit => 3:4 2:2 1:1 count=3", "use 1 => OK", "visit => count=0", "grim => count=0 cbf29ce484222325",
            ],
            4));

    [Theory]
    [InlineData("lookup 1", "line 1: no \"=>\"")]
    [InlineData("=> 1", "line 1: no \"=>\"")]
    [InlineData(" => 1", "line 1: no operation")]
    public void A_line_that_is_none_is_refused_by_its_number(string line, string complaint)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => BTreeScript.Differences("broken", [line], 4));
        Assert.StartsWith(complaint, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fetch 1 => -")]
    [InlineData("lookup => -")]
    [InlineData("lookup x => -")]
    [InlineData("lookup -1 => -")]
    [InlineData("lookup 1 2 => -")]
    [InlineData("lookup 18446744073709551616 => -")]
    [InlineData("lookup128 1 => -")]
    [InlineData("use 4 => OK")]
    public void An_operation_that_cannot_be_replayed_is_a_difference(string line)
        => Assert.Contains("cannot be replayed", BTreeScript.Differences("broken", [line], 4), StringComparison.Ordinal);

    [Fact]
    public void A_script_without_an_operation_is_no_pass()
        => Assert.Contains("no operation", BTreeScript.Differences("empty", ["# nothing"], 4), StringComparison.Ordinal);

    [Fact]
    public void A_named_folder_that_is_missing_or_empty_is_an_error_that_names_it()
    {
        string missing = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var refusal = Assert.Throws<DirectoryNotFoundException>(() => ScriptFolder.Lines("btree", missing));
        Assert.Contains(missing, refusal.Message, StringComparison.Ordinal);
        Directory.CreateDirectory(missing);
        try
        {
            var empty = Assert.Throws<InvalidDataException>(() => ScriptFolder.Lines("btree", missing));
            Assert.Contains(missing, empty.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(missing);
        }
    }

    private static readonly string[] Wide =
    [
        "# comment", "last128 => - 0 0", "insert128 0 7 1 => OK", "insert128 1 0 2 => OK", "insert128 0 18446744073709551615 3 => OK", "insert128 1 0 4 => BUG",
        "lookup128 0 7 => 1", "lookup128 7 0 => -", "last128 => 2 1 0", "get_prev128 1 0 => 3 0 18446744073709551615", "get_prev128 0 7 => - 0 7",
        "visit128 => 1:0:2 0:18446744073709551615:3 0:7:1 count=3", "lookup 7 => -", "update128 0 7 9 => OK", "update128 9 9 9 => ENOENT",
        "remove128 1 0 => 2", "remove128 1 0 => -", "use 1 => OK", "visit128 => count=0", "insert128 2 0 5 => OK", "use 0 => OK", "merge128 1 => OK",
        "sum128 => count=3 13c3391f4c27acf7", "grim128 => count=3 13c3391f4c27acf7", "grim128 => count=0 cbf29ce484222325",
    ];
}
