using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Reads of the live tree in one read section, that of <see cref="Read"/>: each call sees the tree as it is at that moment.</summary>
    /// <remarks>
    /// A ref struct around a <see cref="ReadSection"/>, under the same rules: it lives on one thread, within one method, and is disposed exactly once, after what was opened inside
    /// it. Disposing it twice, or a copy of it, throws, unless another section of the same depth is open by then. Using it after that throws.
    /// </remarks>
    public readonly ref struct Reader
    {
        private readonly BPlusTree<TKey, TValue> tree;
        private readonly ReadSection section;

        internal Reader(BPlusTree<TKey, TValue> tree)
        {
            this.tree = tree;
            section = tree.domain.EnterRead();
        }

        /// <summary>How many entries there are, also beyond two billion. Runs behind a concurrent write by an instant.</summary>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public long LongCount => Tree.LongCount;

        /// <summary>The tree, if the section is still open (R1).</summary>
        private BPlusTree<TKey, TValue> Tree
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get
            {
                if (!section.IsOpen) ThrowEnded();
                return tree;
            }
        }

        /// <summary>The value of a key. O(log n), linearizable.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="KeyNotFoundException">The key is absent.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public TValue this[TKey key] => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"The key '{key}' is not in the tree.");

        /// <summary>Finds the value of a key. O(log n), lock-free, linearizable, allocates nothing.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            return TreeReader<TKey, TValue>.TryGet(ref tree.root, tree.Checked(key), tree.comparer, out value);
        }

        /// <summary>Whether a key is present. O(log n), lock-free, linearizable, allocates nothing.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool ContainsKey(TKey key)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            return TreeReader<TKey, TValue>.Contains(ref tree.root, tree.Checked(key), tree.comparer);
        }

        /// <summary>Finds the entry with the least key. O(log n), lock-free, linearizable.</summary>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetFirst(ref Tree.root, out key, out value);

        /// <summary>Finds the entry with the greatest key. O(log n), lock-free, linearizable.</summary>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetLast(ref Tree.root, out key, out value);

        /// <summary>Finds the entry with the greatest key that is at most <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            return TreeReader<TKey, TValue>.TryGetAtMost(ref tree.root, tree.Checked(key), orEqual: true, tree.comparer, out foundKey, out value);
        }

        /// <summary>Finds the entry with the least key that is at least <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            return TreeReader<TKey, TValue>.TryGetAtLeast(ref tree.root, tree.Checked(key), orEqual: true, tree.comparer, out foundKey, out value);
        }

        /// <summary>Finds the entry with the greatest key below <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            return TreeReader<TKey, TValue>.TryGetAtMost(ref tree.root, tree.Checked(key), orEqual: false, tree.comparer, out foundKey, out value);
        }

        /// <summary>Finds the entry with the least key above <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            return TreeReader<TKey, TValue>.TryGetAtLeast(ref tree.root, tree.Checked(key), orEqual: false, tree.comparer, out foundKey, out value);
        }

        /// <summary>Looks up many keys at once, as <see cref="BPlusTree{TKey,TValue}.GetMany"/> does.</summary>
        /// <exception cref="ArgumentException"><paramref name="values"/> or <paramref name="found"/> is shorter than <paramref name="keys"/>; nothing was written.</exception>
        /// <exception cref="ArgumentNullException">One of the keys is null; nothing was written.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public int GetMany(ReadOnlySpan<TKey> keys, Span<TValue> values, Span<bool> found)
        {
            BPlusTree<TKey, TValue> tree = Tree;
            ManyReader<TKey, TValue>.Check(keys, values, found);
            return ManyReader<TKey, TValue>.Get(ref tree.root, keys, values, found, tree.comparer);
        }

        /// <summary>Enumerates all entries in ascending order.</summary>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public EntryEnumerator<TKey, TValue> GetEnumerator() => Tree.GetEnumerator();

        /// <summary>The entries whose keys lie in <paramref name="range"/>, ascending.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public EntryRange<TKey, TValue> EnumerateRange(KeyRange<TKey> range) => Tree.EnumerateRange(range);

        /// <summary>All entries, descending.</summary>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public EntryRange<TKey, TValue> EnumerateDescending() => Tree.EnumerateDescending();

        /// <summary>The entries whose keys lie in <paramref name="range"/>, descending.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public EntryRange<TKey, TValue> EnumerateDescending(KeyRange<TKey> range) => Tree.EnumerateDescending(range);

        /// <summary>Counts the entries in a range, as <see cref="BPlusTree{TKey,TValue}.CountRange"/> does.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public long CountRange(KeyRange<TKey> range) => Tree.CountRange(range);

        /// <summary>Copies a page of entries, ascending, as <see cref="BPlusTree{TKey,TValue}.CopyRange"/> does.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public int CopyRange(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest) => Tree.CopyRange(range, keys, values, out rest);

        /// <summary>Copies a page of entries, descending, as <see cref="BPlusTree{TKey,TValue}.CopyDescending"/> does.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end; or the spans are empty, or differ in length.</exception>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public int CopyDescending(KeyRange<TKey> range, Span<TKey> keys, Span<TValue> values, out KeyRange<TKey> rest) => Tree.CopyDescending(range, keys, values, out rest);

        /// <summary>A cursor over the tree. It keeps a section of its own, and may end before or after the reader.</summary>
        /// <exception cref="InvalidOperationException">The reader was disposed.</exception>
        public EntryCursor<TKey, TValue> GetCursor() => Tree.GetCursor();

        /// <summary>Ends the read section.</summary>
        /// <exception cref="InvalidOperationException">The reader was disposed before, or a section that was opened inside it is still open.</exception>
        public void Dispose() => section.Dispose();

        private static void ThrowEnded() => throw new InvalidOperationException("The reader was disposed, or was not made by a tree's Read.");
    }
}
