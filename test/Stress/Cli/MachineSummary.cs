using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime;
using System.Runtime.InteropServices;
using Concurrent.Rcu;

namespace Stress.Cli;

/// <summary>What the program ran on.</summary>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">Of the process.</param>
/// <param name="Cores">Those that the process may use.</param>
/// <param name="Framework">The runtime.</param>
/// <param name="ServerGc">Whether the collector is the one for servers.</param>
/// <param name="ReadersFence">Whether readers execute a full fence, because the process-wide one is not to be had or was forbidden.</param>
/// <param name="Variables">Which of the variables of <see cref="RuntimeSetting"/> are set, and to what.</param>
internal sealed record MachineSummary(
    string System, string Architecture, int Cores, string Framework, bool ServerGc, bool ReadersFence, IReadOnlyDictionary<string, string> Variables)
{
    internal static MachineSummary Here() => new(
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        RuntimeInformation.FrameworkDescription,
        GCSettings.IsServerGC,
        ProcessWideBarrier.ReadersFence,
        RuntimeSetting.All.SelectMany(setting => setting.Environment.Keys).Distinct()
            .Where(name => Environment.GetEnvironmentVariable(name) is not null)
            .ToDictionary(name => name, name => Environment.GetEnvironmentVariable(name)!));
}
