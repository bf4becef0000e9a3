using System;
using System.Diagnostics;
using System.Numerics;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>The ranges of a <see cref="MapleTree{TKey,TValue}"/> at one moment. Immutable; needs no read section and no disposal.</summary>
/// <remarks>
/// Reads cost what they cost on the tree. It may be kept for hours, handed to other threads and held across <c>await</c>: the nodes it shares with the tree are left to the
/// garbage collector instead of being recycled (rules S1, S2), so a snapshot keeps memory alive, and the first write to each node after it allocates a new one.
/// All members may be called by any number of threads at once.
/// </remarks>
[DebuggerDisplay("Count = {LongCount}")]
public sealed partial class MapleTreeSnapshot<TKey, TValue> : IRangeSource
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    private Node? root; // never changes; a field that can be passed by reference, as the live tree's is

    internal MapleTreeSnapshot(Node root, long count, bool tracksGaps)
    {
        this.root = root;
        LongCount = count;
        TracksGaps = tracksGaps;
    }

    /// <summary>Whether the tree knew its gaps; see <see cref="MapleTreeOptions{TKey,TValue}.TrackGaps"/>.</summary>
    public bool TracksGaps { get; }

    /// <summary>How many ranges hold a value, exactly.</summary>
    /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
    public int Count => checked((int)LongCount);

    /// <summary>How many ranges hold a value, also beyond two billion.</summary>
    public long LongCount { get; }

    /// <summary>Whether no range holds a value.</summary>
    public bool IsEmpty => LongCount == 0;

    ref Node? IRangeSource.Root => ref root;

    RcuDomain? IRangeSource.SectionDomain => null;
}
