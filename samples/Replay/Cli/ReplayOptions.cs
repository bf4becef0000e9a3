namespace Concurrent.Replay;

/// <summary>What was asked for on the command line.</summary>
internal sealed record ReplayOptions(RunSettings Settings, string DataPath, string? JsonPath);
