using System;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class MapleTree<TKey, TValue>
{
    /// <content>Writes of one range.</content>
    public ref partial struct Batch
    {
        /// <summary>Stores a value at one key, unless something is there in the batch's view. O(log n).</summary>
        /// <returns>Whether it was stored.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryAdd(TKey key, TValue value) => TryAddRange(key, key, value);

        /// <summary>Stores a value at every key from <paramref name="first"/> to <paramref name="last"/>, unless anything is at one of them in the batch's view. O(log n).</summary>
        /// <returns>Whether it was stored.</returns>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryAddRange(TKey first, TKey last, TValue value)
        {
            MapleCore<TKey, TValue> core = Core;
            ThrowIfReversed(first, last, nameof(last));
            return core.AddInBatch(first, last, value);
        }

        /// <summary>Stores a value at one key, whatever is there. O(log n).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Store(TKey key, TValue value) => Put(Core, key, key, present: true, value);

        /// <summary>Stores a value at every key from <paramref name="first"/> to <paramref name="last"/>, whatever is there. Costs what <see cref="MapleTree{TKey,TValue}.StoreRange"/> costs.</summary>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void StoreRange(TKey first, TKey last, TValue value)
        {
            MapleCore<TKey, TValue> core = Core;
            ThrowIfReversed(first, last, nameof(last));
            Put(core, first, last, present: true, value);
        }

        /// <summary>Removes the whole range that holds a key in the batch's view and hands it out. O(log n).</summary>
        /// <param name="key">A key of the range.</param>
        /// <param name="removed">What was removed; when the result is <see langword="false"/>, the gap around the key.</param>
        /// <returns>Whether there was a range.</returns>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemoveContaining(TKey key, out RangeEntry<TKey, TValue> removed)
        {
            MapleCore<TKey, TValue> core = Core;
            removed = MapleReader<TKey, TValue>.GetRange(ref core.BatchRoot, key);
            return removed.HasValue && Put(core, removed.First, removed.Last, present: false, default!);
        }

        /// <summary>Empties every key from <paramref name="first"/> to <paramref name="last"/> in the batch's view. Costs what <see cref="MapleTree{TKey,TValue}.StoreRange"/> costs.</summary>
        /// <returns>Whether anything was there.</returns>
        /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool RemoveRange(TKey first, TKey last)
        {
            MapleCore<TKey, TValue> core = Core;
            ThrowIfReversed(first, last, nameof(last));
            return Put(core, first, last, present: false, default!);
        }

        /// <summary>Removes all ranges from the batch's view. O(1).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Clear()
        {
            MapleCore<TKey, TValue> core = Core;
            RangeLeaf<TKey, TValue> empty = core.Transaction.NewLeaf();
            empty.Begin(TKey.MinValue);
            empty.Add(TKey.MaxValue, present: false, default!);
            core.BatchRoot = empty;
            core.BatchCount = 0;
            core.NoteBatchChange();
        }

        private static bool Put(MapleCore<TKey, TValue> core, TKey first, TKey last, bool present, TValue value) => core.PutInBatch(first, last, present, value);
    }
}
