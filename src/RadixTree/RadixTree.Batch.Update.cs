using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <content>Writes that look at what is there first, and writes of many entries.</content>
    public ref partial struct Batch
    {
        /// <summary>Replaces the value of an index in the batch's view where something is. O(height).</summary>
        /// <returns>Whether something was there.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(ulong index, TValue newValue)
        {
            RadixCore<TValue> core = Core;
            return RadixReader<TValue>.TryGet(ref core.BatchRoot, index, out _) && core.NoteInBatch(core.Writer.Put(ref core.BatchRoot, index, newValue, overwrite: true));
        }

        /// <summary>Replaces the value of an index in the batch's view if it equals <paramref name="comparisonValue"/>, by <see cref="EqualityComparer{T}.Default"/>. O(height).</summary>
        /// <returns>Whether it was replaced.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(ulong index, TValue newValue, TValue comparisonValue)
        {
            RadixCore<TValue> core = Core;
            return RadixReader<TValue>.TryGet(ref core.BatchRoot, index, out TValue? value) && EqualityComparer<TValue>.Default.Equals(value, comparisonValue) && TryUpdate(index, newValue);
        }

        /// <summary>Replaces the value of an index in the batch's view if it equals <paramref name="comparand"/>, and hands out the value that was found. O(height).</summary>
        /// <returns>Whether it was stored; where nothing is, nothing is stored.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool CompareExchange(ulong index, TValue newValue, TValue comparand, [MaybeNull] out TValue current)
        {
            RadixCore<TValue> core = Core;
            return RadixReader<TValue>.TryGet(ref core.BatchRoot, index, out current) && EqualityComparer<TValue>.Default.Equals(current, comparand) && TryUpdate(index, newValue);
        }

        /// <summary>Gets the value of an index in the batch's view, or stores <paramref name="value"/> where nothing is. O(height).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd(ulong index, TValue value)
        {
            if (RadixReader<TValue>.TryGet(ref Core.BatchRoot, index, out TValue? present)) return present;
            TryAdd(index, value);
            return value;
        }

        /// <summary>Gets the value of an index in the batch's view, or stores what <paramref name="valueFactory"/> makes of <paramref name="factoryArgument"/> where nothing is. O(height).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd<TArg>(ulong index, Func<ulong, TArg, TValue> valueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(valueFactory);
            return RadixReader<TValue>.TryGet(ref Core.BatchRoot, index, out TValue? present) ? present : GetOrAdd(index, valueFactory(index, factoryArgument));
        }

        /// <summary>Stores <paramref name="addValue"/> where nothing is in the batch's view, or replaces the value by what <paramref name="updateValueFactory"/> makes of it. O(height).</summary>
        /// <returns>The value that was stored.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="updateValueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue AddOrUpdate<TArg>(ulong index, TValue addValue, Func<ulong, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(updateValueFactory);
            TValue stored = RadixReader<TValue>.TryGet(ref Core.BatchRoot, index, out TValue? present) ? updateValueFactory(index, present, factoryArgument) : addValue;
            Store(index, stored, out _);
            return stored;
        }

        /// <summary>Adds entries where nothing may be in the batch's view. O(m * height). They may come in any order.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="ArgumentException">An index is given twice, or something is there already; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void AddRange(IEnumerable<KeyValuePair<ulong, TValue>> entries)
        {
            _ = Core;
            List<KeyValuePair<ulong, TValue>> copy = Copied(entries);
            for (int i = 0; i < copy.Count; i++)
            {
                if (TryAdd(copy[i].Key, copy[i].Value)) continue;
                for (int done = 0; done < i; done++) Remove(copy[done].Key);
                throw new ArgumentException($"Something is at the index {copy[i].Key} already, or it is given twice.", nameof(entries));
            }
        }

        /// <summary>Stores entries, whatever is there in the batch's view. O(m * height). They may come in any order, and an index more than once: the last one counts.</summary>
        /// <returns>How many entries there are more than before.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long SetRange(IEnumerable<KeyValuePair<ulong, TValue>> entries)
        {
            long before = LongCount;
            foreach ((ulong index, TValue value) in Copied(entries)) Store(index, value, out _);
            return LongCount - before;
        }
    }
}
