using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <content>Writes that look at what is there first, and writes of many entries.</content>
    public ref partial struct Batch
    {
        /// <summary>Replaces the value of a key that is there in the batch's view. O(key length).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(ReadOnlySpan<byte> key, TValue newValue)
        {
            PrefixCore<TValue> core = Core;
            return !Unsafe.IsNullRef(ref PrefixReader<TValue>.FindPlace(ref core.BatchRoot, key)) && core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, key, newValue, overwrite: true));
        }

        /// <summary>Replaces the value of a text that is there in the batch's view. O(key length).</summary>
        /// <returns>Whether it was there.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(ReadOnlySpan<char> key, TValue newValue)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryUpdate(text.Bytes, newValue);
        }

        /// <summary>Replaces the value of a key in the batch's view if it equals <paramref name="comparisonValue"/>, by <see cref="EqualityComparer{T}.Default"/>. O(key length).</summary>
        /// <returns>Whether it was replaced.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(ReadOnlySpan<byte> key, TValue newValue, TValue comparisonValue) =>
            PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, comparisonValue) && TryUpdate(key, newValue);

        /// <summary>Replaces the value of a text in the batch's view if it equals <paramref name="comparisonValue"/>, by <see cref="EqualityComparer{T}.Default"/>. O(key length).</summary>
        /// <returns>Whether it was replaced.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(ReadOnlySpan<char> key, TValue newValue, TValue comparisonValue)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return TryUpdate(text.Bytes, newValue, comparisonValue);
        }

        /// <summary>Replaces the value of a key in the batch's view if it equals <paramref name="comparand"/>, by <see cref="EqualityComparer{T}.Default"/>, and hands out the value that was found. O(key length).</summary>
        /// <returns>Whether it was stored; where there is no such key, nothing is stored.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool CompareExchange(ReadOnlySpan<byte> key, TValue newValue, TValue comparand, [MaybeNull] out TValue current) =>
            PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out current) && EqualityComparer<TValue>.Default.Equals(current, comparand) && TryUpdate(key, newValue);

        /// <summary>Replaces the value of a text in the batch's view if it equals <paramref name="comparand"/>, by <see cref="EqualityComparer{T}.Default"/>, and hands out the value that was found. O(key length).</summary>
        /// <returns>Whether it was stored; where there is no such key, nothing is stored.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool CompareExchange(ReadOnlySpan<char> key, TValue newValue, TValue comparand, [MaybeNull] out TValue current)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return CompareExchange(text.Bytes, newValue, comparand, out current);
        }

        /// <summary>Gets the value of a key in the batch's view, or stores <paramref name="value"/> where it is not there. O(key length).</summary>
        /// <returns>The value that is there now.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd(ReadOnlySpan<byte> key, TValue value)
        {
            if (PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out TValue? present)) return present;
            TryAdd(key, value);
            return value;
        }

        /// <summary>Gets the value of a text in the batch's view, or stores <paramref name="value"/> where it is not there. O(key length).</summary>
        /// <returns>The value that is there now.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd(ReadOnlySpan<char> key, TValue value)
        {
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return GetOrAdd(text.Bytes, value);
        }

        /// <summary>Gets the value of a key in the batch's view, or stores what <paramref name="valueFactory"/> makes of it where it is not there. O(key length).</summary>
        /// <remarks>The factory runs while the batch is open: other writers wait for it, and it must not write to the tree but through the batch.</remarks>
        /// <returns>The value that is there now.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd(ReadOnlySpan<byte> key, Func<ReadOnlySpan<byte>, TValue> valueFactory)
        {
            ArgumentNullException.ThrowIfNull(valueFactory);
            return GetOrAdd(key, static (its, make) => make(its), valueFactory);
        }

        /// <summary>Gets the value of a text in the batch's view, or stores what <paramref name="valueFactory"/> makes of it where it is not there. O(key length).</summary>
        /// <remarks>The factory runs while the batch is open: other writers wait for it, and it must not write to the tree but through the batch.</remarks>
        /// <returns>The value that is there now.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd(ReadOnlySpan<char> key, Func<ReadOnlySpan<char>, TValue> valueFactory)
        {
            ArgumentNullException.ThrowIfNull(valueFactory);
            return GetOrAdd(key, static (its, make) => make(its), valueFactory);
        }

        /// <summary>Gets the value of a key in the batch's view, or stores what <paramref name="valueFactory"/> makes of it and of <paramref name="factoryArgument"/> where it is not there. O(key length).</summary>
        /// <remarks>The factory runs while the batch is open: other writers wait for it, and it must not write to the tree but through the batch.</remarks>
        /// <returns>The value that is there now.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd<TArg>(ReadOnlySpan<byte> key, Func<ReadOnlySpan<byte>, TArg, TValue> valueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(valueFactory);
            return PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out TValue? present) ? present : GetOrAdd(key, valueFactory(key, factoryArgument));
        }

        /// <summary>Gets the value of a text in the batch's view, or stores what <paramref name="valueFactory"/> makes of it and of <paramref name="factoryArgument"/> where it is not there. O(key length).</summary>
        /// <remarks>The factory runs while the batch is open: other writers wait for it, and it must not write to the tree but through the batch.</remarks>
        /// <returns>The value that is there now.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd<TArg>(ReadOnlySpan<char> key, Func<ReadOnlySpan<char>, TArg, TValue> valueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(valueFactory);
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            return PrefixReader<TValue>.TryGet(ref Core.BatchRoot, text.Bytes, out TValue? present) ? present : GetOrAdd(text.Bytes, valueFactory(key, factoryArgument));
        }

        /// <summary>Stores <paramref name="addValue"/> under a key that is not there in the batch's view, or replaces its value by what <paramref name="updateValueFactory"/> makes of it. O(key length).</summary>
        /// <remarks>The factory runs while the batch is open: other writers wait for it, and it must not write to the tree but through the batch.</remarks>
        /// <returns>The value that was stored.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="updateValueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue AddOrUpdate<TArg>(ReadOnlySpan<byte> key, TValue addValue, Func<ReadOnlySpan<byte>, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(updateValueFactory);
            TValue stored = PrefixReader<TValue>.TryGet(ref Core.BatchRoot, key, out TValue? present) ? updateValueFactory(key, present, factoryArgument) : addValue;
            this[key] = stored;
            return stored;
        }

        /// <summary>Stores <paramref name="addValue"/> under a text that is not there in the batch's view, or replaces its value by what <paramref name="updateValueFactory"/> makes of it. O(key length).</summary>
        /// <remarks>The factory runs while the batch is open: other writers wait for it, and it must not write to the tree but through the batch.</remarks>
        /// <returns>The value that was stored.</returns>
        /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
        /// <exception cref="ArgumentNullException"><paramref name="updateValueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue AddOrUpdate<TArg>(ReadOnlySpan<char> key, TValue addValue, Func<ReadOnlySpan<char>, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(updateValueFactory);
            using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
            TValue stored = PrefixReader<TValue>.TryGet(ref Core.BatchRoot, text.Bytes, out TValue? present) ? updateValueFactory(key, present, factoryArgument) : addValue;
            this[text.Bytes] = stored;
            return stored;
        }

        /// <summary>Adds entries whose keys may not be there in the batch's view. O(sum of key lengths). They may come in any order.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="ArgumentException">A key is given twice, or is there already; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void AddRange(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
        {
            _ = Core;
            AddAll(Copied(entries), nameof(entries));
        }

        /// <summary>Adds entries whose texts may not be there in the batch's view. O(sum of key lengths). They may come in any order.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="ArgumentException">A key is null, is not valid UTF-16, is given twice, or is there already; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void AddRange(IEnumerable<KeyValuePair<string, TValue>> entries)
        {
            _ = Core;
            AddAll(Encoded(entries), nameof(entries));
        }

        /// <summary>Stores entries, whatever is there in the batch's view. O(sum of key lengths). They may come in any order, and a key more than once: the last one counts.</summary>
        /// <returns>How many entries there are more than before.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long SetRange(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
        {
            _ = Core;
            return SetAll(Copied(entries));
        }

        /// <summary>Stores entries, whatever is there in the batch's view. O(sum of key lengths). They may come in any order, and a text more than once: the last one counts.</summary>
        /// <returns>How many entries there are more than before.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="ArgumentException">A key is null or not valid UTF-16; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long SetRange(IEnumerable<KeyValuePair<string, TValue>> entries)
        {
            _ = Core;
            return SetAll(Encoded(entries));
        }

        private readonly void AddAll(List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries, string parameter)
        {
            for (int i = 0; i < entries.Count; i++)
            {
                if (TryAdd(entries[i].Key.Span, entries[i].Value)) continue;
                for (int done = 0; done < i; done++) Remove(entries[done].Key.Span);
                throw IsTaken(entries[i].Key.Span, parameter);
            }
        }

        private readonly long SetAll(List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
        {
            long before = LongCount;
            foreach ((ReadOnlyMemory<byte> key, TValue value) in entries) this[key.Span] = value;
            return LongCount - before;
        }
    }
}
