using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Something whose ranges can be read: a live tree, a snapshot, an open batch.</summary>
internal interface IRangeSource
{
    /// <summary>The root slot; a live tree's changes while one reads.</summary>
    ref Node? Root { get; }

    /// <summary>The domain in which a reader must open a section; null where nodes are never recycled under a reader.</summary>
    RcuDomain? SectionDomain { get; }
}
