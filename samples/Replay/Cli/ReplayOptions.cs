namespace Concurrent.Replay;

/// <summary>What was asked for on the command line.</summary>
internal sealed record ReplayOptions(ReplayWorkload Workload, RunSettings Settings, string DataPath, string? JsonPath);
