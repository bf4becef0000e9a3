using System;
using System.Text;

namespace Concurrent.Replay;

/// <summary>Takes the lines of a recording apart. Every complaint names the file, the line, and what stood there.</summary>
internal static class Fields
{
    private const int LongestNumber = 16;

    public static bool IsComment(ReadOnlySpan<byte> line) => line.Length > 0 && line[0] == (byte)'#';

    /// <summary>Takes the bytes up to the next space, and the space.</summary>
    public static ReadOnlySpan<byte> Take(LineReader reader, ref ReadOnlySpan<byte> line, string name)
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

    public static void RequireEnd(LineReader reader, ReadOnlySpan<byte> line)
    {
        if (!line.IsEmpty)
        {
            throw reader.Error($"unexpected {Quote(line)} at the end of the line");
        }
    }

    public static ulong ParseAddress(LineReader reader, ReadOnlySpan<byte> field)
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

        return field.Length <= LongestNumber
            ? address
            : throw reader.Error($"bad address {Quote(field)}: more than {LongestNumber} digits");
    }

    /// <summary>A decimal number of at most <paramref name="most"/>.</summary>
    public static ulong ParseDecimal(LineReader reader, ReadOnlySpan<byte> field, string name, ulong most)
    {
        ulong number = 0;
        foreach (byte c in field)
        {
            uint digit = (uint)(c - '0');
            if (digit > 9)
            {
                throw reader.Error($"bad {name} {Quote(field)}: expected a decimal number");
            }

            if (number > (most - digit) / 10)
            {
                throw reader.Error($"bad {name} {Quote(field)}: more than {most}");
            }

            number = (number * 10) + digit;
        }

        return number;
    }

    private static int HexDigit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };

    /// <summary>What stood in the file, short and printable: an error message stays one line whatever the file holds.</summary>
    public static string Quote(ReadOnlySpan<byte> bytes)
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
