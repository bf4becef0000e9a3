using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <content>Writes.</content>
    public ref partial struct Batch
    {
        /// <summary>Gets the value of a key in the batch's view, or stores one. O(key length).</summary>
        /// <exception cref="KeyNotFoundException">There is no such key (get).</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue this[ReadOnlySpan<byte> key]
        {
            get => PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out TValue? value) ? value : throw NotFound(key);
            set
            {
                PrefixCore<TValue> core = Core;
                core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, key, value, overwrite: true));
            }
        }

        /// <summary>Gets the value of a text in the batch's view, or stores one. O(key length).</summary>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="KeyNotFoundException">There is no such key (get).</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue this[ReadOnlySpan<char> key]
        {
            get
            {
                using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
                return this[text.Bytes];
            }

            set
            {
                using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
                this[text.Bytes] = value;
            }
        }

        /// <summary>Stores a value under a key that is not there in the batch's view. O(key length).</summary>
        /// <returns>Whether it was stored.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryAdd(ReadOnlySpan<byte> key, TValue value)
        {
            PrefixCore<TValue> core = Core;
            return core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, key, value, overwrite: false));
        }

        /// <summary>Stores a value under a text that is not there in the batch's view. O(key length).</summary>
        /// <returns>Whether it was stored.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryAdd(ReadOnlySpan<char> key, TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryAdd(text.Bytes, value);
        }

        /// <summary>Stores a value under a key that may not be there in the batch's view. O(key length).</summary>
        /// <exception cref="ArgumentException">The key is there; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Add(ReadOnlySpan<byte> key, TValue value)
        {
            if (!TryAdd(key, value)) throw new ArgumentException($"The key {Show(key)} is there already.", nameof(key));
        }

        /// <summary>Stores a value under a text that may not be there in the batch's view. O(key length).</summary>
        /// <exception cref="ArgumentException">The key is there, or is not valid UTF-16; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Add(ReadOnlySpan<char> key, TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            Add(text.Bytes, value);
        }

        /// <summary>Stores a value under a key, whatever is there in the batch's view, and hands out what was. O(key length).</summary>
        /// <returns>Whether something was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool Store(ReadOnlySpan<byte> key, TValue value, [MaybeNullWhen(false)] out TValue old)
        {
            PrefixCore<TValue> core = Core;
            bool was = PrefixReader<TValue>.TryGet(ref core.BatchRoot, key, out old);
            core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, key, value, overwrite: true));
            return was;
        }

        /// <summary>Stores a value under a text, whatever is there in the batch's view, and hands out what was. O(key length).</summary>
        /// <returns>Whether something was there.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool Store(ReadOnlySpan<char> key, TValue value, [MaybeNullWhen(false)] out TValue old)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return Store(text.Bytes, value, out old);
        }

        /// <summary>Removes a key from the batch's view. O(key length).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool Remove(ReadOnlySpan<byte> key) => TryRemove(key, out _);

        /// <summary>Removes a text from the batch's view. O(key length).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool Remove(ReadOnlySpan<char> key)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return Remove(text.Bytes);
        }

        /// <summary>Removes a key from the batch's view and hands out its value. O(key length).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out TValue value)
        {
            PrefixCore<TValue> core = Core;
            return core.NoteInBatch(new PrefixChange(core.Writer.Remove(ref core.BatchRoot, key, out value), -1));
        }

        /// <summary>Removes a text from the batch's view and hands out its value. O(key length).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(ReadOnlySpan<char> key, [MaybeNullWhen(false)] out TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryRemove(text.Bytes, out value);
        }

        /// <summary>Removes a key from the batch's view if its value equals <paramref name="comparisonValue"/>, by <see cref="EqualityComparer{T}.Default"/>. O(key length).</summary>
        /// <returns>Whether it was removed.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(ReadOnlySpan<byte> key, TValue comparisonValue) =>
            PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, comparisonValue) && TryRemove(key, out _);

        /// <summary>Removes a text from the batch's view if its value equals <paramref name="comparisonValue"/>, by <see cref="EqualityComparer{T}.Default"/>. O(key length).</summary>
        /// <returns>Whether it was removed.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(ReadOnlySpan<char> key, TValue comparisonValue)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryRemove(text.Bytes, comparisonValue);
        }

        /// <summary>Removes all keys that begin with <paramref name="prefix"/> from the batch's view. O(prefix length), and O(m) to count the m keys.</summary>
        /// <returns>How many keys were removed.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long RemovePrefix(ReadOnlySpan<byte> prefix)
        {
            PrefixCore<TValue> core = Core;
            long removed = core.Writer.RemovePrefix(ref core.BatchRoot, prefix);
            core.NoteInBatch(new PrefixChange(removed > 0, -removed));
            return removed;
        }

        /// <summary>Removes all texts that begin with <paramref name="prefix"/> from the batch's view. O(prefix length), and O(m) to count the m keys.</summary>
        /// <returns>How many keys were removed.</returns>
        /// <exception cref="ArgumentException"><paramref name="prefix"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long RemovePrefix(ReadOnlySpan<char> prefix)
        {
            using var text = new PrefixText(prefix, stackalloc byte[PrefixText.Room], nameof(prefix));
            return RemovePrefix(text.Bytes);
        }

        /// <summary>Removes all entries from the batch's view. O(1).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Clear()
        {
            PrefixCore<TValue> core = Core;
            core.BatchRoot = core.Transaction.NewLeaf(PrefixKind.Leaf4, 0);
            core.BatchCount = 0;
            core.NoteBatchChange();
        }
    }
}
