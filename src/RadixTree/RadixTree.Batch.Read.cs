using System;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <content>Reads of the batch's own view, all of them exact.</content>
    public ref partial struct Batch
    {
        /// <summary>Finds the value of an index. O(height).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetValue(ulong index, [MaybeNullWhen(false)] out TValue value) => RadixReader<TValue>.TryGet(ref Core.BatchRoot, index, out value);

        /// <summary>Whether there is a value at an index. O(height).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool ContainsKey(ulong index) => RadixReader<TValue>.Contains(ref Core.BatchRoot, index);

        /// <summary>Finds the value of an index and the range that it is stored over. O(height).</summary>
        /// <param name="index">The index.</param>
        /// <param name="first">The first index of the range: <paramref name="index"/> itself unless the value covers several. Where there is no value, the first of some free indices around it.</param>
        /// <param name="last">The last index of the range; or of the free indices: all that one node shows, which need not be all there are.</param>
        /// <param name="value">The value.</param>
        /// <returns>Whether there is a value.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetRange(ulong index, out ulong first, out ulong last, [MaybeNullWhen(false)] out TValue value) =>
            RadixReader<TValue>.GetRange(ref Core.BatchRoot, index, out first, out last, out value);

        /// <summary>Looks up many indices at once, in any order, also repeated ones: faster than single look-ups where the tree does not fit into the cache.</summary>
        /// <param name="indices">The indices.</param>
        /// <param name="values">Gets the value of each index, or default where there is none. May be longer than <paramref name="indices"/>; must not overlap it.</param>
        /// <param name="found">Gets for each index whether there is a value. May be longer.</param>
        /// <returns>How many of the indices have a value.</returns>
        /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="indices"/>; nothing was written.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int GetMany(ReadOnlySpan<ulong> indices, Span<TValue> values, Span<bool> found)
        {
            RadixCore<TValue> core = Core;
            ManyArguments.Check(indices.Length, "indices", values, found);
            return ManyRadixReader<TValue>.Get(ref core.BatchRoot, indices, values, found);
        }

        /// <summary>Finds the first entry. O(height).</summary>
        /// <param name="index">Its index; of a value over a range, the first one.</param>
        /// <param name="value">Its value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetFirst(out ulong index, [MaybeNullWhen(false)] out TValue value) => TryGetCeiling(ulong.MinValue, out index, out value);

        /// <summary>Finds the last entry. O(height).</summary>
        /// <param name="index">Its index; of a value over a range, the first one.</param>
        /// <param name="value">Its value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLast(out ulong index, [MaybeNullWhen(false)] out TValue value) => TryGetFloor(ulong.MaxValue, out index, out value);

        /// <summary>Finds the entry at an index, or else the nearest one below it. O(height).</summary>
        /// <param name="index">The index.</param>
        /// <param name="found">The entry's index; of a value over a range, the first one.</param>
        /// <param name="value">The entry's value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetFloor(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
            RadixReader<TValue>.TryGetNearest(ref Core.BatchRoot, index, up: false, out found, out value);

        /// <summary>Finds the entry at an index, or else the nearest one above it. O(height).</summary>
        /// <param name="index">The index.</param>
        /// <param name="found">The entry's index; of a value over a range, the first one, which lies below <paramref name="index"/> when the range begins there and includes it.</param>
        /// <param name="value">The entry's value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetCeiling(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
            RadixReader<TValue>.TryGetNearest(ref Core.BatchRoot, index, up: true, out found, out value);

        /// <summary>Finds the nearest entry below an index, and below the range that includes it where there is one. O(height).</summary>
        /// <param name="index">The index.</param>
        /// <param name="found">The entry's index; of a value over a range, the first one.</param>
        /// <param name="value">The entry's value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLower(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
            RadixReader<TValue>.TryGetBeyond(ref Core.BatchRoot, index, up: false, out found, out value);

        /// <summary>Finds the nearest entry above an index, and above the range that includes it where there is one. O(height).</summary>
        /// <param name="index">The index.</param>
        /// <param name="found">The entry's index; of a value over a range, the first one.</param>
        /// <param name="value">The entry's value.</param>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetHigher(ulong index, out ulong found, [MaybeNullWhen(false)] out TValue value) =>
            RadixReader<TValue>.TryGetBeyond(ref Core.BatchRoot, index, up: true, out found, out value);

        /// <summary>Finds the least index, from one on, where nothing is. O(height), however many are taken.</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetNextFree(ulong from, out ulong index) => TryGetNextFree(from, ulong.MaxValue, out index);

        /// <summary>Finds the least index of a window where nothing is. O(height), however many are taken.</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetNextFree(ulong first, ulong last, out ulong index)
        {
            RadixCore<TValue> core = Core;
            RadixWindow.ThrowIfReversed(first, last);
            return RadixReader<TValue>.TryGetNextFree(ref core.BatchRoot, first, last, core.FullTag, out index);
        }

        /// <summary>Finds the greatest index, up to one, where nothing is. O(height), however many are taken.</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetPreviousFree(ulong from, out ulong index) => TryGetPreviousFree(ulong.MinValue, from, out index);

        /// <summary>Finds the greatest index of a window where nothing is. O(height), however many are taken.</summary>
        /// <returns>Whether there is one.</returns>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetPreviousFree(ulong first, ulong last, out ulong index)
        {
            RadixCore<TValue> core = Core;
            RadixWindow.ThrowIfReversed(first, last);
            return RadixReader<TValue>.TryGetPreviousFree(ref core.BatchRoot, last, first, core.FullTag, out index);
        }

        /// <summary>Whether the entry at an index has a tag; false also where there is no entry. O(height).</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool GetTag(ulong index, int tag)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return RadixReader<TValue>.GetTag(ref core.BatchRoot, index, tag);
        }

        /// <summary>Whether any entry has a tag. O(1).</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool IsAnyTagged(int tag)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return RadixReader<TValue>.IsAnyTagged(ref core.BatchRoot, tag);
        }

        /// <summary>How many entries have a tag. O(nodes above them).</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long CountTagged(int tag)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return RadixCopy<TValue>.Count(core, RadixWindow.Tagged(tag), number);
        }
    }
}
