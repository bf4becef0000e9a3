using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>Reads the two formats of an address-space recording. <c>Data/README.md</c> describes them.</summary>
internal static class SpaceParser
{
    /// <summary>Reads <c>op first last prot obj t_us</c> lines, and <c># gap_last: address</c> from the comments.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static IReadOnlyList<SpaceOperation> ReadOperations(string path, out ulong? gapLast)
    {
        gapLast = null;
        var operations = new List<SpaceOperation>();
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("# gap_last: "u8))
            {
                gapLast = Fields.ParseAddress(reader, line["# gap_last: "u8.Length..]);
            }
            else if (!Fields.IsComment(line))
            {
                SpaceOperation operation = ParseOperation(reader, line);
                if (operation.Verb == 'A' && gapLast is null)
                {
                    throw reader.Error("the kernel chose an address, but no line above says '# gap_last: address'");
                }

                operations.Add(operation);
            }
        }

        return operations.Count > 0 ? operations : throw reader.Error("the file ends here and has no operation in it");
    }

    /// <summary>Reads the <c>first last prot obj</c> lines of a final state.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static IReadOnlyList<MappedRange> ReadFinal(string path)
    {
        var ranges = new List<MappedRange>();
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (Fields.IsComment(line))
            {
                continue;
            }

            ReadRange(reader, ref line, out ulong first, out ulong last);
            ushort kind = ParseKind(reader, ref line, 'M');
            Fields.RequireEnd(reader, line);
            if (ranges.Count > 0 && first <= ranges[^1].Last)
            {
                throw reader.Error($"range {first:x} begins before the end of the one before it");
            }

            ranges.Add(new MappedRange(first, last, kind));
        }

        return ranges;
    }

    private static SpaceOperation ParseOperation(LineReader reader, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> letter = Fields.Take(reader, ref line, "the operation");
        if (letter.Length != 1 || "IAMUP"u8.IndexOf(letter[0]) < 0)
        {
            throw reader.Error($"bad operation {Fields.Quote(letter)}: expected one of I A M U P");
        }

        char verb = (char)letter[0];
        ReadRange(reader, ref line, out ulong first, out ulong last);
        ushort kind = ParseKind(reader, ref line, verb);
        Fields.ParseDecimal(reader, Fields.Take(reader, ref line, "the time"), "time", ulong.MaxValue);
        Fields.RequireEnd(reader, line);
        return new SpaceOperation(verb, first, last, kind, reader.Line);
    }

    private static void ReadRange(LineReader reader, ref ReadOnlySpan<byte> line, out ulong first, out ulong last)
    {
        first = Fields.ParseAddress(reader, Fields.Take(reader, ref line, "the first address"));
        last = Fields.ParseAddress(reader, Fields.Take(reader, ref line, "the last address"));
        if (last < first)
        {
            throw reader.Error($"the last address, {last:x}, is below the first, {first:x}");
        }
    }

    /// <summary>Protection and object; what an operation does not have is a dash.</summary>
    private static ushort ParseKind(LineReader reader, ref ReadOnlySpan<byte> line, char verb)
    {
        ReadOnlySpan<byte> protection = Fields.Take(reader, ref line, "the protection");
        ReadOnlySpan<byte> obj = Fields.Take(reader, ref line, "the object");
        bool hasObject = verb is 'I' or 'A' or 'M';
        int letters = verb == 'U' ? 1 : hasObject ? 4 : 3;
        int bits = 0;
        bool isRight = protection.Length == letters && (verb != 'U' || protection[0] == (byte)'-') && (hasObject || obj.SequenceEqual("-"u8));
        if (isRight && verb != 'U')
        {
            for (int i = 0; i < 3; i++)
            {
                isRight &= protection[i] == (byte)'-' || protection[i] == "rwx"u8[i];
                bits |= protection[i] == (byte)'-' ? 0 : 4 >> i;
            }

            isRight &= letters == 3 || protection[3] is (byte)'p' or (byte)'s';
            bits |= letters == 4 && protection[3] == (byte)'s' ? 8 : 0;
        }

        if (!isRight)
        {
            throw reader.Error($"bad protection or object {Fields.Quote(protection)} {Fields.Quote(obj)} for operation {verb}");
        }

        return Mapping.Kind(bits, hasObject ? (int)Fields.ParseDecimal(reader, obj, "object", Mapping.MostObjects) : 0);
    }
}
