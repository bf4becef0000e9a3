using System.Collections.Generic;

namespace Concurrent;

/// <summary>A living snapshot, as the books of a tree know it. Apart from the <see cref="SnapshotLease"/>, so that the books do not keep the snapshot alive.</summary>
internal sealed class SnapshotRecord
{
    internal SnapshotRecord(ISnapshotBooks books, long number, SnapshotRecord? original = null)
    {
        Books = books;
        Number = number;
        Original = original;
    }

    /// <summary>Where it is listed.</summary>
    internal ISnapshotBooks Books { get; }

    /// <summary>The transaction after which it was taken: it sees what later ones removed.</summary>
    internal long Number { get; }

    /// <summary>In the books of another tree, whose values moved here: the record that this one stands for. Null for the snapshot's own.</summary>
    internal SnapshotRecord? Original { get; }

    // The list of the living, oldest first; under the gate of the books.
    internal SnapshotRecord? Previous { get; set; }

    internal SnapshotRecord? Next { get; set; }

    internal bool IsListed { get; set; }

    /// <summary>What it sees may have moved to other trees since: released there, too. Under the gate while it is listed; then its releaser's.</summary>
    internal List<SnapshotRecord> Also { get; } = [];

    /// <summary>The next in the stack of those left to the collector.</summary>
    internal SnapshotRecord? NextAbandoned { get; set; }

    /// <summary>Whether these books hold values back for the snapshot already, from an earlier merge or because it is theirs.</summary>
    /// <remarks>The earlier record has the lesser number, so it holds back all that a new one would; and it is released with the same snapshot. Without this, trees
    /// that are merged to and fro would double the records each time.</remarks>
    internal bool IsKnownTo(ISnapshotBooks books)
    {
        for (SnapshotRecord? record = this; record is not null; record = record.Original)
        {
            if (record.Books == books) return true;
        }

        return Also.Exists(alias => alias.Books == books);
    }
}
