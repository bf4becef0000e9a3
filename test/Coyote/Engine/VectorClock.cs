using System;

namespace Exploration;

/// <summary>What a thread has seen of every other one (Fidge, Mattern).</summary>
internal sealed class VectorClock
{
    private int[] times = [];

    internal int this[int thread] => thread < times.Length ? times[thread] : 0;

    internal void Tick(int thread)
    {
        Grow(thread + 1);
        times[thread]++;
    }

    internal void Join(VectorClock other)
    {
        Grow(other.times.Length);
        for (int i = 0; i < other.times.Length; i++) times[i] = Math.Max(times[i], other.times[i]);
    }

    internal void Set(int thread, int time)
    {
        Grow(thread + 1);
        times[thread] = time;
    }

    /// <summary>The first thread whose time here is later than in <paramref name="other"/>; -1 when there is none.</summary>
    internal int FirstBeyond(VectorClock other, int except)
    {
        for (int i = 0; i < times.Length; i++)
        {
            if (i != except && times[i] > other[i]) return i;
        }

        return -1;
    }

    internal VectorClock Copy() => new() { times = [.. times] };

    private void Grow(int length)
    {
        if (length > times.Length) Array.Resize(ref times, length);
    }
}
