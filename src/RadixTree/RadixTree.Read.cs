using System;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Whether nothing is in the tree. O(1), lock-free, linearizable, allocates nothing.</summary>
    public bool IsEmpty
    {
        get
        {
            using ReadSection section = domain.EnterRead();
            return RadixReader<TValue>.IsEmpty(ref root);
        }
    }

    /// <summary>Whether there is a value at an index. O(height), lock-free, linearizable, allocates nothing.</summary>
    public bool ContainsKey(ulong index)
    {
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.Contains(ref root, index);
    }

    /// <summary>Finds the value of an index and the range that it is stored over. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="index">The index.</param>
    /// <param name="first">The first index of the range: <paramref name="index"/> itself unless the value covers several. Where there is no value, the first of some free indices around it.</param>
    /// <param name="last">The last index of the range; or of the free indices: all that one node shows, which need not be all there are.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGetRange(ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.GetRange(ref root, index, out first, out last, out value);
    }

    /// <summary>Looks up many indices at once, in any order, also repeated ones. Lock-free; allocates nothing.</summary>
    /// <remarks>
    /// O(height) each, but faster than single look-ups where the tree does not fit into the cache: the misses of 32 indices at a time overlap.
    /// Each look-up is linearizable by itself; together they are not a snapshot. A section covers 256 indices at most.
    /// </remarks>
    /// <param name="indices">The indices.</param>
    /// <param name="values">Gets the value of each index, or default where there is none. May be longer than <paramref name="indices"/>; the rest is left alone. Must not overlap it.</param>
    /// <param name="found">Gets for each index whether there is a value. May be longer.</param>
    /// <returns>How many of the indices have a value.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="indices"/>; nothing was written.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public int GetMany(ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found)
    {
        ManyArguments.Check(indices.Length, "indices", values, found);
        int total = 0;
        for (int at = 0; at < indices.Length; at += ManyRadixReader<TValue>.SectionLength)
        {
            int length = Math.Min(ManyRadixReader<TValue>.SectionLength, indices.Length - at);
            using ReadSection section = domain.EnterRead(); // R1
            total += ManyRadixReader<TValue>.Get(ref root, indices.Slice(at, length), values.Slice(at, length), found.Slice(at, length));
        }

        return total;
    }

    /// <summary>Finds the first entry. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="index">Its index; of a value over a range, the first one.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetFirst(out ulong index, [MaybeNullWhen(false)] out TValue value) => TryGetCeiling(ulong.MinValue, out index, out value);

    /// <summary>Finds the last entry. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="index">Its index; of a value over a range, the first one.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetLast(out ulong index, [MaybeNullWhen(false)] out TValue value) => TryGetFloor(ulong.MaxValue, out index, out value);

    /// <summary>Finds the entry at an index, or else the nearest one below it. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetFloor(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.TryGetNearest(ref root, index, up: false, out found, out value);
    }

    /// <summary>Finds the entry at an index, or else the nearest one above it. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one, which lies below <paramref name="index"/> when the range begins there and includes it.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetCeiling(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.TryGetNearest(ref root, index, up: true, out found, out value);
    }

    /// <summary>Finds the nearest entry below an index, and below the range that includes it where there is one. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetLower(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.TryGetBeyond(ref root, index, up: false, out found, out value);
    }

    /// <summary>Finds the nearest entry above an index, and above the range that includes it where there is one. O(height), lock-free, linearizable, allocates nothing.</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetHigher(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value)
    {
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.TryGetBeyond(ref root, index, up: true, out found, out value);
    }
}
