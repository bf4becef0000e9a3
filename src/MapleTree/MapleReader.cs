using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Point reads on one root: of the live tree inside a read section, of a snapshot, or of an open batch. Each rests on one leaf and is linearizable by itself.</summary>
internal static class MapleReader<TKey, TValue>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static RangeLeaf<TKey, TValue> FindLeaf(ref Node? root, TKey key)
    {
        Node node = Publication.Load(ref root);
        while (node.Level != 0)
        {
            Debug.Assert(node.Level > 0, "R1: a recycled node was reached");
            var inner = Unsafe.As<InnerNode<TKey>>(node);
            Prefetch.Block(ref inner.ChildSlots);
            node = inner.Child(inner.Route(key, comparer: null));
        }

        return Unsafe.As<RangeLeaf<TKey, TValue>>(node);
    }

    /// <summary>Which entry of the leaf holds a key.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int IndexOf(RangeLeaf<TKey, TValue> leaf, TKey key) =>
        KeySearch.CountLess(ref leaf.FirstLast(), leaf.Count - 1, NodeLayout.LeafCapacity, key, comparer: null); // whatever is behind the others is in the last

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryGet(ref Node? root, TKey key, out TValue value)
    {
        RangeLeaf<TKey, TValue> leaf = FindLeaf(ref root, key);
        Prefetch.Block(ref leaf.ValueSlots);
        int index = IndexOf(leaf, key);
        if (!leaf.IsPresent(index))
        {
            value = default!;
            return false;
        }

        value = AtomicSlot<TValue>.Read(ref leaf.Value(index));
        return true;
    }

    internal static bool Contains(ref Node? root, TKey key)
    {
        RangeLeaf<TKey, TValue> leaf = FindLeaf(ref root, key);
        return leaf.IsPresent(IndexOf(leaf, key));
    }

    /// <summary>What is at a key, and from where to where.</summary>
    internal static RangeEntry<TKey, TValue> GetRange(ref Node? root, TKey key)
    {
        RangeLeaf<TKey, TValue> leaf = FindLeaf(ref root, key);
        Prefetch.Block(ref leaf.ValueSlots);
        return Entry(leaf, IndexOf(leaf, key));
    }

    /// <summary>Whether nothing is in a range: then one gap, which is never cut in two, holds it.</summary>
    internal static bool IsFree(ref Node? root, TKey first, TKey last)
    {
        RangeLeaf<TKey, TValue> leaf = FindLeaf(ref root, first);
        int index = IndexOf(leaf, first);
        return !leaf.IsPresent(index) && leaf.Last(index) >= last;
    }

    /// <summary>An entry of a leaf.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static RangeEntry<TKey, TValue> Entry(RangeLeaf<TKey, TValue> leaf, int index)
    {
        bool present = leaf.IsPresent(index);
        return new RangeEntry<TKey, TValue>(leaf.FirstOf(index), leaf.Last(index), present ? AtomicSlot<TValue>.Read(ref leaf.Value(index)) : default!, present);
    }
}
