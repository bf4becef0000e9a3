using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>Something whose entries can be read: a live tree, a snapshot, an open batch.</summary>
internal interface IPrefixSource
{
    /// <summary>The root slot; a live tree's changes while one reads. Never empty: an empty tree is an empty leaf.</summary>
    ref Node? Root { get; }

    /// <summary>The domain in which a reader must open a section; null where nodes are never recycled under a reader.</summary>
    RcuDomain? SectionDomain { get; }
}
