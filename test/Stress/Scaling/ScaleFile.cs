using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using Concurrent.Bench.Quick;

namespace Stress.Scaling;

/// <summary>The measurements as JSON.</summary>
internal static class ScaleFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Write(string path, ScaleOptions options, IReadOnlyList<ScaleRow> rows)
    {
        var content = new
        {
            Date = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            Machine = MachineInfo.Current,
            options.Entries,
            options.Rounds,
            RoundSeconds = options.Round.TotalSeconds,
            Results = rows,
        };
        File.WriteAllText(path, JsonSerializer.Serialize(content, Json) + "\n");
    }
}
