using System;

namespace Concurrent.Replay;

/// <summary>Splits what the writer thread allocates between the quiet part of the run, the part with snapshots, and the checks.</summary>
internal sealed class AllocationMeter
{
    private readonly long[] _bytes = new long[3];
    private Part _part;
    private long _since;

    internal enum Part
    {
        /// <summary>Not the writes: checks, and taking a snapshot.</summary>
        Aside,
        Quiet,
        WithSnapshots,
    }

    public void Enter(Part part)
    {
        long now = GC.GetAllocatedBytesForCurrentThread();
        _bytes[(int)_part] += now - _since;
        _since = now;
        _part = part;
    }

    public long BytesOf(Part part) => _bytes[(int)part];
}
