namespace Concurrent.Replay;

/// <summary>What the writer is at, as far as its allocations go.</summary>
internal enum RunPhase
{
    /// <summary>Not a write: a comparison, or the taking of a snapshot.</summary>
    Aside,

    /// <summary>Writes with snapshots between them: each leaf that one froze is copied once and left to the collector.</summary>
    WithSnapshots,

    /// <summary>Writes without snapshots that still replace frozen nodes, and fill the pool with those that they put there.</summary>
    Settling,

    /// <summary>Writes without snapshots into recycled nodes: the steady state, in which a write should allocate nothing.</summary>
    Quiet,
}
