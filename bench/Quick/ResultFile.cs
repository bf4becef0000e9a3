using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Concurrent.Bench.Quick;

/// <summary>The JSON file of a run: benchmarks are versioned data. By default bench/results/DATE-CPU.json in the repository.</summary>
internal sealed class ResultFile
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        // The file is read by people and diffed, never put into a page: a plus sign may stay one.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private ResultFile(string path) => Path = path;

    public string Path { get; }

    /// <summary>
    /// Finds the place before the run, so that minutes of measuring are not lost to a bad path. Null: a smoke run without <c>--out</c> writes nothing.
    /// </summary>
    /// <exception cref="UsageException">The folder does not exist.</exception>
    public static ResultFile? Open(QuickOptions options)
    {
        if (options.Out is null) return options.Smoke ? null : new ResultFile(DefaultPath());
        string path = System.IO.Path.GetFullPath(options.Out);
        return Directory.Exists(System.IO.Path.GetDirectoryName(path)) && !Directory.Exists(path)
            ? new ResultFile(path)
            : throw new UsageException($"--out: cannot write '{options.Out}'");
    }

    public void Save(QuickOptions options, IReadOnlyList<Result> results)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var content = new
        {
            Date = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            Machine = MachineInfo.Current,
            options.Entries,
            options.Rounds,
            Results = results,
        };
        File.WriteAllText(Path, JsonSerializer.Serialize(content, Json) + "\n");
    }

    private static string DefaultPath()
    {
        string date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string cpu = string.Concat(MachineInfo.Current.Cpu.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        while (cpu.Contains("--", StringComparison.Ordinal)) cpu = cpu.Replace("--", "-", StringComparison.Ordinal);
        return System.IO.Path.Combine(RepositoryRoot(), "bench", "results", $"{date}-{cpu.Trim('-')}.json");
    }

    private static string RepositoryRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Concurrent.sln"))) return folder.FullName;
        }

        throw new UsageException("not run from within the repository: name the result file with --out");
    }
}
