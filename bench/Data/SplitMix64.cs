namespace Concurrent.Bench.Data;

/// <summary>
/// The splitmix64 stream (Steele, Lea, Flood 2014). It is a bijection of a counter, so its first 2^64 outputs are distinct:
/// keys need no check for duplicates.
/// </summary>
internal struct SplitMix64(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
