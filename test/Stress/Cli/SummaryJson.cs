using System.IO;
using System.Text.Json;
using Exploration;

namespace Stress.Cli;

/// <summary>The results file.</summary>
internal static class SummaryJson
{
    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Opens it before the run: to learn after it that the result cannot be written would be late.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    internal static FileStream? Open(string? path)
    {
        try
        {
            return path is null ? null : new FileStream(path, FileMode.Create, FileAccess.Write);
        }
        catch (System.Exception e) when (e is IOException or System.UnauthorizedAccessException or System.ArgumentException or System.NotSupportedException)
        {
            throw new UsageException($"--json {path} cannot be written: {e.Message}");
        }
    }

    internal static void Write<T>(Stream stream, T summary)
    {
        JsonSerializer.Serialize(stream, summary, Options);
        stream.WriteByte((byte)'\n');
    }

    internal static T? Read<T>(string path)
        where T : class
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return stream.Length == 0 ? null : JsonSerializer.Deserialize<T>(stream, Options);
        }
        catch (System.Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}
