namespace Stress.Trees;

/// <summary>A range with one value.</summary>
internal readonly record struct TreePiece(ulong First, ulong Last, long Version);
