using System;

namespace Concurrent.Bench.Quick;

/// <summary>Adds up what the garbage collector did between each <see cref="Start"/> and <see cref="Stop"/>, both on the measuring thread.</summary>
internal sealed class GarbageMeter
{
    private long threadBytes;
    private long processBytes;
    private int collections;
    private int gen2;
    private TimeSpan pause;

    public long ThreadBytes { get; private set; }

    public long ProcessBytes { get; private set; }

    public int Collections { get; private set; }

    public int Gen2Collections { get; private set; }

    public TimeSpan Pause { get; private set; }

    public void Start()
    {
        collections = GC.CollectionCount(0);
        gen2 = GC.CollectionCount(2);
        pause = GC.GetTotalPauseDuration();
        // Not precise: the precise form suspends every thread, which would be in the next round's way.
        processBytes = GC.GetTotalAllocatedBytes(precise: false);
        threadBytes = GC.GetAllocatedBytesForCurrentThread();
    }

    public void Stop()
    {
        ThreadBytes += GC.GetAllocatedBytesForCurrentThread() - threadBytes;
        ProcessBytes += GC.GetTotalAllocatedBytes(precise: false) - processBytes;
        Collections += GC.CollectionCount(0) - collections;
        Gen2Collections += GC.CollectionCount(2) - gen2;
        Pause += GC.GetTotalPauseDuration() - pause;
    }
}
