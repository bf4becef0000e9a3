namespace Exploration.Linearizability;

/// <summary>What the map answered.</summary>
/// <param name="Ok">Whether the call did, or found, what it was asked for.</param>
/// <param name="Key">The key that a search for a neighbour found; the key below a gap; how many entries a range has; else 0.</param>
/// <param name="Value">The value that was found or handed out; the key above a gap; what tells the entries of a range; else 0.</param>
internal readonly record struct MapAnswer(bool Ok, long Key = 0, long Value = 0);
