namespace Concurrent;

/// <summary>What a write has done.</summary>
/// <param name="Stored">Whether it changed anything.</param>
/// <param name="More">How many entries more there are than before; negative where some went.</param>
internal readonly record struct PrefixChange(bool Stored, long More);
