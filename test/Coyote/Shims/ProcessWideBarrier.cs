namespace Concurrent.Rcu;

/// <summary>Stands in for the library's file of this name: the choice between the two kinds of fence is the scenario's, not the machine's (E4).</summary>
internal static class ProcessWideBarrier
{
    /// <summary>Whether an outermost section must execute a full fence. Set for each schedule.</summary>
    internal static bool ReadersFence { get; set; }

    internal static void Issue()
    {
        // In both modes the advancer's own accesses are ordered too.
        if (ReadersFence) Interlocked.MemoryBarrier();
        else Interlocked.MemoryBarrierProcessWide();
    }
}
