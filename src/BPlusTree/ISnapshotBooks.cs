namespace Concurrent;

/// <summary>Where it is known which snapshots live.</summary>
internal interface ISnapshotBooks
{
    /// <summary>The snapshot and all who read it are done.</summary>
    void Release(SnapshotRecord snapshot);

    /// <summary>The same, said by a finalizer: takes no lock, allocates nothing, throws nothing.</summary>
    void Abandon(SnapshotRecord snapshot);
}
