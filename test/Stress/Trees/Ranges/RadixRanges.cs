using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;

namespace Stress.Trees;

/// <summary>Ranges of a radix tree: aligned pieces.</summary>
internal sealed class RadixRanges<TValue, TKind> : IRangeTree
    where TKind : IValueKind<TValue>
{
    private readonly RadixTree<TValue> tree;

    internal RadixRanges(RcuDomain domain, TreeShape shape) => tree = new RadixTree<TValue>(new RadixTreeOptions<TValue>
    {
        Pool = new RadixTreePool<TValue>(domain, new NodePoolOptions { BagSize = shape.BagSize }),
    });

    public void StoreRange(ulong first, ulong last, long version) => tree.StoreRange(first, last, TKind.Make(Regions.Of(first), version));

    public void RemoveRange(ulong first, ulong last) => tree.RemoveRange(first, last);

    public bool TryGet(ulong key, out long version, out ulong first, out ulong last)
    {
        bool found = tree.TryGetRange(key, out first, out last, out TValue? value);
        version = found ? TKind.Open(Regions.Of(key), value!) : 0;
        return found;
    }

    public void Scan(ulong first, ulong last, bool frozen, List<TreePiece> into)
    {
        RadixEnumerator<TValue> entries = (frozen ? tree.Snapshot().EnumerateRange(first, last) : tree.EnumerateRange(first, last)).GetEnumerator();
        try
        {
            while (entries.MoveNext()) into.Add(new TreePiece(entries.Current.Key, entries.CurrentLast, TKind.Open(Regions.Of(entries.Current.Key), entries.Current.Value)));
        }
        finally
        {
            entries.Dispose();
        }
    }

    public void CheckInvariants() => tree.CheckInvariants();
}
