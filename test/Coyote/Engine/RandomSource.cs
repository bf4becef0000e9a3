using System;

namespace Exploration;

/// <summary>Numbers that are the same on every machine and every version of the runtime (SplitMix64).</summary>
internal struct RandomSource(ulong seed)
{
    private ulong state = seed;

    internal static RandomSource Of(ulong seed, long index) => new(seed + (0x9E3779B97F4A7C15UL * (ulong)(index + 1) * 3));

    internal ulong Next()
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    internal int Below(int bound) => (int)BigMul(Next(), (ulong)bound);

    /// <summary>True once in 2^<paramref name="log"/> times.</summary>
    internal bool OnceIn(int log) => (Next() >> (64 - log)) == 0 || log == 0;

    private static ulong BigMul(ulong a, ulong b) => (ulong)(((UInt128)a * b) >> 64);
}
