using System;
using System.Collections.Generic;

namespace Concurrent;

/// <summary>Where it is known which snapshots live.</summary>
internal interface ISnapshotBooks
{
    /// <summary>The snapshot and all who read it are done.</summary>
    /// <param name="snapshot">The snapshot, or what stands for it here.</param>
    /// <param name="failures">Gets what values threw that had to be disposed at once.</param>
    void Release(SnapshotRecord snapshot, ref List<Exception>? failures);

    /// <summary>The same, said by a finalizer: takes no lock, allocates nothing, throws nothing.</summary>
    void Abandon(SnapshotRecord snapshot);
}
