using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>A leaf: keys in ascending order, and their values.</summary>
/// <remarks>
/// Published, it changes by single stores only (P1): an atomic value slot is overwritten, or an entry is appended behind the last one and then counted. So the first
/// Count keys never change, and a reader loads Count first, with acquire.
/// </remarks>
internal sealed class LeafNode<TKey, TValue> : Node, ILeafNode<TKey, LeafNode<TKey, TValue>>
{
    internal LeafSlots<TKey> KeySlots;

    internal LeafSlots<TValue> ValueSlots;

    internal Span<TKey> Keys => KeySlots;

    internal Span<TValue> Values => ValueSlots;

    public static LeafNode<TKey, TValue> Create() => new();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TKey FirstKey() => ref Unsafe.As<LeafSlots<TKey>, TKey>(ref KeySlots);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal TKey Key(int index) => Unsafe.Add(ref FirstKey(), index);

    /// <summary>The slot itself; a reader goes through <see cref="AtomicSlot{T}.Read"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ref TValue Value(int index) => ref Unsafe.Add(ref Unsafe.As<LeafSlots<TValue>, TValue>(ref ValueSlots), index);

    /// <summary>Asks for the whole leaf.</summary>
    internal void Prefetch()
    {
        Nodes.Prefetch.Block(ref KeySlots);
        Nodes.Prefetch.Block(ref ValueSlots);
    }

    /// <summary>A map of single keys tracks no gaps.</summary>
    TKey ILeafNode<TKey, LeafNode<TKey, TValue>>.LargestGap => default!;

    public TKey SeparatorAfter(int index) => Key(index);

    public void AppendTo(LeafNode<TKey, TValue> target, int from, int count)
    {
        Keys.Slice(from, count).CopyTo(target.Keys[target.Count..]);
        Values.Slice(from, count).CopyTo(target.Values[target.Count..]);
        target.Count += count;
    }

    public void ClearForPool()
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TKey>()) Keys.Clear();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<TValue>()) Values.Clear();
#if DEBUG
        Poison.Header(this);
#endif
    }
}
