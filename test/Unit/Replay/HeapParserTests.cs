using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Concurrent.Replay;
using Xunit;

namespace Concurrent.Unit.Replay;

public sealed class HeapParserTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Operations_keep_their_order_and_their_lines()
    {
        string path = _folder.Write("a.heap", "# a comment\n+ 1f 32\n- 1f\n+ FFFFFFFFFFFFFFFF 1\r\n");

        IReadOnlyList<HeapOperation> operations = HeapParser.ReadOperations(path);

        Assert.Equal([new HeapOperation(0x1f, 32, 2), new HeapOperation(0x1f, 0, 3), new HeapOperation(ulong.MaxValue, 1, 4)], operations);
    }

    [Theory]
    [InlineData("* 20 4", "bad operation '*'")]
    [InlineData("++ 20 4", "bad operation '++'")]
    [InlineData("", "the operation is missing")]
    [InlineData(" + 20 4", "the operation is missing")]
    [InlineData("+", "the address is missing")]
    [InlineData("+  20 4", "the address is missing")]
    [InlineData("+ 2g 4", "bad address '2g'")]
    [InlineData("+ 0x20 4", "bad address '0x20'")]
    [InlineData("- 12345678123456781", "more than 16 digits")]
    [InlineData("+ 20", "the size is missing")]
    [InlineData("+ 20 ", "the size is missing")]
    [InlineData("+ 20 four", "bad size 'four'")]
    [InlineData("+ 20 -4", "bad size '-4'")]
    [InlineData("+ 20 0", "at least one byte")]
    [InlineData("+ 20 18446744073709551616", "too large for 64 bits")]
    [InlineData("+ 20 99999999999999999999999", "too large for 64 bits")]
    [InlineData("+ fffffffffffffff0 17", "would end beyond 64 bits")]
    [InlineData("+ 20 4 5", "unexpected '5'")]
    [InlineData("- 10 4", "unexpected '4'")]
    [InlineData("- 10 ", "unexpected ' '")]
    public void A_malformed_line_is_named(string line, string reason)
    {
        string path = _folder.Write("a.heap", $"# header\n+ 10 4\n{line}\n+ 30 4\n");

        InputException e = Assert.Throws<InputException>(() => HeapParser.ReadOperations(path));

        Assert.Equal(3, e.Line);
        Assert.StartsWith($"{path}: line 3: ", e.Message, StringComparison.Ordinal);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_is_one_short_printable_line_whatever_the_file_holds()
    {
        string path = _folder.Write("a.heap", "+ \u0001\u001b[31m" + new string('z', 5000) + " 4\n");

        InputException e = Assert.Throws<InputException>(() => HeapParser.ReadOperations(path));

        Assert.DoesNotContain(e.Message, char.IsControl);
        Assert.InRange(e.Message.Length, path.Length, path.Length + 100);
    }

    [Fact]
    public void A_line_that_never_ends_is_named()
    {
        string path = _folder.Write("a.heap", "+ 10 4\n# " + new string('x', 100_000) + "\n");

        Assert.Equal(2, Assert.Throws<InputException>(() => HeapParser.ReadOperations(path)).Line);
    }

    [Fact]
    public void A_line_may_lie_across_the_border_of_the_read_buffer()
    {
        var text = new StringBuilder();
        for (int i = 1; i <= 20_000; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"+ {i * 16:x} {i % 16 + 1}\n");
        }

        IReadOnlyList<HeapOperation> operations = HeapParser.ReadOperations(_folder.Write("a.heap", text.ToString()));

        Assert.Equal(Enumerable.Range(1, 20_000).Select(i => new HeapOperation((ulong)i * 16, (ulong)(i % 16 + 1), i)), operations);
    }

    [Theory]
    [InlineData("+ 10 4\n+ 20 3")]
    [InlineData("+ 10 4\n+ 2")]
    [InlineData("+ 10 4\n+")]
    public void A_last_line_without_a_line_end_is_cut_off(string text)
    {
        string path = _folder.Write("a.heap", text);

        InputException e = Assert.Throws<InputException>(() => HeapParser.ReadOperations(path));

        Assert.Equal(2, e.Line);
        Assert.Contains("cut off", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("# only a comment\n", 2)]
    public void A_file_without_an_operation_is_an_error(string text, int line)
    {
        string path = _folder.Write("a.heap", text);

        Assert.Equal(line, Assert.Throws<InputException>(() => HeapParser.ReadOperations(path)).Line);
    }

    [Fact]
    public void A_gzip_file_that_is_cut_anywhere_is_an_error_that_names_a_line()
    {
        string text = string.Concat(Enumerable.Range(1, 300).Select(i => $"+ {i * 64:x} {i % 60 + 1}\n"));
        byte[] packed = ScratchFolder.Pack(text);
        for (int length = 0; length < packed.Length; length++)
        {
            string path = _folder.Write("a.heap.gz", packed.AsSpan(0, length));

            InputException e = Assert.Throws<InputException>(() => HeapParser.ReadOperations(path));

            Assert.InRange(e.Line, 1, 301);
            Assert.Contains("cut off", e.Message, StringComparison.Ordinal);
        }

        Assert.Equal(300, HeapParser.ReadOperations(_folder.Write("a.heap.gz", packed)).Count);
    }

    [Fact]
    public void A_gzip_file_with_a_flipped_bit_never_gives_other_operations()
    {
        string text = string.Concat(Enumerable.Range(1, 300).Select(i => $"+ {i * 64:x} {i % 60 + 1}\n"));
        byte[] packed = ScratchFolder.Pack(text);
        IReadOnlyList<HeapOperation> operations = HeapParser.ReadOperations(_folder.Write("a.heap.gz", packed));
        int rejected = 0;
        for (int at = 10; at < packed.Length; at++)
        {
            byte[] damaged = [.. packed];
            damaged[at] ^= 0x10;
            string path = _folder.Write("a.heap.gz", damaged);
            try
            {
                // A bit behind the last operation, in the mark that ends the data, may go unnoticed.
                Assert.Equal(operations, HeapParser.ReadOperations(path));
            }
            catch (InputException)
            {
                rejected++;
            }
        }

        Assert.InRange(rejected, packed.Length - 10 - 8, packed.Length - 10);
    }

    [Fact]
    public void Packed_or_plain_is_told_by_the_content_but_a_plain_file_is_not_to_be_named_gz()
    {
        byte[] packed = ScratchFolder.Pack("+ 10 4\n");

        Assert.Single(HeapParser.ReadOperations(_folder.Write("a.heap", packed)));
        InputException e = Assert.Throws<InputException>(() => HeapParser.ReadOperations(_folder.Write("b.heap.gz", "+ 10 4\n")));
        Assert.Equal(1, e.Line);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_named()
    {
        string missing = _folder.PathOf("nowhere.heap");

        Assert.Equal($"{missing}: there is no such file", Assert.Throws<InputException>(() => HeapParser.ReadOperations(missing)).Message);
        string folder = Path.GetDirectoryName(missing)!;
        Assert.Contains("folder", Assert.Throws<InputException>(() => HeapParser.ReadOperations(folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10 4\n20\n", 2)]
    [InlineData("10 4\n20 x\n", 2)]
    [InlineData("10 4\n20 4 4\n", 2)]
    [InlineData("10 4\n30 4\n20 4\n", 3)]
    [InlineData("10 4\n13 4\n", 2)]
    [InlineData("10 4\n10 4\n", 2)]
    [InlineData("10 4\n20 4", 2)]
    public void A_malformed_line_of_a_final_state_is_named(string text, int line)
    {
        string path = _folder.Write("a.heap.final", text);

        Assert.Equal(line, Assert.Throws<InputException>(() => HeapParser.ReadFinal(path)).Line);
    }

    [Theory]
    [InlineData("x.heap.gz", "x.heap.final.gz")]
    [InlineData("x.heap", "x.heap.final")]
    [InlineData("a.b/x.GZ", "a.b/x.final.GZ")]
    public void The_final_state_stands_beside_the_recording(string path, string final) =>
        Assert.Equal(final, HeapRecording.FinalPathOf(path));

    [Fact]
    public void The_bundled_recording_leads_to_its_recorded_final_state()
    {
        HeapRecording recording = HeapRecording.Load(HeapRecording.BundledPath);

        Assert.Equal(200_000, recording.Operations.Count);
        Assert.NotNull(recording.Final);
        Assert.Equal(59_020, recording.Final.Count);
        Assert.Equal(recording.Final, HeapScript.Build(recording with { Final = null }).Final);
    }
}
