using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <content>Writes.</content>
    public ref partial struct Batch
    {
        /// <summary>Gets the value of an index in the batch's view, or stores one. O(height).</summary>
        /// <exception cref="KeyNotFoundException">Nothing is there (get).</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue this[ulong index]
        {
            get => RadixReader<TValue>.TryGet(ref Core.BatchRoot, index, out TValue? value) ? value : throw new KeyNotFoundException($"Nothing is at the index {index}.");
            set
            {
                RadixCore<TValue> core = Core;
                core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, index, value, overwrite: true));
            }
        }

        /// <summary>Stores a value at an index where nothing is in the batch's view. O(height).</summary>
        /// <returns>Whether it was stored.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryAdd(ulong index, TValue value)
        {
            RadixCore<TValue> core = Core;
            return core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, index, value, overwrite: false));
        }

        /// <summary>Stores a value at an index where nothing may be in the batch's view. O(height).</summary>
        /// <exception cref="ArgumentException">Something is there; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Add(ulong index, TValue value)
        {
            if (!TryAdd(index, value)) throw new ArgumentException($"Something is at the index {index} already.", nameof(index));
        }

        /// <summary>Stores a value at an index, whatever is there in the batch's view, and hands out what was. O(height).</summary>
        /// <returns>Whether something was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool Store(ulong index, TValue value, [MaybeNullWhen(false)] out TValue old)
        {
            RadixCore<TValue> core = Core;
            bool was = RadixReader<TValue>.TryGet(ref core.BatchRoot, index, out old);
            core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, index, value, overwrite: true));
            return was;
        }

        /// <summary>Removes what is at an index in the batch's view, with its tags. O(height).</summary>
        /// <returns>Whether something was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool Remove(ulong index) => TryRemove(index, out _);

        /// <summary>Removes what is at an index in the batch's view, with its tags, and hands it out. O(height).</summary>
        /// <returns>Whether something was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(ulong index, [MaybeNullWhen(false)] out TValue value)
        {
            RadixCore<TValue> core = Core;
            return core.NoteInBatch(core.Writer.Remove(ref core.BatchRoot, index, out value));
        }

        /// <summary>Removes an entry from the batch's view if its index holds an equal value, by <see cref="EqualityComparer{T}.Default"/>. O(height).</summary>
        /// <returns>Whether it was removed.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(KeyValuePair<ulong, TValue> item)
        {
            RadixCore<TValue> core = Core;
            return RadixReader<TValue>.TryGet(ref core.BatchRoot, item.Key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, item.Value) && TryRemove(item.Key, out _);
        }

        /// <summary>Stores one value over every index from <paramref name="first"/> to <paramref name="last"/> in the batch's view; see <see cref="RadixTree{TValue}.StoreRange"/>.</summary>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void StoreRange(ulong first, ulong last, TValue value)
        {
            RadixCore<TValue> core = Core;
            RadixWindow.ThrowIfReversed(first, last);
            core.NoteInBatch(core.Writer.PutRange(ref core.BatchRoot, first, last, present: true, value));
        }

        /// <summary>Empties every index from <paramref name="first"/> to <paramref name="last"/> in the batch's view; see <see cref="RadixTree{TValue}.RemoveRange"/>.</summary>
        /// <returns>How many entries were removed or cut.</returns>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long RemoveRange(ulong first, ulong last)
        {
            RadixCore<TValue> core = Core;
            RadixWindow.ThrowIfReversed(first, last);
            RadixChange change = core.Writer.PutRange(ref core.BatchRoot, first, last, present: false, default!);
            core.NoteInBatch(change);
            return change.Hit;
        }

        /// <summary>Removes all entries from the batch's view. O(1).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Clear()
        {
            RadixCore<TValue> core = Core;
            core.BatchRoot = core.Transaction.New(RadixKind.Leaf4, 0, 0);
            core.BatchCount = 0;
            core.NoteBatchChange();
        }

        /// <summary>Sets a tag of the entry at an index in the batch's view. O(height).</summary>
        /// <returns>Whether there is an entry.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="tag"/> is not one of the tree's.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool SetTag(ulong index, int tag)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return core.NoteInBatch(new RadixChange(core.Writer.SetTag(ref core.BatchRoot, index, tag), 0));
        }

        /// <summary>Clears a tag of the entry at an index in the batch's view. O(height).</summary>
        /// <returns>Whether there is an entry, tagged or not.</returns>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="tag"/> is not one of the tree's.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool ClearTag(ulong index, int tag)
        {
            RadixCore<TValue> core = Core;
            ThrowIfNoTag(tag, core.TagCount);
            return core.NoteInBatch(new RadixChange(core.Writer.ClearTag(ref core.BatchRoot, index, tag), 0));
        }

        /// <summary>Sets a tag of the entries in a range that have another one, in the batch's view; see <see cref="RadixTree{TValue}.RetagRange"/>.</summary>
        /// <returns>How many entries have both tags now that were looked at.</returns>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="from"/> or <paramref name="to"/> is not one of the tree's, or <paramref name="limit"/> is negative.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long RetagRange(ulong first, ulong last, int from, int to, long limit, out ulong next)
        {
            RadixCore<TValue> core = Core;
            RadixWindow.ThrowIfReversed(first, last);
            ThrowIfNoTag(from, core.TagCount);
            ThrowIfNoTag(to, core.TagCount);
            ArgumentOutOfRangeException.ThrowIfNegative(limit);
            long count = core.Writer.Retag(ref core.BatchRoot, first, last, from, to, limit, out next);
            core.NoteInBatch(new RadixChange(count > 0, 0));
            return count;
        }
    }
}
