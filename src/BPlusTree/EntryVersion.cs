using Concurrent.Nodes;

namespace Concurrent;

/// <summary>An entry as it was read without the lock, to be recognised under it: user code (equality, factories) runs in between (W1).</summary>
/// <remarks>
/// Values that are stored atomically are compared by their bits. Others never change inside a published leaf, so the same leaf means the same value: the same object
/// with the same stamp, because a recycled leaf carries a later one. When a neighbour's write has copied the leaf, the value's bits decide.
/// </remarks>
internal struct EntryVersion<TKey, TValue>
{
    private readonly LeafNode<TKey, TValue>? leaf;
    private readonly long stamp;
    private TValue value;

    /// <summary>Reads the entry; inside a section.</summary>
    internal EntryVersion(LeafNode<TKey, TValue> leaf, int index)
    {
        this.leaf = leaf;
        stamp = leaf.Stamp;
        value = default!;
        if (AtomicSlot<TValue>.IsAtomic) value = AtomicSlot<TValue>.Read(ref leaf.Value(index));
        else RawBits.Copy(ref leaf.Value(index), ref value);
    }

    internal readonly TValue Value => value;

    /// <summary>Whether the entry is the one that was read; under the lock.</summary>
    internal bool Matches(LeafNode<TKey, TValue> now, int index)
    {
        if (AtomicSlot<TValue>.IsAtomic) return AtomicSlot<TValue>.Same(now.Value(index), value);
        return (now == leaf && now.Stamp == stamp) || RawBits.Same(ref now.Value(index), ref value);
    }
}
