namespace Concurrent.Replay;

/// <summary>One block of a final state.</summary>
internal readonly record struct LiveBlock(ulong Address, ulong Size);
