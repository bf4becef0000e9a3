using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace Stress.Faults;

/// <summary>This program in a process of its own: what a fault breaks there, it does not break here.</summary>
internal static class ChildProgram
{
    /// <summary>Runs it to its end, or until the time is over.</summary>
    /// <returns>The exit code, null when it had to be ended; what it wrote; how long it took.</returns>
    internal static (int? ExitCode, string Output, string Errors, TimeSpan Elapsed) Run(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, TimeSpan limit)
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(ChildProgram).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A program that breaks down leaves no core file behind.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        foreach ((string name, string value) in environment) start.Environment[name] = value;
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        bool ended = process.WaitForExit(limit);
        if (!ended) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        return (ended ? process.ExitCode : null, output.Result, errors.Result, Stopwatch.GetElapsedTime(began));
    }
}
