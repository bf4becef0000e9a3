using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Replaces everything that is in the tree by <paramref name="entries"/>, which must ascend, by one store. O(m): full nodes, built outside the lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// <paramref name="entries"/> is enumerated once, outside locks and read sections, and may take as long as it likes: readers and writers go on with what is in the tree until all is built, and what they
    /// wrote meanwhile is replaced with the rest. The old nodes are left to the garbage collector. For entries in any order, and to keep what is there, see <see cref="AddRange"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null, or does not come after the one before it; the message names its position. The tree is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public void Load(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        TreeBuilder<TKey, TValue> builder = NewBuilder();
        foreach ((TKey key, TValue value) in entries) Append(builder, key, value, nameof(entries));
        ReplaceAll(builder);
    }

    /// <summary>Replaces everything that is in the tree by these entries, whose keys must ascend, by one store. O(m): full nodes, built outside the lock. Waits for other writers. Linearizable.</summary>
    /// <param name="keys">The keys, ascending.</param>
    /// <param name="values">The value of each.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or a key is null or does not come after the one before it; the message names its position. The tree is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public void Load(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values)
    {
        if (keys.Length != values.Length) throw new ArgumentException($"There are {keys.Length} keys and {values.Length} values.", nameof(values));
        TreeBuilder<TKey, TValue> builder = NewBuilder();
        for (int i = 0; i < keys.Length; i++) Append(builder, keys[i], values[i], nameof(keys));
        ReplaceAll(builder);
    }

    /// <summary>Adds entries whose keys must be absent, all of them by one store. O(m log n) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order. They are copied and sorted outside the lock, O(m log m), or O(m) where they ascend already.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null, given twice, or present in the tree; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public void AddRange(IEnumerable<KeyValuePair<TKey, TValue>> entries)
    {
        KeyValuePair<TKey, TValue>[] sorted = Sorted(entries, allowRepeated: false);
        // The message names the key, and that is user code: it is put together outside the lock (W1).
        if (!TryAddSorted(sorted, out TKey? present)) throw new ArgumentException($"The key '{present}' is in the tree already.", nameof(entries));
    }

    /// <summary>As <see cref="AddRange"/>, if none of the keys is present; otherwise nothing changes.</summary>
    /// <returns>Whether the entries were added.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null or given twice; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryAddRange(IEnumerable<KeyValuePair<TKey, TValue>> entries) => TryAddSorted(Sorted(entries, allowRepeated: false), out _);

    /// <summary>Adds entries, and overwrites the values of keys that are present, all by one store. O(m log n) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order, and a key more than once: the last one counts. They are copied and sorted outside the lock.</remarks>
    /// <returns>How many keys were absent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public long SetRange(IEnumerable<KeyValuePair<TKey, TValue>> entries) => Merge(Sorted(entries, allowRepeated: true), overwrite: true, out _);

    /// <summary>A tree of its own with the same entries, comparer, domain and options. O(n), full nodes; waits for other writers for an instant only.</summary>
    /// <remarks>The entries are those of one moment, that of a <see cref="Snapshot"/>: the nodes of this tree are frozen, and the first write to each copies it. For a view that is not
    /// written to, the snapshot itself is cheaper. A shared pool is shared with the copy, too; values are not copied.</remarks>
    /// <exception cref="InvalidOperationException">The tree owns its values; or the calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public BPlusTree<TKey, TValue> Clone()
    {
        if (ownsValues) throw new InvalidOperationException("The tree owns its values, and a value can belong to one tree only.");
        BPlusTreeSnapshot<TKey, TValue> all = Snapshot();
        var clone = new BPlusTree<TKey, TValue>(options);
        TreeBuilder<TKey, TValue> builder = clone.NewBuilder();
        foreach ((TKey key, TValue value) in all) clone.Append(builder, key, value, nameof(all));
        clone.ReplaceAll(builder);
        return clone;
    }

    /// <summary>Takes the lock for an instant, which finds out at once whether the calling thread may write at all.</summary>
    private TreeBuilder<TKey, TValue> NewBuilder() => new(comparer, capacity, core.ReserveStamp());

    private void Append(TreeBuilder<TKey, TValue> builder, TKey key, TValue value, string parameter)
    {
        if (key is null) SortedInput.ThrowNullKey(builder.Count, parameter);
        if (builder.TryAppend(KeySearch.Normalize(key!, comparer), value)) return;
        throw new ArgumentException($"The key '{key}' at position {builder.Count} does not come after the one before it.", parameter);
    }

    private void ReplaceAll(TreeBuilder<TKey, TValue> builder)
    {
        Node all = builder.Finish(domain.Nodes);
        using WriteScope write = BeginWrite();
        NoteReplaced(all);
        Publication.Publish(ref root, all); // P2. No write reaches the old nodes again, so they are left to the collector (R4).
        write.Commit(builder.Count - core.Count);
    }

    private KeyValuePair<TKey, TValue>[] Sorted(IEnumerable<KeyValuePair<TKey, TValue>> entries, bool allowRepeated)
    {
        ArgumentNullException.ThrowIfNull(entries);
        core.ThrowIfNotWritable();
        KeyValuePair<TKey, TValue>[] sorted = SortedInput.Of(entries, comparer, nameof(entries));
        int repeated = allowRepeated ? -1 : SortedInput.IndexOfRepeated(sorted, comparer);
        return repeated < 0 ? sorted : throw new ArgumentException($"The key '{sorted[repeated].Key}' is given twice.", nameof(entries));
    }

    private bool TryAddSorted(KeyValuePair<TKey, TValue>[] sorted, [MaybeNullWhen(true)] out TKey present)
    {
        present = default;
        if (core.Count == 0 && TryFill(sorted)) return true;
        return Merge(sorted, overwrite: false, out present!) >= 0;
    }

    /// <summary>Builds full nodes outside the lock and publishes them if the tree is empty.</summary>
    private bool TryFill(KeyValuePair<TKey, TValue>[] sorted)
    {
        if (sorted.Length == 0) return true;
        TreeBuilder<TKey, TValue> builder = NewBuilder();
        foreach ((TKey key, TValue value) in sorted)
        {
            // Sorted and distinct: only a comparer that contradicts itself gets here. Adding one by one does what can be done.
            if (!builder.TryAppend(key, value)) return false;
        }

        Node all = builder.Finish(domain.Nodes);
        using WriteScope write = BeginWrite();
        if (core.Count != 0) return false;
        Publication.Publish(ref root, all); // P2
        write.Commit(builder.Count);
        return true;
    }

    /// <summary>Puts the entries into a root of their own making and publishes that.</summary>
    /// <returns>How many were added; -1 if one is present and is not to be overwritten: nothing changed then.</returns>
    private long Merge(KeyValuePair<TKey, TValue>[] sorted, bool overwrite, out TKey? present)
    {
        present = default;
        if (sorted.Length == 0) return 0;
        using WriteScope write = BeginWrite();
        core.Transaction.WorkAside(); // nothing published is changed in place, as in a batch (B1)
        Node? merged = root;
        long added = 0;
        foreach ((TKey key, TValue value) in sorted)
        {
            PutResult result = core.Writer.Put(ref merged, key, value, overwrite);
            if (result == PutResult.Added) added++;
            if (result != PutResult.Present) continue;
            present = key;
            return -1;
        }

        Publication.Publish(ref root, merged!); // P2
        write.Commit(added);
        return added;
    }
}
