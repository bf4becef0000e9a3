using System;
using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>A leaf of a maple tree: neighbouring ranges, empty ones included, each as its last key and its value.</summary>
/// <remarks>
/// The ranges of a leaf cover the keys of the leaf without holes: entry i begins behind the last key of entry i-1, the first one at <see cref="First"/>, behind the separator on the left of
/// the leaf, and the last one ends at the separator on its right, or at the greatest key. No two neighbours are empty, not even across leaves. So one leaf tells what is at a key and from where to where.
/// Published, it changes by single stores only (P1): the value of a range that is replaced exactly. Every other change copies it.
/// </remarks>
internal sealed class RangeLeaf<TKey, TValue> : Node, ILeafNode<TKey, RangeLeaf<TKey, TValue>>
    where TKey : unmanaged, IBinaryInteger<TKey>, IUnsignedNumber<TKey>, IMinMaxValue<TKey>
{
    /// <summary>Bit i: entry i holds a value. Never changes in a published leaf.</summary>
    internal uint Present;

    /// <summary>The first key of the first entry. Never changes in a published leaf, as the separators around it never do.</summary>
    internal TKey First;

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

    /// <summary>The first key of an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TKey FirstOf(int index) => index == 0 ? First : Last(index - 1) + TKey.One;

    /// <summary>The last key of the leaf.</summary>
    internal TKey Bound => Last(Count - 1);

    /// <summary>The size of the largest empty range, 0 when there is none; the whole key space counts as its greatest key.</summary>
    public TKey LargestGap
    {
        get
        {
            TKey largest = TKey.Zero;
            for (uint gaps = Gaps; gaps != 0; gaps &= gaps - 1)
            {
                int index = BitOperations.TrailingZeroCount(gaps);
                TKey size = RangeSize.Of(FirstOf(index), Last(index));
                if (size > largest) largest = size;
            }

            return largest;
        }
    }

    /// <summary>Bit i: entry i is empty.</summary>
    internal uint Gaps => ~Present & Mask(Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsPresent(int index) => ((Present >> index) & 1) != 0;

    /// <summary>The slot itself; a reader goes through <see cref="AtomicSlot{T}.Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TValue Value(int index) => ref Unsafe.Add(ref Unsafe.As<LeafSlots<TValue>, TValue>(ref ValueSlots), index);

    /// <summary>Asks for the whole leaf; what is present is told in the line before the keys.</summary>
    internal void Prefetch()
    {
        Nodes.Prefetch.One(ref Count);
        Nodes.Prefetch.Block(ref LastSlots);
        Nodes.Prefetch.Block(ref ValueSlots);
    }

    public TKey SeparatorAfter(int index) => Last(index);

    /// <summary>Makes a leaf that nobody else can see begin at a key, with no entries yet.</summary>
    internal void Begin(TKey first)
    {
        First = first;
        Present = 0;
        Count = 0;
    }

    /// <summary>Appends an entry to a leaf that nobody else can see.</summary>
    internal void Add(TKey last, bool present, TValue value)
    {
        int at = Count;
        Debug.Assert(last >= FirstOf(at), "Entries ascend");
        Lasts[at] = last;
        Values[at] = value;
        if (present) Present |= 1u << at;
        Count = at + 1;
    }

    public void AppendTo(RangeLeaf<TKey, TValue> target, int from, int count)
    {
        if (count == 0) return;
        int at = target.Count;
        if (at == 0) target.Begin(FirstOf(from));
        Debug.Assert(target.FirstOf(at) == FirstOf(from), "The entries of a leaf cover its keys");
        Lasts.Slice(from, count).CopyTo(target.Lasts[at..]);
        Values.Slice(from, count).CopyTo(target.Values[at..]);
        target.Present |= ((Present >> from) & Mask(count)) << at;
        target.Count = at + count;
    }

    /// <summary>How many of some neighbouring entries hold a value.</summary>
    internal int CountPresent(int from, int count) => BitOperations.PopCount((Present >> from) & Mask(count));

    private static uint Mask(int count) => count == 32 ? uint.MaxValue : (1u << count) - 1;

    public void ClearForPool()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>()) Values.Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
