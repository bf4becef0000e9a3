using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>A recording of a page cache as it was read.</summary>
/// <param name="Path">The file it came from.</param>
/// <param name="Files">How many files it speaks of.</param>
/// <param name="Events">At least one event.</param>
internal sealed record CacheRecording(string Path, int Files, IReadOnlyList<CacheEvent> Events)
{
    private const int MostFiles = 256;
    private const int MostOrder = 20;
    private const int MostDirty = 1 << 30;

    /// <summary>The recording that comes with the program.</summary>
    public static string BundledPath => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "sqlite-wal.pc.gz");

    /// <summary>Reads a recording. <c>Data/README.md</c> describes the format.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static CacheRecording Load(string path)
    {
        var events = new List<CacheEvent>();
        int files = 0;
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (!Fields.IsComment(line))
            {
                events.Add(Parse(reader, line));
                files = int.Max(files, events[^1].File + 1);
            }
        }

        return events.Count > 0 ? new CacheRecording(path, files, events) : throw reader.Error("the file ends here and has no event in it");
    }

    private static CacheEvent Parse(LineReader reader, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> letter = Fields.Take(reader, ref line, "the event");
        if (letter.Length != 1 || "+-DW"u8.IndexOf(letter[0]) < 0)
        {
            throw reader.Error($"bad event {Fields.Quote(letter)}: expected one of + - D W");
        }

        char verb = (char)letter[0];
        int file = (int)Number(reader, ref line, "file", MostFiles - 1);
        ulong first = Number(reader, ref line, "index", ulong.MaxValue);
        ulong last = first;
        int count = 0;
        if (verb == 'W')
        {
            last = Number(reader, ref line, "last index", ulong.MaxValue);
            if (last < first)
            {
                throw reader.Error($"the last index, {last}, is below the first, {first}");
            }

            count = (int)Number(reader, ref line, "count", MostDirty);
        }
        else if (verb != 'D')
        {
            int order = (int)Number(reader, ref line, "order", MostOrder);
            last = first + (1UL << order) - 1;
            if ((first & ((1UL << order) - 1)) != 0)
            {
                throw reader.Error($"a folio of order {order} cannot begin at {first}");
            }
        }

        Number(reader, ref line, "time", ulong.MaxValue);
        Fields.RequireEnd(reader, line);
        return new CacheEvent(verb, file, first, last, count, reader.Line);
    }

    private static ulong Number(LineReader reader, ref ReadOnlySpan<byte> line, string name, ulong most) =>
        Fields.ParseDecimal(reader, Fields.Take(reader, ref line, "the " + name), name, most);
}
