using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>An entry as it was read without the lock, to be recognised under it: the comparison of values by user code happens in between (W1).</summary>
/// <remarks>
/// Values that are stored atomically are compared by their bits. Others never change inside a published leaf, so the same leaf means the same value: the same object
/// with the same stamp, because a recycled leaf carries a later one. A neighbour's write copies the leaf as well; then the caller reads again.
/// </remarks>
internal readonly struct EntryVersion<TKey, TValue>
{
    private readonly LeafNode<TKey, TValue>? leaf;
    private readonly long stamp;
    private readonly TValue value;

    internal EntryVersion(LeafNode<TKey, TValue> leaf, TValue value)
    {
        this.leaf = leaf;
        stamp = leaf.Stamp;
        this.value = value;
    }

    internal TValue Value => value;

    internal bool Matches(LeafNode<TKey, TValue> now, int index) => AtomicSlot<TValue>.IsAtomic
        ? AtomicSlot<TValue>.Same(now.Value(index), value)
        : now == leaf && now.Stamp == stamp;
}
