namespace Concurrent;

/// <summary>What a write has done.</summary>
/// <param name="Stored">Whether it changed anything.</param>
/// <param name="More">How many entries more there are than before; negative where some went.</param>
/// <param name="Hit">How many entries that were there before it replaced, removed or cut; counted by writes over ranges only.</param>
internal readonly record struct RadixChange(bool Stored, long More, long Hit = 0);
