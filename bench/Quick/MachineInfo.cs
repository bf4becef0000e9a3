using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json.Serialization;

namespace Concurrent.Bench.Quick;

/// <summary>What a result means nothing without. No names of users, hosts or folders: the files are public.</summary>
internal sealed record MachineInfo
{
    public static MachineInfo Current { get; } = new();

    public string Cpu { get; } = CpuName();

    public int Cores { get; } = Environment.ProcessorCount;

    public string VectorBits { get; } = Vector512.IsHardwareAccelerated ? "512" : Vector256.IsHardwareAccelerated ? "256" : "128";

    public string System { get; } = $"{RuntimeInformation.OSDescription} {RuntimeInformation.ProcessArchitecture}";

    public string Runtime { get; } = RuntimeInformation.FrameworkDescription;

    public string GarbageCollector { get; } = GCSettings.IsServerGC ? "server" : $"workstation, {GCSettings.LatencyMode}";

    /// <summary>Version of the library, with the commit that it was built from.</summary>
    public string Library { get; } =
        typeof(KeyRange<>).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    [JsonIgnore]
    public string Headline => $"{Cpu}, {Cores} cores; {System}; {Runtime}, {GarbageCollector}; library {Library}";

    private static string CpuName()
    {
        const string linux = "/proc/cpuinfo";
        if (File.Exists(linux))
        {
            string? model = File.ReadLines(linux).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
            if (model is not null) return model[(model.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
