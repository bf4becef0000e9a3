using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concurrent.Replay;

/// <summary>Writes the summary as JSON, by code that the compiler generates: no reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReplaySummary))]
internal sealed partial class SummaryJson : JsonSerializerContext
{
    public static void Write(Stream stream, ReplaySummary summary)
    {
        JsonSerializer.Serialize(stream, summary, Default.ReplaySummary);
        stream.WriteByte((byte)'\n');
    }
}
