using Exploration;

namespace Stress.Engine;

/// <summary>A worker's random numbers. Not for use by two threads.</summary>
internal sealed class StressRandom
{
    private RandomSource source;

    internal StressRandom(ulong seed) => source = new RandomSource(seed);

    internal ulong Next() => source.Next();

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    internal int Below(int bound) => source.Below(bound);

    /// <summary>From <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    internal int Between(int low, int high) => low + source.Below(high - low + 1);

    /// <summary>True once in <paramref name="times"/>.</summary>
    internal bool OneIn(int times) => source.Below(times) == 0;

    /// <summary>A generator of its own for each of several uses of one seed; the same on every machine.</summary>
    internal static ulong Mix(ulong seed, string name, int index)
    {
        ulong hash = 14695981039346656037; // FNV-1a
        foreach (char letter in name) hash = (hash ^ letter) * 1099511628211;
        return new RandomSource(seed ^ hash ^ ((ulong)(uint)index << 40)).Next();
    }
}
