namespace Concurrent.Replay;

/// <summary>What the map holds for an address: 16 bytes, so that a write replaces the leaf and a torn read would show.</summary>
/// <param name="Size">Size of the block in bytes.</param>
/// <param name="Step">The step of the run that allocated it, counted across rounds: it names one lifetime and no other.</param>
internal readonly record struct Block(ulong Size, long Step);
