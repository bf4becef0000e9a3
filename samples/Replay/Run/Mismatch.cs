namespace Concurrent.Replay;

/// <summary>One wrong answer.</summary>
/// <param name="What">Which read or write gave it.</param>
/// <param name="Expected">What the recording allows.</param>
/// <param name="Seen">What came.</param>
/// <param name="When">The operation, or the first and last one that the read may have seen.</param>
internal sealed record Mismatch(string What, string Expected, string Seen, string When);
