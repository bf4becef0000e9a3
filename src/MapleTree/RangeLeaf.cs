using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A leaf of a maple tree: neighbouring ranges, empty ones included, each as its last key and its value.</summary>
/// <remarks>
/// The ranges of a leaf cover the keys of the leaf without holes: entry i begins behind the last key of entry i-1, the first one behind the separator on the left of the leaf, and the last
/// one ends at the separator on its right, or at the greatest key. No two neighbours are empty, not even across leaves. So one leaf tells what is at a key and from where to where.
/// Published, it changes by single stores only (P1): the value of a range that is replaced exactly. Every other change copies it.
/// </remarks>
internal sealed class RangeLeaf<TKey, TValue> : Node, IPooledNode<RangeLeaf<TKey, TValue>>
{
    /// <summary>Bit i: entry i holds a value. Never changes in a published leaf.</summary>
    internal uint Present;

    /// <summary>The size of the largest empty range, at most the greatest key; for trees that track gaps. Read by the writer, and in snapshots.</summary>
    internal TKey LargestGap = default!;

    /// <summary>The last key of each entry, ascending.</summary>
    internal LeafSlots<TKey> LastSlots;

    internal LeafSlots<TValue> ValueSlots;

    internal Span<TKey> Lasts => LastSlots;

    internal Span<TValue> Values => ValueSlots;

    public static RangeLeaf<TKey, TValue> Create() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TKey FirstLast() => ref Unsafe.As<LeafSlots<TKey>, TKey>(ref LastSlots);

    /// <summary>The last key of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TKey Last(int index) => Unsafe.Add(ref FirstLast(), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsPresent(int index) => ((Present >> index) & 1) != 0;

    /// <summary>The slot itself; a reader goes through <see cref="AtomicSlot{T}.Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TValue Value(int index) => ref Unsafe.Add(ref Unsafe.As<LeafSlots<TValue>, TValue>(ref ValueSlots), index);

    internal void Prefetch()
    {
        Nodes.Prefetch.Block(ref LastSlots);
        Nodes.Prefetch.Block(ref ValueSlots);
    }

    public void ClearForPool()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>()) Values.Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
