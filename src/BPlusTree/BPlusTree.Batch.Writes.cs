using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <content>Writes that combine several steps. Nobody writes in between, so functions run once; they run under the writer lock, as the rest of the batch does.</content>
    public ref partial struct Batch
    {
        /// <summary>Adds an entry whose key must be absent; makes collection initialisers work. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="ArgumentException">The key is present in the batch's view; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Add(TKey key, TValue value)
        {
            if (!TryAdd(key, value)) throw new ArgumentException($"The key '{key}' is in the batch already.", nameof(key));
        }

        /// <summary>Gets the value of a key, or adds <paramref name="value"/> when it is absent. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd(TKey key, TValue value)
        {
            if (TryGetValue(key, out TValue? present))
            {
                NoteLost(value, present);
                return present;
            }

            this[key] = value;
            return value;
        }

        /// <summary>Gets the value of a key, or adds what <paramref name="valueFactory"/> makes of <paramref name="factoryArgument"/> when it is absent. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="valueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue GetOrAdd<TArg>(TKey key, Func<TKey, TArg, TValue> valueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(valueFactory);
            if (TryGetValue(key, out TValue? present)) return present;
            using var lost = new LostValue<TValue>(tree.ownsValues);
            TValue made = valueFactory(key, factoryArgument);
            lost.Made(made, default);
            TValue result = GetOrAdd(key, made);
            lost.Stored(made); // or noted as lost
            return result;
        }

        /// <summary>Adds <paramref name="addValue"/>, or replaces the present value by what <paramref name="updateValueFactory"/> makes of it. O(log n).</summary>
        /// <returns>The value that was stored.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="updateValueFactory"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue AddOrUpdate<TArg>(TKey key, TValue addValue, Func<TKey, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
        {
            ArgumentNullException.ThrowIfNull(updateValueFactory);
            if (!TryGetValue(key, out TValue? present))
            {
                this[key] = addValue;
                return addValue;
            }

            using var lost = new LostValue<TValue>(tree.ownsValues, addValue);
            TValue updated = updateValueFactory(key, present, factoryArgument);
            lost.Made(updated, present);
            this[key] = updated;
            if (tree.ownsValues && !ReferenceEquals(addValue, updated)) NoteLost(addValue, present);
            lost.Stored(updated, replaced: addValue); // that is noted
            return updated;
        }

        /// <summary>Replaces the value of a key if it equals <paramref name="comparisonValue"/> by <see cref="EqualityComparer{T}.Default"/>. O(log n).</summary>
        /// <returns>Whether it was replaced.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue)
        {
            if (!TryGetValue(key, out TValue? present) || !EqualityComparer<TValue>.Default.Equals(present, comparisonValue)) return false;
            this[key] = newValue;
            return true;
        }

        /// <summary>Removes an entry if its key is present with an equal value, by <see cref="EqualityComparer{T}.Default"/>. O(log n).</summary>
        /// <returns>Whether it was removed.</returns>
        /// <exception cref="ArgumentNullException">The key of <paramref name="item"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(KeyValuePair<TKey, TValue> item)
        {
            if (item.Key is null) throw new ArgumentNullException(nameof(item), "The key is null.");
            return TryGetValue(item.Key, out TValue? present) && EqualityComparer<TValue>.Default.Equals(present, item.Value) && Remove(item.Key);
        }

        /// <summary>Lets a function see the value of a key that is present, and decide whether to keep, replace or remove the entry. O(log n).</summary>
        /// <returns>Whether the entry was replaced or removed.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="decide"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdateOrRemove<TArg>(TKey key, Func<TKey, TValue, TArg, EntryChange<TValue>> decide, TArg argument)
        {
            ArgumentNullException.ThrowIfNull(decide);
            return TryGetValue(key, out TValue? present) && Apply(key, decide(key, present, argument), present);
        }

        /// <summary>Lets one function decide what to add when a key is absent, if anything, and another one whether to keep, replace or remove the entry when it is present. O(log n).</summary>
        /// <returns>Whether the batch's view changed.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> or a function is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool AddUpdateOrRemove<TArg>(
            TKey key, Func<TKey, TArg, EntryChange<TValue>> whenAbsent, Func<TKey, TValue, TArg, EntryChange<TValue>> whenPresent, TArg argument)
        {
            ArgumentNullException.ThrowIfNull(whenAbsent);
            ArgumentNullException.ThrowIfNull(whenPresent);
            return TryGetValue(key, out TValue? present) ? Apply(key, whenPresent(key, present, argument), present) : Apply(key, whenAbsent(key, argument), default);
        }

        /// <summary>Removes the entry with the least key and hands it out. O(log n).</summary>
        /// <returns>Whether there was an entry.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemoveFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            TreeCore<TKey, TValue> core = Core;
            return core.Writer.TryRemoveFirst(ref core.BatchRoot, upTo: false, default!, out key, out value) && CountRemoved(core, 1);
        }

        /// <summary>Removes the entry with the least key if that key is at most <paramref name="bound"/>. O(log n).</summary>
        /// <returns>Whether an entry was removed.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="bound"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemoveFirstUpTo(TKey bound, [MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            if (bound is null) throw new ArgumentNullException(nameof(bound));
            TreeCore<TKey, TValue> core = Core;
            bound = KeySearch.Normalize(bound, tree.comparer);
            return core.Writer.TryRemoveFirst(ref core.BatchRoot, upTo: true, bound, out key, out value) && CountRemoved(core, 1);
        }

        /// <summary>Removes the entry with the greatest key and hands it out. O(log n).</summary>
        /// <returns>Whether there was an entry.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemoveLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            TreeCore<TKey, TValue> core = Core;
            return core.Writer.TryRemoveLast(ref core.BatchRoot, out key, out value) && CountRemoved(core, 1);
        }

        /// <summary>Removes every entry of the batch's view whose key lies in <paramref name="range"/>.</summary>
        /// <remarks>O(log n) new nodes, and a count of the leaves inside or outside the range, whichever are fewer, as <see cref="BPlusTree{TKey,TValue}.RemoveRange"/>.</remarks>
        /// <returns>How many entries were removed.</returns>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long RemoveRange(KeyRange<TKey> range)
        {
            TreeCore<TKey, TValue> core = Core;
            range = range.Validated(tree.comparer, nameof(range));
            var cut = new RangeCut<TKey, TValue>(ref core.BatchRoot, range, tree.comparer, core.BatchCount);
            if (cut.Removed == 0) return 0;
            core.Transaction.BeginChange();
            core.Writer.NoteRemoved(ref cut);
            if (!core.Writer.TryRemoveWithinLeaf(ref core.BatchRoot, ref cut)) core.BatchRoot = core.Writer.Without(ref cut);
            core.Transaction.EndChange();
            CountRemoved(core, cut.Removed);
            return cut.Removed;
        }

        /// <summary>Adds entries whose keys must be absent from the batch's view. O(m log n), and O(m log m) for sorting those that do not ascend.</summary>
        /// <remarks>When a comparer throws half way, some of the entries have been added.</remarks>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="ArgumentException">A key is null, given twice, or present; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void AddRange(IEnumerable<KeyValuePair<TKey, TValue>> entries)
        {
            ArgumentNullException.ThrowIfNull(entries);
            _ = Core;
            KeyValuePair<TKey, TValue>[] sorted = SortedInput.Of(entries, tree.comparer, nameof(entries));
            int repeated = SortedInput.IndexOfRepeated(sorted, tree.comparer);
            if (repeated >= 0) throw new ArgumentException($"The key '{sorted[repeated].Key}' is given twice.", nameof(entries));
            foreach ((TKey key, _) in sorted)
            {
                if (ContainsKey(key)) throw new ArgumentException($"The key '{key}' is in the batch already.", nameof(entries));
            }

            foreach ((TKey key, TValue value) in sorted) TryAdd(key, value);
        }

        /// <summary>Adds entries, and overwrites the values of keys that are present. A key may be given more than once: the last one counts. O(m log n).</summary>
        /// <remarks>When a comparer throws half way, some of the entries have been stored.</remarks>
        /// <returns>How many keys were absent.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
        /// <exception cref="ArgumentException">A key is null; nothing changed.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long SetRange(IEnumerable<KeyValuePair<TKey, TValue>> entries)
        {
            ArgumentNullException.ThrowIfNull(entries);
            long before = LongCount;
            foreach ((TKey key, TValue value) in SortedInput.Of(entries, tree.comparer, nameof(entries))) this[key] = value;
            return LongCount - before;
        }

        private static bool CountRemoved(TreeCore<TKey, TValue> core, long removed)
        {
            core.BatchCount -= removed;
            core.NoteBatchChange();
            return true;
        }

        /// <summary>A value that was handed in and is not needed: disposed when the batch has ended, for user code does not run under the lock, and readers may know it.</summary>
        private readonly void NoteLost(TValue lost, TValue present)
        {
            if (tree.core.Ledger is { } ledger && !ReferenceEquals(lost, present)) ledger.Lost(lost);
        }

        private readonly bool Apply(TKey key, in EntryChange<TValue> change, TValue? present)
        {
            switch (change.Decision)
            {
                case EntryChange<TValue>.Verdict.Set:
                    using (var lost = new LostValue<TValue>(tree.ownsValues))
                    {
                        lost.Made(change.Value, present);
                        this[key] = change.Value;
                        lost.Stored(change.Value);
                    }

                    return true;
                case EntryChange<TValue>.Verdict.Remove:
                    return Remove(key);
                default:
                    return false;
            }
        }
    }
}
