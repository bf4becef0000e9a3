using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace Stress.Cli;

/// <summary>This program in a process of its own, with other arguments and another environment.</summary>
internal sealed class ChildProcess : IDisposable
{
    private const int MostText = 100_000;

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly Lock gate = new();

    /// <summary>Starts it.</summary>
    /// <param name="arguments">For its Main.</param>
    /// <param name="environment">Variables to be set; those of this process hold as well.</param>
    /// <param name="onLine">Is told each line of its output; may be null.</param>
    internal ChildProcess(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null, Action<string>? onLine = null)
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(ChildProcess).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) =>
        {
            Keep(output, line.Data);
            if (line.Data is not null) onLine?.Invoke(line.Data);
        };
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal int ExitCode => process.ExitCode;

    internal string Output => Text(output);

    internal string Errors => Text(errors);

    /// <summary>Waits for its end.</summary>
    /// <returns>Whether it has ended within <paramref name="patience"/>.</returns>
    internal bool Wait(TimeSpan patience, CancellationToken cancellation = default)
    {
        var clock = Stopwatch.StartNew();
        while (!process.WaitForExit(100))
        {
            if (clock.Elapsed > patience || cancellation.IsCancellationRequested) return false;
        }

        process.WaitForExit(); // for the rest of its output
        return true;
    }

    /// <summary>Ends it, if it has not ended.</summary>
    internal void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        catch (InvalidOperationException)
        {
            // It had ended.
        }
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }

    private void Keep(StringBuilder text, string? line)
    {
        if (line is null) return;
        using (gate.EnterScope())
        {
            if (text.Length < MostText) text.AppendLine(line);
        }
    }

    private string Text(StringBuilder text)
    {
        using (gate.EnterScope()) return text.ToString();
    }
}
