namespace Concurrent.Replay;

/// <summary>How a read began.</summary>
/// <param name="Applied">How many steps had been applied.</param>
/// <param name="Ticks">When that was.</param>
internal readonly record struct ReadStart(long Applied, long Ticks);
