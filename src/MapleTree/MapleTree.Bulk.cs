using System;
using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <summary>Replaces everything that is in the tree by <paramref name="ranges"/>, which must ascend, by one store. O(m): full nodes, built outside the lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// <paramref name="ranges"/> is enumerated once, outside locks and read sections, and may take as long as it likes: readers and writers go on with what is in the tree until all is built, and what they
    /// wrote meanwhile is replaced with the rest. The old nodes are left to the garbage collector. Gaps among the ranges, as an enumeration with gaps yields them, are what would be there anyway.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="ranges"/> is null.</exception>
    /// <exception cref="ArgumentException">A range is reversed, or does not begin behind the one before it; the message names its position. The tree is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Load(IEnumerable<RangeEntry<TKey, TValue>> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        RangeBuilder<TKey, TValue> builder = NewBuilder();
        long position = 0;
        TKey next = TKey.MinValue;
        bool isFull = false;
        foreach (RangeEntry<TKey, TValue> range in ranges)
        {
            if (range.Last < range.First) throw new ArgumentException($"The range at position {position} ends at {range.Last}, before it begins at {range.First}.", nameof(ranges));
            if (isFull || range.First < next || (range.HasValue && !builder.TryAppend(range.First, range.Last, range.Value)))
                throw new ArgumentException($"The range at position {position} begins at {range.First}, not behind the one before it.", nameof(ranges));
            isFull = range.Last == TKey.MaxValue;
            if (!isFull) next = range.Last + TKey.One;
            position++;
        }

        ReplaceAll(builder);
    }

    /// <summary>A tree of its own with the same ranges, domain and options. O(n), full nodes; waits for other writers for an instant only.</summary>
    /// <remarks>The ranges are those of one moment, that of a <see cref="Snapshot"/>: the nodes of this tree are frozen, and the first write to each copies it. For a view that is not
    /// written to, the snapshot itself is cheaper. A shared pool is shared with the copy, too; values are not copied.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public MapleTree<TKey, TValue> Clone()
    {
        MapleTreeSnapshot<TKey, TValue> all = Snapshot();
        var clone = new MapleTree<TKey, TValue>(options);
        RangeBuilder<TKey, TValue> builder = clone.NewBuilder();
        foreach (RangeEntry<TKey, TValue> range in all) builder.TryAppend(range.First, range.Last, range.Value);
        clone.ReplaceAll(builder);
        return clone;
    }

    /// <summary>Takes the lock for an instant, which finds out at once whether the calling thread may write at all.</summary>
    private RangeBuilder<TKey, TValue> NewBuilder() => new(options, core.ReserveStamp());

    private void ReplaceAll(RangeBuilder<TKey, TValue> builder)
    {
        Node all = builder.Finish(domain.Nodes);
        using WriteScope write = BeginWrite();
        Publication.Publish(ref root, all); // P2. No write reaches the old nodes again, so they are left to the collector (R4).
        write.Commit(builder.Count - core.Count);
    }
}
