using System;
using System.Runtime;
using System.Runtime.InteropServices;
using Concurrent.Rcu;

namespace Stress.Cli;

/// <summary>What the program ran on.</summary>
internal sealed record MachineSummary(string System, string Architecture, int Cores, string Framework, bool ServerGc, bool ReadersFence)
{
    internal static MachineSummary Here() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        GCSettings.IsServerGC,
        ProcessWideBarrier.ReadersFence);
}
