namespace Concurrent.Replay;

/// <summary>A small random generator (splitmix64) that a seed repeats exactly; each thread has its own.</summary>
internal struct RandomSource(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        ulong z = _state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <summary>A number in [0, bound); the bound is at least 1.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (uint)bound) >> 32);

    /// <summary>A number in [0, bound); the bound is at least 1. Not quite even for huge bounds, which does not matter here.</summary>
    public ulong Below(ulong bound) => Next() % bound;
}
