using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Begins a group of writes that readers see whole or not at all. Waits for other writers; they wait until it ends.</summary>
    /// <remarks>
    /// Between here and the end of the batch the calling thread must not write to the tree by other ways, take a snapshot of it, or wait for a grace period: each throws.
    /// Reads of the tree itself, on this thread too, show what was there before; the batch's own reads show what it wrote.
    /// <para>Always <c>using</c>: a batch that is neither committed nor disposed keeps every other writer waiting for ever. Two threads that open batches on the same two trees
    /// in opposite order wait for each other.</para>
    /// </remarks>
    /// <example><code>
    /// using (var batch = accounts.BeginBatch())
    /// {
    ///     batch[from] -= amount;
    ///     batch[to] += amount;
    ///     batch.Commit();
    /// }
    /// </code></example>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public Batch BeginBatch()
    {
        return new Batch(this, core.EnterAndBegin(batch: true));
    }

    /// <summary>As <see cref="BeginBatch"/>, unless other writers hold the tree for longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait at the most; zero tries once; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="batch">The open batch; when the result is <see langword="false"/>, one that has ended already.</param>
    /// <returns>Whether the batch is open.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryBeginBatch(TimeSpan timeout, out Batch batch)
    {
        if (core.TryEnterAndBegin(timeout, batch: true, out WriterToken token))
        {
            batch = new Batch(this, token);
            return true;
        }

        batch = default;
        return false;
    }

    /// <summary>A group of writes, readable through itself, that <see cref="Commit"/> makes visible by one store (rule B1). Disposed without it, nothing ever happened.</summary>
    /// <remarks>A ref struct that owns the writer lock: it lives on one thread, within one method, and is meant to be short. Entries are written to copies that nobody
    /// else can see; a node is copied at its first change and changed in place after that.</remarks>
    public ref partial struct Batch
    {
        private readonly BPlusTree<TKey, TValue> tree;
        private readonly WriterToken token;
        private readonly long number;

        internal Batch(BPlusTree<TKey, TValue> tree, WriterToken token)
        {
            this.tree = tree;
            this.token = token;
            number = tree.core.OpenBatch(tree.root!);
        }

        /// <summary>How many entries there are in the batch's view.</summary>
        /// <exception cref="OverflowException">There are more than <see cref="int.MaxValue"/>; see <see cref="LongCount"/>.</exception>
        public readonly int Count => checked((int)LongCount);

        /// <summary>How many entries there are in the batch's view, also beyond two billion.</summary>
        public readonly long LongCount => Core.BatchCount;

        /// <summary>Whether there are no entries in the batch's view.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool IsEmpty => Core.BatchCount == 0;

        /// <summary>The batch's core, if the batch is still open.</summary>
        private readonly TreeCore<TKey, TValue> Core
        {
            get
            {
                if (tree is null || !IsOpen) throw new InvalidOperationException("The batch has ended: it was committed or disposed.");
                tree.core.ThrowIfTorn();
                return tree.core;
            }
        }

        private readonly bool IsOpen => tree.core.IsOpen(number);

        /// <summary>Gets or sets the value of a key in the batch's view.</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="KeyNotFoundException">Getting: the key is absent.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly TValue this[TKey key]
        {
            get => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"The key '{key}' is not in the tree.");
            set
            {
                TreeCore<TKey, TValue> core = Core;
                key = tree.Checked(key);
                if (core.Writer.Put(ref core.BatchRoot, key, value, overwrite: true) == PutResult.Added) core.BatchCount++;
                core.NoteBatchChange();
            }
        }

        /// <summary>Finds the value of a key in the batch's view. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGet(ref Core.BatchRoot, tree.Checked(key), tree.comparer, out value);

        /// <summary>Whether a key is present in the batch's view. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool ContainsKey(TKey key) => TreeReader<TKey, TValue>.Contains(ref Core.BatchRoot, tree.Checked(key), tree.comparer);

        /// <summary>Finds the entry with the least key in the batch's view. O(log n).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetFirst(ref Core.BatchRoot, out key, out value);

        /// <summary>Finds the entry with the greatest key in the batch's view. O(log n).</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetLast(ref Core.BatchRoot, out key, out value);

        /// <summary>Finds the entry with the greatest key that is at most <paramref name="key"/>, in the batch's view. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetAtMost(ref Core.BatchRoot, tree.Checked(key), orEqual: true, tree.comparer, out foundKey, out value);

        /// <summary>Finds the entry with the least key that is at least <paramref name="key"/>, in the batch's view. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetAtLeast(ref Core.BatchRoot, tree.Checked(key), orEqual: true, tree.comparer, out foundKey, out value);

        /// <summary>Finds the entry with the greatest key below <paramref name="key"/>, in the batch's view. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetAtMost(ref Core.BatchRoot, tree.Checked(key), orEqual: false, tree.comparer, out foundKey, out value);

        /// <summary>Finds the entry with the least key above <paramref name="key"/>, in the batch's view. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value) =>
            TreeReader<TKey, TValue>.TryGetAtLeast(ref Core.BatchRoot, tree.Checked(key), orEqual: false, tree.comparer, out foundKey, out value);

        /// <summary>Enumerates the batch's view in ascending order. The body of the loop may write through the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly EntryEnumerator<TKey, TValue> GetEnumerator() => new(Core, KeyRange<TKey>.All, descending: false, number);

        /// <summary>The entries of the batch's view whose keys lie in <paramref name="range"/>, ascending. Not to be used after the batch.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly EntryRange<TKey, TValue> EnumerateRange(KeyRange<TKey> range) => new(Core, range.Validated(tree.comparer, nameof(range)), descending: false, number);

        /// <summary>All entries of the batch's view, descending. Not to be used after the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly EntryRange<TKey, TValue> EnumerateDescending() => new(Core, KeyRange<TKey>.All, descending: true, number);

        /// <summary>The entries of the batch's view whose keys lie in <paramref name="range"/>, descending. Not to be used after the batch.</summary>
        /// <exception cref="ArgumentException">The lower end of <paramref name="range"/> comes after its upper end.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly EntryRange<TKey, TValue> EnumerateDescending(KeyRange<TKey> range) => new(Core, range.Validated(tree.comparer, nameof(range)), descending: true, number);

        /// <summary>Calls <paramref name="visitor"/> for each entry of the batch's view in ascending order. O(n).</summary>
        /// <param name="state">Passed on to the visitor.</param>
        /// <param name="visitor">Gets the state, the key, the value, and the entry's ordinal, from 0.</param>
        /// <returns>How many entries were visited.</returns>
        /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly long ForEach<TState>(TState state, Action<TState, TKey, TValue, long> visitor) => Visit(Core, state, visitor, number);

        /// <summary>Adds an entry unless its key is present. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryAdd(TKey key, TValue value)
        {
            TreeCore<TKey, TValue> core = Core;
            if (core.Writer.Put(ref core.BatchRoot, tree.Checked(key), value, overwrite: false) != PutResult.Added) return false;
            core.BatchCount++;
            core.NoteBatchChange();
            return true;
        }

        /// <summary>Replaces the value of a key that is present. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryUpdate(TKey key, TValue newValue)
        {
            if (!ContainsKey(key)) return false;
            this[key] = newValue;
            return true;
        }

        /// <summary>Removes a key and hands out its value. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value) => TryRemove(key, handOut: true, out value);

        /// <summary>Removes a key. O(log n).</summary>
        /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly bool Remove(TKey key) => TryRemove(key, handOut: false, out _);

        /// <summary>Removes all entries from the batch's view. O(1), or O(n) where the tree owns its values.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Clear()
        {
            TreeCore<TKey, TValue> core = Core;
            Node empty = core.Transaction.NewLeaf();
            core.Transaction.BeginChange();
            core.Writer.NoteAllRemoved(ref core.BatchRoot);
            core.BatchRoot = empty;
            core.Transaction.EndChange();
            core.BatchCount = 0;
            core.NoteBatchChange();
        }

        /// <summary>Makes everything visible by one store and ends the batch.</summary>
        /// <exception cref="InvalidOperationException">The batch has ended.</exception>
        public readonly void Commit() => Core.CommitBatch(ref tree.root, token);

        /// <summary>Ends the batch. Unless it was committed, nothing has happened.</summary>
        public readonly void Dispose()
        {
            if (tree is not null && IsOpen) tree.core.DiscardBatch(token);
        }

        private readonly bool TryRemove(TKey key, bool handOut, [MaybeNullWhen(false)] out TValue value)
        {
            TreeCore<TKey, TValue> core = Core;
            if (!core.Writer.TryRemove(ref core.BatchRoot, tree.Checked(key), handOut, out value)) return false;
            core.BatchCount--;
            core.NoteBatchChange();
            return true;
        }
    }
}
