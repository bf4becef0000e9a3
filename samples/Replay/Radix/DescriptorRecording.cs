using System;
using System.Collections.Generic;

namespace Concurrent.Replay;

/// <summary>One line of a descriptor recording.</summary>
/// <param name="Verb"><c>I</c> in use at the start, <c>A</c> the lowest free one was given out, <c>S</c> this one was taken, <c>F</c> freed.</param>
/// <param name="Id">The descriptor.</param>
/// <param name="From">Of <c>A</c>, the lowest that was asked for.</param>
/// <param name="Line">Where it stands.</param>
internal readonly record struct DescriptorEvent(char Verb, ulong Id, ulong From, int Line);

/// <summary>A recording of the descriptors of one process.</summary>
/// <param name="Path">The file it came from.</param>
/// <param name="Events">At least one event.</param>
/// <param name="Final">The descriptors in use at the end, ascending, or null where the recording does not say.</param>
internal sealed record DescriptorRecording(string Path, IReadOnlyList<DescriptorEvent> Events, IReadOnlyList<ulong>? Final)
{
    /// <summary>The greatest descriptor there can be.</summary>
    public const ulong Most = int.MaxValue;

    /// <summary>The recording that comes with the program.</summary>
    public static string BundledPath => System.IO.Path.Combine(AppContext.BaseDirectory, "Data", "jlink.fdtrace.gz");

    /// <summary>Reads a recording. <c>Data/README.md</c> describes the format.</summary>
    /// <exception cref="InputException">Names the file and the line at fault.</exception>
    public static DescriptorRecording Load(string path)
    {
        var events = new List<DescriptorEvent>();
        List<ulong>? final = null;
        using LineReader reader = LineReader.Open(path);
        while (reader.TryRead(out ReadOnlySpan<byte> line))
        {
            if (line.StartsWith("# final: "u8))
            {
                ReadOnlySpan<byte> rest = line["# final: "u8.Length..];
                final = [];
                while (!rest.IsEmpty)
                {
                    final.Add(Fields.ParseDecimal(reader, Fields.Take(reader, ref rest, "the descriptor"), "descriptor", Most));
                }
            }
            else if (!Fields.IsComment(line))
            {
                events.Add(Parse(reader, line));
            }
        }

        return events.Count > 0 ? new DescriptorRecording(path, events, final) : throw reader.Error("the file ends here and has no event in it");
    }

    private static DescriptorEvent Parse(LineReader reader, ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> letter = Fields.Take(reader, ref line, "the event");
        if (letter.Length != 1 || "IASF"u8.IndexOf(letter[0]) < 0)
        {
            throw reader.Error($"bad event {Fields.Quote(letter)}: expected one of I A S F");
        }

        char verb = (char)letter[0];
        ulong id = Fields.ParseDecimal(reader, Fields.Take(reader, ref line, "the descriptor"), "descriptor", Most);
        ulong from = verb == 'A' && !line.IsEmpty ? Fields.ParseDecimal(reader, Fields.Take(reader, ref line, "the minimum"), "minimum", Most) : 0;
        Fields.RequireEnd(reader, line);
        if (from > id)
        {
            throw reader.Error($"{id} was given out where at least {from} was asked for");
        }

        return new DescriptorEvent(verb, id, from, reader.Line);
    }
}
