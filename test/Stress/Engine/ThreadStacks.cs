using System;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Symbols;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.Stacks;

namespace Stress.Engine;

/// <summary>The managed stacks of all threads of this process, as the runtime's sampling profiler sees them: blocked threads as well as running ones.</summary>
internal static class ThreadStacks
{
    private const int MostFrames = 24;
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(50);

    /// <summary>Reads them, if the runtime lets itself be asked.</summary>
    /// <returns>A text, or why there is none; never throws.</returns>
    internal static string Read(TimeSpan patience)
    {
        // On a thread of its own: a runtime that cannot stop its threads does not answer.
        Task<string> reading = Task.Factory.StartNew(TryRead, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return reading.Wait(patience) ? reading.Result : "(no stacks: the runtime does not answer)";
    }

    private static string TryRead()
    {
        string file = Path.GetTempFileName();
        string? indexed = null;
        try
        {
            Record(file);
            indexed = TraceLog.CreateFromEventPipeDataFile(file);
            return Describe(indexed);
        }
        catch (Exception e)
        {
            return $"(no stacks: {e.GetType().Name}: {e.Message})";
        }
        finally
        {
            File.Delete(file);
            if (indexed is not null) File.Delete(indexed);
        }
    }

    private static void Record(string file)
    {
        var client = new DiagnosticsClient(Environment.ProcessId);
        using EventPipeSession session = client.StartEventPipeSession([new EventPipeProvider("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational)]);
        using FileStream output = File.Create(file);
        Task copying = session.EventStream.CopyToAsync(output);
        copying.Wait(Sampling);
        session.Stop();
        copying.Wait();
    }

    private static string Describe(string indexed)
    {
        using var log = new TraceLog(indexed);
        using var symbols = new SymbolReader(TextWriter.Null) { SymbolPath = "" };
        var source = new MutableTraceEventStackSource(log) { OnlyManagedCodeStacks = true };
        new SampleProfilerThreadTimeComputer(log, symbols).GenerateThreadTimeStacks(source);
        // The last sample of each thread.
        var last = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        source.ForEach(sample =>
        {
            var frames = new List<string>();
            StackSourceCallStackIndex at = sample.StackIndex;
            string name = "";
            while (at != StackSourceCallStackIndex.Invalid)
            {
                name = source.GetFrameName(source.GetFrameIndex(at), false);
                if (name.StartsWith("Thread (", StringComparison.Ordinal)) break;
                frames.Add(name);
                at = source.GetCallerIndex(at);
            }

            if (name.StartsWith("Thread (", StringComparison.Ordinal)) last[name] = frames;
        });
        var text = new StringBuilder();
        foreach ((string thread, List<string> frames) in last)
        {
            text.Append("\n    ").Append(thread);
            foreach (string frame in frames.Where(frame => frame is not ("CPU_TIME" or "UNMANAGED_CODE_TIME")).Take(MostFrames)) text.Append("\n      at ").Append(frame);
        }

        return text.Length == 0 ? "(no stacks: no sample was taken)" : text.ToString();
    }
}
