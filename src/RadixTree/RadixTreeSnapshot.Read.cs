using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTreeSnapshot<TValue>
{
    /// <summary>The value of an index. O(height).</summary>
    /// <exception cref="KeyNotFoundException">Nothing is there.</exception>
    public TValue this[ulong index] => TryGetValue(index, out TValue? value) ? value : throw new KeyNotFoundException($"Nothing is at the index {index}.");

    IEnumerable<ulong> IReadOnlyDictionary<ulong, TValue>.Keys => new RadixIndexView<TValue>(this);

    IEnumerable<TValue> IReadOnlyDictionary<ulong, TValue>.Values => new RadixValueView<TValue>(this);

    /// <summary>Whether a value is there, at any index. O(n).</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>.</remarks>
    public bool ContainsValue(TValue value) => new RadixValueView<TValue>(this).Contains(value);

    /// <summary>Finds the value of an index. O(height).</summary>
    public bool TryGetValue(ulong index, [MaybeNullWhen(false)] out TValue value) => RadixReader<TValue>.TryGet(ref root, index, out value);

    /// <summary>Whether there is a value at an index. O(height).</summary>
    public bool ContainsKey(ulong index) => RadixReader<TValue>.Contains(ref root, index);

    /// <summary>Finds the value of an index and the range that it is stored over. O(height).</summary>
    /// <param name="index">The index.</param>
    /// <param name="first">The first index of the range: <paramref name="index"/> itself unless the value covers several. Where there is no value, the first of some free indices around it.</param>
    /// <param name="last">The last index of the range; or of the free indices: all that one node shows, which need not be all there are.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is a value.</returns>
    public bool TryGetRange(ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value) =>
        RadixReader<TValue>.GetRange(ref root, index, out first, out last, out value);

    /// <summary>Looks up many indices at once, in any order, also repeated ones: faster than single look-ups where the snapshot does not fit into the cache.</summary>
    /// <param name="indices">The indices.</param>
    /// <param name="values">Gets the value of each index, or default where there is none. May be longer than <paramref name="indices"/>; must not overlap it.</param>
    /// <param name="found">Gets for each index whether there is a value. May be longer.</param>
    /// <returns>How many of the indices have a value.</returns>
    /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="indices"/>; nothing was written.</exception>
    public int GetMany(ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found)
    {
        ManyArguments.Check(indices.Length, "indices", values, found);
        return ManyRadixReader<TValue>.Get(ref root, indices, values, found);
    }

    /// <summary>Finds the first entry. O(height).</summary>
    /// <param name="index">Its index; of a value over a range, the first one.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetFirst(out ulong index, [MaybeNullWhen(false)] out TValue value) => TryGetCeiling(ulong.MinValue, out index, out value);

    /// <summary>Finds the last entry. O(height).</summary>
    /// <param name="index">Its index; of a value over a range, the first one.</param>
    /// <param name="value">Its value.</param>
    public bool TryGetLast(out ulong index, [MaybeNullWhen(false)] out TValue value) => TryGetFloor(ulong.MaxValue, out index, out value);

    /// <summary>Finds the entry at an index, or else the nearest one below it. O(height).</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetFloor(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
        RadixReader<TValue>.TryGetNearest(ref root, index, up: false, out found, out value);

    /// <summary>Finds the entry at an index, or else the nearest one above it. O(height).</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one, which lies below <paramref name="index"/> when the range begins there and includes it.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetCeiling(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
        RadixReader<TValue>.TryGetNearest(ref root, index, up: true, out found, out value);

    /// <summary>Finds the nearest entry below an index, and below the range that includes it where there is one. O(height).</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetLower(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
        RadixReader<TValue>.TryGetBeyond(ref root, index, up: false, out found, out value);

    /// <summary>Finds the nearest entry above an index, and above the range that includes it where there is one. O(height).</summary>
    /// <param name="index">The index.</param>
    /// <param name="found">The entry's index; of a value over a range, the first one.</param>
    /// <param name="value">The entry's value.</param>
    public bool TryGetHigher(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
        RadixReader<TValue>.TryGetBeyond(ref root, index, up: true, out found, out value);

    /// <summary>Finds the least index, from one on, where nothing is. O(height), however many are taken.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGetNextFree(ulong from, out ulong index) => TryGetNextFree(from, ulong.MaxValue, out index);

    /// <summary>Finds the least index of a window where nothing is. O(height), however many are taken.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public bool TryGetNextFree(ulong first, ulong last, out ulong index)
    {
        RadixWindow.ThrowIfReversed(first, last);
        return RadixReader<TValue>.TryGetNextFree(ref root, first, last, FullTag, out index);
    }

    /// <summary>Finds the greatest index, up to one, where nothing is. O(height), however many are taken.</summary>
    /// <returns>Whether there is one.</returns>
    public bool TryGetPreviousFree(ulong from, out ulong index) => TryGetPreviousFree(ulong.MinValue, from, out index);

    /// <summary>Finds the greatest index of a window where nothing is. O(height), however many are taken.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public bool TryGetPreviousFree(ulong first, ulong last, out ulong index)
    {
        RadixWindow.ThrowIfReversed(first, last);
        return RadixReader<TValue>.TryGetPreviousFree(ref root, last, first, FullTag, out index);
    }

    /// <summary>Whether the entry at an index has a tag; false also where there is no entry. O(height).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
    public bool GetTag(ulong index, int tag)
    {
        RadixTree<TValue>.ThrowIfNoTag(tag, TagCount);
        return RadixReader<TValue>.GetTag(ref root, index, tag);
    }

    /// <summary>Whether any entry has a tag. O(1).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
    public bool IsAnyTagged(int tag)
    {
        RadixTree<TValue>.ThrowIfNoTag(tag, TagCount);
        return RadixReader<TValue>.IsAnyTagged(ref root, tag);
    }

    /// <summary>How many entries have a tag. O(nodes above them).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
    public long CountTagged(int tag)
    {
        RadixTree<TValue>.ThrowIfNoTag(tag, TagCount);
        return RadixCopy<TValue>.Count(this, RadixWindow.Tagged(tag));
    }
}
