namespace Concurrent.Replay;

/// <summary>How a workload is to be run.</summary>
/// <param name="Readers">Reader threads, at least 1.</param>
/// <param name="WriterRate">Writes per second, or null for as many as there can be.</param>
/// <param name="Seconds">How long; the round that is under way then is completed.</param>
/// <param name="Seed">Repeats what the readers choose to read.</param>
internal sealed record RunSettings(int Readers, long? WriterRate, double Seconds, ulong Seed);
