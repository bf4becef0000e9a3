using System;
using System.Collections.Generic;
using System.Text;

namespace Concurrent.Replay;

/// <summary>Reads the two formats of a heap recording. <c>Data/README.md</c> describes them.</summary>
internal static class HeapParser
{
    private const int LongestAddress = 16;

    /// <summary>Reads <c>+ addr size</c> and <c>- addr</c> lines.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static IReadOnlyList<HeapOperation> ReadOperations(string path)
    {
        var operations = new List<HeapOperation>();
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!IsComment(line))
            {
                operations.Add(ParseOperation(reader, line));
            }
        }

        return operations.Count > 0 ? operations : throw reader.Error("the file ends here and has no operation in it");
    }

    /// <summary>Reads the <c>addr size</c> lines of a final state.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static IReadOnlyList<LiveBlock> ReadFinal(string path)
    {
        var blocks = new List<LiveBlock>();
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (IsComment(line))
            {
                continue;
            }

            ulong address = ParseAddress(reader, TakeField(reader, ref line, "the address"));
            ulong size = ParseSize(reader, TakeField(reader, ref line, "the size"), address);
            RequireEnd(reader, line);
            if (blocks.Count > 0 && address - blocks[^1].Address < blocks[^1].Size)
            {
                throw reader.Error($"block {address:x} overlaps the block before it");
            }

            if (blocks.Count > 0 && address < blocks[^1].Address)
            {
                throw reader.Error($"block {address:x} is out of order: addresses must ascend");
            }

            blocks.Add(new LiveBlock(address, size));
        }

        return blocks;
    }

    private static bool IsComment(ReadOnlySpan<byte> line) => line.Length > 0 && line[0] == (byte)'#';

    private static HeapOperation ParseOperation(LineReader reader, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> letter = TakeField(reader, ref line, "the operation");
        bool allocates = letter.SequenceEqual("+"u8);
        if (!allocates && !letter.SequenceEqual("-"u8))
        {
            throw reader.Error($"bad operation {Quote(letter)}: expected '+' or '-'");
        }

        ulong address = ParseAddress(reader, TakeField(reader, ref line, "the address"));
        ulong size = allocates ? ParseSize(reader, TakeField(reader, ref line, "the size"), address) : 0;
        RequireEnd(reader, line);
        return new HeapOperation(address, size, reader.Line);
    }

    /// <summary>Takes the bytes up to the next space, and the space.</summary>
    private static ReadOnlySpan<byte> TakeField(LineReader reader, ref ReadOnlySpan<byte> line, string name)
    {
        int space = line.IndexOf((byte)' ');
        ReadOnlySpan<byte> field = space < 0 ? line : line[..space];
        if (field.IsEmpty)
        {
            throw reader.Error($"{name} is missing");
        }

        // A space that ends the line stays, for RequireEnd to find.
        line = space < 0 ? default : space == line.Length - 1 ? line[space..] : line[(space + 1)..];
        return field;
    }

    private static void RequireEnd(LineReader reader, ReadOnlySpan<byte> line)
    {
        if (!line.IsEmpty)
        {
            throw reader.Error($"unexpected {Quote(line)} at the end of the line");
        }
    }

    private static ulong ParseAddress(LineReader reader, ReadOnlySpan<byte> field)
    {
        ulong address = 0;
        foreach (byte c in field)
        {
            int digit = HexDigit(c);
            if (digit < 0)
            {
                throw reader.Error($"bad address {Quote(field)}: expected hexadecimal digits");
            }

            address = (address << 4) | (uint)digit;
        }

        return field.Length <= LongestAddress
            ? address
            : throw reader.Error($"bad address {Quote(field)}: more than {LongestAddress} digits");
    }

    private static ulong ParseSize(LineReader reader, ReadOnlySpan<byte> field, ulong address)
    {
        ulong size = 0;
        foreach (byte c in field)
        {
            uint digit = (uint)(c - '0');
            if (digit > 9)
            {
                throw reader.Error($"bad size {Quote(field)}: expected a decimal number");
            }

            if (size > (ulong.MaxValue - digit) / 10)
            {
                throw reader.Error($"bad size {Quote(field)}: too large for 64 bits");
            }

            size = (size * 10) + digit;
        }

        if (size == 0)
        {
            throw reader.Error("bad size '0': a block has at least one byte");
        }

        return size - 1 <= ulong.MaxValue - address
            ? size
            : throw reader.Error($"bad size {Quote(field)}: the block at {address:x} would end beyond 64 bits");
    }

    private static int HexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };

    /// <summary>What stood in the file, short and printable: an error message stays one line whatever the file holds.</summary>
    private static string Quote(ReadOnlySpan<byte> bytes)
    {
        const int Shown = 24;
        var text = new StringBuilder("'");
        foreach (byte c in bytes[..int.Min(bytes.Length, Shown)])
        {
            text.Append(c is >= 0x20 and < 0x7f ? (char)c : '?');
        }

        return text.Append(bytes.Length > Shown ? "...'" : "'").ToString();
    }
}
