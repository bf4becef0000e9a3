using System;
using System.Runtime;

namespace Exploration;

/// <summary>Keeps the garbage collector still while schedules run, so that addresses name locations and delayed stores can be put back where they belong.</summary>
/// <remarks>One at a time in the process. When half of the room is used it is renewed between two schedules; a schedule that was hit all the same is repeated.</remarks>
internal sealed class FrozenHeap : IDisposable
{
    private const long Room = 192L << 20;
    private long limit;
    private int collections;
    private int countdown;

    /// <summary>Whether the collector has run since the schedule began: addresses taken before are worth nothing.</summary>
    internal bool HasMoved => GC.CollectionCount(0) != collections;

    /// <summary>Called before each schedule.</summary>
    internal void Prepare()
    {
        bool frozen = GCSettings.LatencyMode == GCLatencyMode.NoGCRegion;
        if (!frozen || (--countdown < 0 && GC.GetTotalAllocatedBytes() > limit)) Renew();
        else if (countdown < 0) countdown = 16; // reading the sum costs as much as a step or two
        collections = GC.CollectionCount(0);
    }

    public void Dispose()
    {
        if (GCSettings.LatencyMode == GCLatencyMode.NoGCRegion) GC.EndNoGCRegion();
    }

    private void Renew()
    {
        Dispose();
        GC.TryStartNoGCRegion(Room);
        // Finalizers of the library add to its statics: they are to run now and not in a schedule.
        GC.WaitForPendingFinalizers();
        limit = GC.GetTotalAllocatedBytes() + (Room / 2);
        countdown = 16;
    }
}
