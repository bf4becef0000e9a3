using System.Collections.Generic;

namespace Concurrent;

/// <summary>A living snapshot, as the tree's books know it. Apart from the <see cref="SnapshotLease"/>, so that the books do not keep the snapshot alive.</summary>
internal sealed class SnapshotRecord
{
    internal SnapshotRecord(long number)
    {
        Number = number;
    }

    /// <summary>The transaction after which it was taken: it sees what later ones removed.</summary>
    internal long Number { get; }

    // The list of the living, oldest first; under the gate of the books.
    internal SnapshotRecord? Previous { get; set; }

    internal SnapshotRecord? Next { get; set; }

    internal bool IsListed { get; set; }

    /// <summary>What it sees may have moved to other trees since: released there, too.</summary>
    internal List<(ISnapshotBooks Books, SnapshotRecord Alias)> Also { get; } = [];

    /// <summary>The next in the stack of those left to the collector.</summary>
    internal SnapshotRecord? NextAbandoned { get; set; }
}
