using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Something whose entries can be read: a live tree, a snapshot, an open batch.</summary>
internal interface IEntrySource<TKey>
{
    /// <summary>The root slot; a live tree's changes while one reads.</summary>
    ref Node? Root { get; }

    IComparer<TKey>? Comparer { get; }

    /// <summary>The domain in which a reader must open a section; null where nodes are never recycled under a reader.</summary>
    RcuDomain? SectionDomain { get; }

    /// <summary>What keeps the values of a snapshot from being disposed; null where nothing does that.</summary>
    SnapshotLease? Lease { get; }

    /// <summary>Whether a value that was found may be disposed before the next step of an enumeration that holds nothing in between (V1).</summary>
    bool DisposesValues { get; }

    /// <summary>Refuses to show values outside of a read section, where a writer might dispose them (V1).</summary>
    void ThrowIfUnprotected();
}
