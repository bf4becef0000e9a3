using System;
using System.Diagnostics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The entries of a <see cref="PrefixTree{TValue}"/> at one moment. Immutable; needs no read section and no disposal.</summary>
/// <remarks>
/// Reads cost what they cost on the tree, and are exact. It may be kept for hours, handed to other threads and held across <c>await</c>: the nodes it shares with the tree are left to the garbage collector
/// instead of being recycled (rules S1, S2), so a snapshot keeps memory alive, and the first write to each node after it allocates a new one. All members may be called by any number of threads at once.
/// </remarks>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class PrefixTreeSnapshot<TValue> : IPrefixSource
{
    private Node? root; // never changes; a field that can be passed by reference, as the live tree's is

    internal PrefixTreeSnapshot(Node root, long count)
    {
        this.root = root;
        LongCount = count;
    }

    /// <summary>How many entries there are, exactly.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)LongCount);

    /// <summary>How many entries there are, also beyond two billion.</summary>
    public long LongCount { get; }

    /// <summary>Whether there are no entries.</summary>
    public bool IsEmpty => LongCount == 0;

    ref Node? IPrefixSource.Root => ref root;

    RcuDomain? IPrefixSource.SectionDomain => null;
}
