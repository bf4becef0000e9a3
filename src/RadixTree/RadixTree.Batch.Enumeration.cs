using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <content>Walks through the batch's own view, all of them exact.</content>
    public ref partial struct Batch
    {
        /// <summary>Enumerates the entries of the batch's view, ascending. The body of the loop may write through the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RadixEnumerator<TValue> GetEnumerator() => new(Core, RadixWindow.All, number);

        /// <summary>The entries at the indices from <paramref name="first"/> to <paramref name="last"/>, ascending; a value over a range also when only a part of it lies there.</summary>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RadixView<TValue> EnumerateRange(ulong first, ulong last) => new(Core, RadixWindow.Of(first, last), number);

        /// <summary>All entries, descending. Not to be used after the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RadixView<TValue> EnumerateDescending() => new(Core, RadixWindow.AllDescending, number);

        /// <summary>The entries at the indices from <paramref name="first"/> to <paramref name="last"/>, descending; a value over a range also when only a part of it lies there.</summary>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RadixView<TValue> EnumerateDescending(ulong first, ulong last) => new(Core, RadixWindow.Of(first, last, descending: true), number);

        /// <summary>The entries with a tag, ascending. Costs time in proportion to those entries, not to all.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RadixView<TValue> EnumerateTagged(int tag)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return new RadixView<TValue>(core, RadixWindow.Tagged(tag), number);
        }

        /// <summary>The entries with a tag at the indices from <paramref name="first"/> to <paramref name="last"/>, ascending.</summary>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RadixView<TValue> EnumerateTagged(int tag, ulong first, ulong last)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return new RadixView<TValue>(core, RadixWindow.Of(first, last, tag), number);
        }

        /// <summary>Finds the first entry with a tag at the indices from <paramref name="first"/> to <paramref name="last"/>. O(height), however few are tagged.</summary>
        /// <param name="tag">The tag.</param>
        /// <param name="first">The first index of the window.</param>
        /// <param name="last">The last index of the window.</param>
        /// <param name="index">The entry's index; of a value over a range, the first one, which may lie before the window.</param>
        /// <param name="value">The entry's value.</param>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetTagged(int tag, ulong first, ulong last, out ulong index, [MaybeNullWhen(false)] out TValue value)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            RadixWindow.ThrowIfReversed(first, last);
            return RadixReader<TValue>.TryGetTagged(ref core.BatchRoot, first, last, tag, out index, out value);
        }

        /// <summary>Copies the first entries from an index on, ascending, as many as there is room for. O(height + entries).</summary>
        /// <param name="first">Where to begin.</param>
        /// <param name="indices">Gets the indices; of a value over a range, the first one that is in the window. Its length is the greatest number of entries.</param>
        /// <param name="values">Gets the values; as long as <paramref name="indices"/>.</param>
        /// <param name="resume">Where the next call begins, when there is more.</param>
        /// <param name="more">Whether there may be more: there was no room left, and the last entry copied does not reach the end.</param>
        /// <returns>How many entries were copied.</returns>
        /// <exception cref="ArgumentException">The spans differ in length.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int CopyRange(ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) =>
            CopyRange(first, ulong.MaxValue, indices, values, out resume, out more);

        /// <summary>Copies the first entries of a window, ascending, as many as there is room for. O(height + entries).</summary>
        /// <param name="first">The first index of the window.</param>
        /// <param name="last">The last index of the window.</param>
        /// <param name="indices">Gets the indices; of a value over a range, the first one that is in the window. Its length is the greatest number of entries.</param>
        /// <param name="values">Gets the values; as long as <paramref name="indices"/>.</param>
        /// <param name="resume">Where the next call begins, when there is more.</param>
        /// <param name="more">Whether there may be more.</param>
        /// <returns>How many entries were copied.</returns>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>, or the spans differ in length.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int CopyRange(ulong first, ulong last, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) =>
            RadixCopy<TValue>.Fill(Core, RadixWindow.Of(first, last), indices, values, out resume, out more, number);

        /// <summary>Copies the first entries with a tag, from an index on, as many as there is room for. O(height + entries).</summary>
        /// <param name="tag">The tag.</param>
        /// <param name="first">Where to begin.</param>
        /// <param name="indices">Gets the indices; of a value over a range, the first one that is in the window. Its length is the greatest number of entries.</param>
        /// <param name="values">Gets the values; as long as <paramref name="indices"/>.</param>
        /// <param name="resume">Where the next call begins, when there is more.</param>
        /// <param name="more">Whether there may be more.</param>
        /// <returns>How many entries were copied.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="ArgumentException">The spans differ in length.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int CopyTagged(int tag, ulong first, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more) =>
            CopyTagged(tag, first, ulong.MaxValue, indices, values, out resume, out more);

        /// <summary>Copies the first entries of a window with a tag, as many as there is room for. O(height + entries).</summary>
        /// <param name="tag">The tag.</param>
        /// <param name="first">The first index of the window.</param>
        /// <param name="last">The last index of the window.</param>
        /// <param name="indices">Gets the indices; of a value over a range, the first one that is in the window. Its length is the greatest number of entries.</param>
        /// <param name="values">Gets the values; as long as <paramref name="indices"/>.</param>
        /// <param name="resume">Where the next call begins, when there is more.</param>
        /// <param name="more">Whether there may be more.</param>
        /// <returns>How many entries were copied.</returns>
        /// <exception cref="ArgumentOutOfRangeException">There is no such <paramref name="tag"/>.</exception>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>, or the spans differ in length.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly int CopyTagged(int tag, ulong first, ulong last, Span<ulong> indices, Span<TValue> values, out ulong resume, out bool more)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return RadixCopy<TValue>.Fill(core, RadixWindow.Of(first, last, tag), indices, values, out resume, out more, number);
        }

        /// <summary>Counts the entries at the indices from <paramref name="first"/> to <paramref name="last"/>. O(entries).</summary>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long CountRange(ulong first, ulong last) => RadixCopy<TValue>.Count(Core, RadixWindow.Of(first, last), number);

        /// <summary>Calls <paramref name="visitor"/> for each entry in ascending order. O(n).</summary>
        /// <param name="state">Passed on to the visitor.</param>
        /// <param name="visitor">Gets the state, the index, the value, and the entry's ordinal, from 0.</param>
        /// <returns>How many entries were visited.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long ForEach<TState>(TState state, Action<TState, ulong, TValue, long> visitor) => RadixCopy<TValue>.Visit(Core, state, visitor, number);

        /// <summary>All entries in an array, ascending. O(n).</summary>
        /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly KeyValuePair<ulong, TValue>[] ToArray() => [.. ToList()];

        /// <summary>All entries in a list, ascending. O(n).</summary>
        /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly List<KeyValuePair<ulong, TValue>> ToList() => RadixCopy<TValue>.ToList(Core, Count, number);

        /// <summary>A cursor over the batch's view, before its first entry. The batch may write between its steps; each sees what was written before.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly RadixCursor<TValue> GetCursor() => new(Core, number);
    }
}
