using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;

namespace Stress.Trees;

/// <summary>Ranges of a maple tree.</summary>
internal sealed class MapleRanges<TValue, TKind> : IRangeTree
    where TKind : IValueKind<TValue>
{
    private readonly MapleTree<ulong, TValue> tree;

    internal MapleRanges(RcuDomain domain, TreeShape shape) => tree = new MapleTree<ulong, TValue>(new MapleTreeOptions<ulong, TValue>
    {
        NodeCapacity = shape.NodeCapacity,
        TrackGaps = shape.BagSize != 64,
        Coalesce = shape.Keys.Kind == 0,
        Pool = new MapleTreePool<ulong, TValue>(domain, new NodePoolOptions { BagSize = shape.BagSize }),
    });

    public void StoreRange(ulong first, ulong last, long version) => tree.StoreRange(first, last, TKind.Make(Regions.Of(first), version));

    public void RemoveRange(ulong first, ulong last) => tree.RemoveRange(first, last);

    public bool TryGet(ulong key, out long version, out ulong first, out ulong last)
    {
        bool found = tree.TryGetRange(key, out RangeEntry<ulong, TValue> range);
        (first, last) = (range.First, range.Last);
        version = found ? TKind.Open(Regions.Of(key), range.Value) : 0;
        return found;
    }

    public void Scan(ulong first, ulong last, bool frozen, List<TreePiece> into)
    {
        RangeView<ulong, TValue> view = frozen ? tree.Snapshot().EnumerateRange(first, last) : tree.EnumerateRange(first, last);
        foreach (RangeEntry<ulong, TValue> range in view) into.Add(new TreePiece(range.First, range.Last, TKind.Open(Regions.Of(range.First), range.Value)));
    }

    public void CheckInvariants() => tree.CheckInvariants();
}
