using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Rcu;

namespace Concurrent.Nodes;

/// <summary>An inner node: children, and between each two of them the greatest key that the left one may hold.</summary>
/// <remarks>Published, it changes in one way only: a child slot is replaced by one store (P1a). Its count and its separators never change.</remarks>
internal sealed class InnerNode<TKey> : Node, IPooledNode<InnerNode<TKey>>
{
    /// <summary>Separator i is the greatest key that child i may hold; there are Count - 1.</summary>
    internal InnerSlots<TKey> KeySlots;

    internal ChildSlots ChildSlots;

    /// <summary>The largest gap below each child, in trees that track gaps; null in others. Read by the writer, and in snapshots, whose nodes no longer change (P1d).</summary>
    internal TKey[]? Gaps;

    internal Span<TKey> Keys => KeySlots;

    internal Span<Node?> Children => ChildSlots;

    /// <summary>The largest gap below all children, in trees that track gaps.</summary>
    internal TKey LargestGap
    {
        get
        {
            ReadOnlySpan<TKey> gaps = Gaps.AsSpan(0, Count);
            TKey largest = gaps[0];
            foreach (TKey gap in gaps[1..])
            {
                if (Comparer<TKey>.Default.Compare(gap, largest) > 0) largest = gap;
            }

            return largest;
        }
    }

    public static InnerNode<TKey> Create() => new();

    /// <summary>Loads a child for a reader. Pairs with <see cref="Publication.Publish"/>; what lies behind the reference is ordered by the data dependency (E1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Node Child(int index) => Volatile.Read(ref Unsafe.Add(ref Unsafe.As<ChildSlots, Node>(ref ChildSlots), index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref Node? ChildSlot(int index) => ref Unsafe.Add(ref Unsafe.As<ChildSlots, Node?>(ref ChildSlots), index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TKey FirstKey() => ref Unsafe.As<InnerSlots<TKey>, TKey>(ref KeySlots);

    /// <summary>The child that holds <paramref name="key"/> if any does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Route(TKey key, IComparer<TKey>? comparer) =>
        KeySearch.CountLess(ref FirstKey(), Count - 1, NodeLayout.InnerCapacity, key, comparer);

    /// <summary>The child that holds what <paramref name="probe"/> looks for if any does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Route<TProbe>(TProbe probe)
        where TProbe : IKeyProbe<TKey>, allows ref struct => probe.Count(ref FirstKey(), Count - 1, NodeLayout.InnerCapacity, orEqual: false);

    public void ClearForPool()
    {
        Children.Clear();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TKey>()) Keys.Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
