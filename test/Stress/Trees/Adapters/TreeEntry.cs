namespace Stress.Trees;

/// <summary>An entry, with the version that its value carried.</summary>
internal readonly record struct TreeEntry(ulong Key, long Version);
