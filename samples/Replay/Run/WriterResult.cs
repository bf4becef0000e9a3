namespace Concurrent.Replay;

/// <summary>What the writer did, complete when its thread has ended.</summary>
/// <param name="Steps">Writes that were applied.</param>
/// <param name="PacedSteps">Of these, the ones that were held to the rate.</param>
/// <param name="QuietSteps">Of these, the ones in the quiet phase.</param>
/// <param name="QuietBytes">What the quiet ones allocated.</param>
/// <param name="OtherBytes">What all others allocated.</param>
/// <param name="Ticks">Latency of each.</param>
internal sealed record WriterResult(
    long Steps,
    long PacedSteps,
    long QuietSteps,
    long QuietBytes,
    long OtherBytes,
    LatencyHistogram Ticks);
