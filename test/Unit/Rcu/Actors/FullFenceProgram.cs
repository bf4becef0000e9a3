using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Unit;

/// <summary>A small program in which readers fence themselves, because the choice is made once per process (E4).</summary>
internal static class FullFenceProgram
{
    internal const string Name = "full-fence";
    internal const string ByVariable = "variable";
    internal const string BySwitch = "switch";
    internal const string NotAtAll = "default";

    /// <summary>Runs it in a process of its own; returns what it printed.</summary>
    internal static string Start(string how)
    {
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, ["exec", typeof(FullFenceProgram).Assembly.Location, Name, how])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove(ProcessWideBarrier.ForceVariable);
        if (how == ByVariable) start.Environment[ProcessWideBarrier.ForceVariable] = "1";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return $"{process.ExitCode}: {output.Trim()}";
    }

    /// <summary>The program itself.</summary>
    internal static int Run(string how)
    {
        if (how == BySwitch) AppContext.SetSwitch(ProcessWideBarrier.ForceSwitch, true);
        using var domain = new RcuDomain();
        var tree = new TestTree(domain, new NodePoolOptions { BagSize = 4 });
        tree.Replace("payload");
        int writing = 1;
        Crew.Run(2, number =>
        {
            if (number == 0)
            {
                tree.Replace("payload", times: 50_000);
                domain.Synchronize();
                domain.Barrier();
                Volatile.Write(ref writing, 0);
                return;
            }

            while (Volatile.Read(ref writing) != 0)
            {
                using (domain.EnterRead())
                {
                    TestNode node = tree.Root;
                    // A node that is recycled under this reader has its payload cleared.
                    for (int look = 0; look < 5; look++)
                    {
                        if (node.Payload is null) throw new InvalidOperationException("Recycled under a reader.");
                    }
                }
            }
        });
        Console.WriteLine($"fence={ProcessWideBarrier.ReadersFence} recycled={domain.GetStatistics().RecycledNodes > 0}");
        return 0;
    }
}
