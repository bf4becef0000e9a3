using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Concurrent.Replay;
using Spectre.Console;
using Xunit;

namespace Concurrent.Unit.Replay;

/// <summary>The program as its user meets it: arguments in; output, one error line and an exit code out.</summary>
public sealed class ReplayCommandTests : IDisposable
{
    private const string Recording = "# a small one\n+ 100 16\n+ 200 3\n- 100\n+ f8 12\n+ 300 1\n- 300\n";
    private const string Final = "f8 12\n200 3\n";

    private readonly ScratchFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task A_recording_that_is_answered_rightly_ends_with_zero_and_a_summary()
    {
        string data = _folder.Write("a.heap", Recording);
        _folder.Write("a.heap.final", Final);
        string json = _folder.PathOf("summary.json");

        int code = await Replay("--data", data, "--seconds", "0", "--readers", "2", "--seed", "7", "--json", json);

        Assert.Equal("", _errors.ToString());
        Assert.Equal(0, code);
        Assert.Contains("no mismatch", _output.ToString(), StringComparison.Ordinal);
        using JsonDocument summary = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        Assert.Equal(1, summary.RootElement.GetProperty("rounds").GetInt64());
        Assert.Equal(7, summary.RootElement.GetProperty("operations").GetInt64()); // the clear, and six
        Assert.Equal(7, summary.RootElement.GetProperty("seed").GetInt64());
        Assert.Equal(0, summary.RootElement.GetProperty("mismatches").GetInt64());
    }

    [Fact]
    public async Task A_map_that_differs_from_the_recorded_final_state_ends_with_one()
    {
        string data = _folder.Write("a.heap.gz", ScratchFolder.Pack(Recording));
        _folder.Write("a.heap.final.gz", ScratchFolder.Pack("f8 12\n200 4\n"));
        string json = _folder.PathOf("summary.json");

        int code = await Replay("--data", data, "--seconds", "0", "--readers", "1", "--json", json, "--seed", "99");

        Assert.Equal(1, code);
        string line = _output.ToString().Split('\n').First(l => l.StartsWith("MISMATCH", StringComparison.Ordinal));
        Assert.Contains("expected 200 size 4, as recorded; seen 200 size 3 of operation 2 (line 3) of round 1", line, StringComparison.Ordinal);
        Assert.Contains("seed 99", line, StringComparison.Ordinal);
        using JsonDocument summary = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        Assert.True(summary.RootElement.GetProperty("mismatches").GetInt64() > 0);
    }

    [Theory]
    [InlineData("--readers", "0")]
    [InlineData("--readers", "257")]
    [InlineData("--readers", "two")]
    [InlineData("--readers", "")]
    [InlineData("--writers-rate", "0")]
    [InlineData("--writers-rate", "-5")]
    [InlineData("--writers-rate", "1.5")]
    [InlineData("--seconds", "-1")]
    [InlineData("--seconds", "NaN")]
    [InlineData("--seconds", "1e99")]
    [InlineData("--seed", "x")]
    [InlineData("--seed", "18446744073709551616")]
    [InlineData("--colour", "red")]
    public async Task A_wrong_option_is_named_in_one_line_and_ends_with_two(string option, string value)
    {
        int code = await Replay(option, value);

        Assert.Equal(2, code);
        AssertOneLineThatNames(option);
    }

    [Fact]
    public async Task A_wrong_file_is_named_in_one_line_and_ends_with_two()
    {
        string data = _folder.Write("broken.heap", "+ 100 16\n+ 10f 1\n");

        Assert.Equal(2, await Replay("--data", data, "--seconds", "0"));
        AssertOneLineThatNames("broken.heap: line 2: ");
    }

    [Fact]
    public async Task A_wrong_final_file_is_named_in_one_line_and_ends_with_two()
    {
        string data = _folder.Write("a.heap", Recording);
        _folder.Write("a.heap.final", "f8 12\n200\n");

        Assert.Equal(2, await Replay("--data", data, "--seconds", "0"));
        AssertOneLineThatNames("a.heap.final: line 2: ");
    }

    [Fact]
    public async Task A_summary_that_cannot_be_written_is_told_before_the_run()
    {
        string json = _folder.PathOf("no/such/folder.json");

        Assert.Equal(2, await Replay("--data", _folder.Write("a.heap", Recording), "--json", json));
        AssertOneLineThatNames("--json");
        Assert.Equal("", _output.ToString());
    }

    [Fact]
    public async Task The_maple_mode_takes_the_same_options_and_writes_the_same_summary()
    {
        string data = _folder.Write("a.trace", "M 1000 2fff rw-p 0 1\nP 2000 2fff r-- - 2\nM 8000 8fff r--s 1 3\nU 1000 1fff - - 4\n");
        _folder.Write("a.final", "2000 2fff r--p 0\n8000 8fff r--s 1\n");
        string json = _folder.PathOf("a.json");

        Assert.Equal(0, await Replay("maple", "--data", data, "--seconds", "0", "--readers", "2", "--seed", "1", "--json", json));
        Assert.Contains("\"mismatches\": 0", await File.ReadAllTextAsync(json), StringComparison.Ordinal);
        Assert.Contains("a.trace", _output.ToString(), StringComparison.Ordinal);

        _folder.Write("a.final", "2000 2fff rw-p 0\n8000 8fff r--s 1\n");
        Assert.Equal(1, await Replay("maple", "--data", data, "--seconds", "0"));
    }

    [Theory]
    [InlineData("--readers", "0")]
    [InlineData("--data", "/no/such.trace")]
    public async Task Bad_input_to_the_maple_mode_is_one_line_that_names_it(string option, string value)
    {
        Assert.Equal(2, await Replay("maple", option, value));
        AssertOneLineThatNames(option == "--data" ? value : option);
    }

    [Fact]
    public async Task The_radix_mode_takes_the_same_options_and_writes_the_same_summary()
    {
        string data = _folder.Write("a.pc", "+ 0 0 0 1\n+ 0 4 2 2\nD 0 4 3\nW 0 0 9 1 4\n+ 1 7 0 5\n- 0 0 0 6\n");
        string json = _folder.PathOf("a.json");

        Assert.Equal(0, await Replay("radix", "--data", data, "--seconds", "0", "--readers", "2", "--seed", "1", "--json", json));
        Assert.Contains("\"mismatches\": 0", await File.ReadAllTextAsync(json), StringComparison.Ordinal);
        Assert.Contains("a.pc", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--readers", "0")]
    [InlineData("--data", "/no/such.pc")]
    public async Task Bad_input_to_the_radix_mode_is_one_line_that_names_it(string option, string value)
    {
        Assert.Equal(2, await Replay("radix", option, value));
        AssertOneLineThatNames(option == "--data" ? value : option);
    }

    [Fact]
    public async Task A_write_back_that_the_recording_contradicts_is_named()
    {
        Assert.Equal(2, await Replay("radix", "--data", _folder.Write("a.pc", "+ 0 0 0 1\nD 0 0 2\nW 0 0 9 2 3\n")));
        AssertOneLineThatNames("a.pc: line 3: ");
    }

    [Fact]
    public async Task The_prefix_mode_takes_the_same_options_and_writes_the_same_summary()
    {
        string data = _folder.Write("a.txt", "go\ngopher\ncat\ncaterpillar\n");
        string json = _folder.PathOf("a.json");

        Assert.Equal(0, await Replay("prefix", "--data", data, "--seconds", "0", "--readers", "2", "--seed", "1", "--json", json));
        Assert.Contains("\"mismatches\": 0", await File.ReadAllTextAsync(json), StringComparison.Ordinal);
        Assert.Contains("a.txt", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--readers", "0")]
    [InlineData("--data", "/no/such.txt")]
    public async Task Bad_input_to_the_prefix_mode_is_one_line_that_names_it(string option, string value)
    {
        Assert.Equal(2, await Replay("prefix", option, value));
        AssertOneLineThatNames(option == "--data" ? value : option);
    }

    private Task<int> Replay(params string[] args)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(_output),
        });
        return ReplayCommand.InvokeAsync(args, console, _errors);
    }

    private void AssertOneLineThatNames(string name)
    {
        string line = Assert.Single(_errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("replay: ", line, StringComparison.Ordinal);
        Assert.Contains(name, line, StringComparison.Ordinal);
    }
}
