namespace Concurrent.Replay;

/// <summary>A range of a final state: neighbours of one kind are one.</summary>
internal readonly record struct MappedRange(ulong First, ulong Last, ushort Kind);
