using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>Reads the two formats of a heap recording. <c>Data/README.md</c> describes them.</summary>
internal static class HeapParser
{
    /// <summary>Reads <c>+ addr size</c> and <c>- addr</c> lines.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static IReadOnlyList<HeapOperation> ReadOperations(string path)
    {
        var operations = new List<HeapOperation>();
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!Fields.IsComment(line))
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
            if (Fields.IsComment(line))
            {
                continue;
            }

            ulong address = Fields.ParseAddress(reader, Fields.Take(reader, ref line, "the address"));
            ulong size = ParseSize(reader, Fields.Take(reader, ref line, "the size"), address);
            Fields.RequireEnd(reader, line);
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

    private static HeapOperation ParseOperation(LineReader reader, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> letter = Fields.Take(reader, ref line, "the operation");
        bool allocates = letter.SequenceEqual("+"u8);
        if (!allocates && !letter.SequenceEqual("-"u8))
        {
            throw reader.Error($"bad operation {Fields.Quote(letter)}: expected '+' or '-'");
        }

        ulong address = Fields.ParseAddress(reader, Fields.Take(reader, ref line, "the address"));
        ulong size = allocates ? ParseSize(reader, Fields.Take(reader, ref line, "the size"), address) : 0;
        Fields.RequireEnd(reader, line);
        return new HeapOperation(address, size, reader.Line);
    }

    private static ulong ParseSize(LineReader reader, ReadOnlySpan<byte> field, ulong address)
    {
        ulong size = 0;
        foreach (byte c in field)
        {
            uint digit = (uint)(c - '0');
            if (digit > 9)
            {
                throw reader.Error($"bad size {Fields.Quote(field)}: expected a decimal number");
            }

            if (size > (ulong.MaxValue - digit) / 10)
            {
                throw reader.Error($"bad size {Fields.Quote(field)}: too large for 64 bits");
            }

            size = (size * 10) + digit;
        }

        if (size == 0)
        {
            throw reader.Error("bad size '0': a block has at least one byte");
        }

        return size - 1 <= ulong.MaxValue - address
            ? size
            : throw reader.Error($"bad size {Fields.Quote(field)}: the block at {address:x} would end beyond 64 bits");
    }
}
