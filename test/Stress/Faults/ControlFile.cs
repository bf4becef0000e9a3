using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Stress.Faults;

/// <summary>The controls as JSON.</summary>
internal static class ControlFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Write(string path, ulong seed, IReadOnlyList<ControlRun> runs)
    {
        var content = new
        {
            Seed = seed,
            Controls = runs.Select(run => new
            {
                Fault = run.Fault.Name,
                run.Fault.Rule,
                run.Scenario,
                Outcome = run.Outcome.ToString(),
                Seconds = run.Elapsed.TotalSeconds,
                run.Evidence,
            }),
        };
        File.WriteAllText(path, JsonSerializer.Serialize(content, Json) + "\n");
    }
}
