using System;

namespace Concurrent.Replay;

/// <summary>Splits what the writer thread allocates between the phases of the run.</summary>
internal sealed class AllocationMeter
{
    private readonly long[] _bytes = new long[(int)RunPhase.Quiet + 1];
    private RunPhase _phase;
    private long _since = GC.GetAllocatedBytesForCurrentThread();

    public void Enter(RunPhase phase)
    {
        long now = GC.GetAllocatedBytesForCurrentThread();
        _bytes[(int)_phase] += now - _since;
        _since = now;
        _phase = phase;
    }

    public long BytesOf(RunPhase phase) => _bytes[(int)phase];
}
