using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Replaces the value of a key that is present. O(log n).</summary>
    /// <returns>Whether the key was present; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryUpdate(TKey key, TValue newValue)
    {
        key = Checked(key);
        using WriteScope write = BeginWrite();
        var path = default(TreePath<TKey>);
        LeafNode<TKey, TValue> leaf = core.Writer.Descend(ref root, ref path, key);
        int index = TreeReader<TKey, TValue>.IndexOf(leaf, key, comparer);
        if (index < 0) return false;
        core.Writer.Overwrite(ref root, ref path, leaf, index, newValue);
        write.Commit(countChange: 0);
        return true;
    }

    /// <summary>Replaces the value of a key if it equals <paramref name="comparisonValue"/>. O(log n); starts again when the entry's leaf changes meanwhile.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was replaced.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryUpdate(TKey key, TValue newValue, TValue comparisonValue) => TryChange(key, comparisonValue, remove: false, newValue);

    /// <summary>Gets the value of a key, or adds <paramref name="value"/> when it is absent. O(log n); takes no lock when it is present.</summary>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The key is absent, and the calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public TValue GetOrAdd(TKey key, TValue value)
    {
        while (true)
        {
            if (TryGetValue(key, out TValue? present))
            {
                DisposeLost(value, present);
                return present;
            }

            if (TryAdd(key, value)) return value;
        }
    }

    /// <summary>Gets the value of a key, or adds what <paramref name="valueFactory"/> makes when it is absent.</summary>
    /// <remarks>The factory runs outside the lock. When another thread adds the key first, what it made is thrown away.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TValue GetOrAdd(TKey key, Func<TKey, TValue> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return GetOrAdd(key, static (k, factory) => factory(k), valueFactory);
    }

    /// <summary>Gets the value of a key, or adds what <paramref name="valueFactory"/> makes of <paramref name="factoryArgument"/> when it is absent.</summary>
    /// <remarks>The factory runs outside the lock. When another thread adds the key first, what it made is thrown away.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="valueFactory"/> is null.</exception>
    public TValue GetOrAdd<TArg>(TKey key, Func<TKey, TArg, TValue> valueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        if (TryGetValue(key, out TValue? present)) return present;
        using var lost = new LostValue<TValue>(ownsValues);
        TValue made = valueFactory(key, factoryArgument);
        lost.Made(made, default);
        while (!TryAdd(key, made))
        {
            if (!TryGetValue(key, out present)) continue;
            lost.Stored(present);
            return present;
        }

        lost.Stored(made);
        return made;
    }

    /// <summary>Adds <paramref name="addValue"/>, or replaces the present value by what <paramref name="updateValueFactory"/> makes of it.</summary>
    /// <remarks>The factory runs outside the lock, and again when the entry changed meanwhile: it should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or the factory is null.</exception>
    public TValue AddOrUpdate(TKey key, TValue addValue, Func<TKey, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(key, static (_, state) => state.addValue, static (k, old, state) => state.updateValueFactory(k, old), (addValue, updateValueFactory), given: addValue);
    }

    /// <summary>Adds what <paramref name="addValueFactory"/> makes, or replaces the present value by what <paramref name="updateValueFactory"/> makes of it.</summary>
    /// <remarks>The factories run outside the lock, and again when the entry changed meanwhile: they should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TValue AddOrUpdate(TKey key, Func<TKey, TValue> addValueFactory, Func<TKey, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(key, static (k, state) => state.addValueFactory(k), static (k, old, state) => state.updateValueFactory(k, old), (addValueFactory, updateValueFactory));
    }

    /// <summary>Adds or replaces, with an argument for the factories so that they need not be closures.</summary>
    /// <remarks>The factories run outside the lock, and again when the entry changed meanwhile: they should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or a factory is null.</exception>
    public TValue AddOrUpdate<TArg>(TKey key, Func<TKey, TArg, TValue> addValueFactory, Func<TKey, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(key, addValueFactory, updateValueFactory, factoryArgument, given: default);
    }

    private TValue AddOrUpdate<TArg>(TKey key, Func<TKey, TArg, TValue> addValueFactory, Func<TKey, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument, TValue? given)
    {
        TKey normal = Checked(key);
        using var lost = new LostValue<TValue>(ownsValues, given);
        while (true)
        {
            if (!TryRead(normal, out EntryVersion<TKey, TValue> seen))
            {
                TValue added = addValueFactory(key, factoryArgument);
                lost.Made(added, default);
                if (!TryAdd(key, added)) continue;
                lost.Stored(added);
                return added;
            }

            TValue updated = updateValueFactory(key, seen.Value, factoryArgument);
            lost.Made(updated, seen.Value);
            if (!TryReplace(normal, ref seen, updated)) continue;
            lost.Stored(updated, replaced: seen.Value);
            return updated;
        }
    }

    /// <summary>Removes or replaces an entry whose value equals <paramref name="expected"/>.</summary>
    private bool TryChange(TKey key, TValue expected, bool remove, TValue newValue)
    {
        key = Checked(key);
        core.ThrowIfNotWritable();
        while (true)
        {
            if (!TryRead(key, out EntryVersion<TKey, TValue> seen)) return false;
            // W1: user code, so before the lock is taken. Whether the entry is still the same is found out under it without user code.
            if (!EqualityComparer<TValue>.Default.Equals(seen.Value, expected)) return false;
            if (remove ? TryRemoveSeen(key, ref seen) : TryReplace(key, ref seen, newValue)) return true;
        }
    }

    private bool TryRead(TKey key, out EntryVersion<TKey, TValue> seen)
    {
        ThrowIfUnprotected(); // user code will see the value
        using ReadSection section = domain.EnterRead();
        LeafNode<TKey, TValue> leaf = TreeReader<TKey, TValue>.FindLeaf(ref root, key, comparer);
        int index = TreeReader<TKey, TValue>.IndexOf(leaf, key, comparer);
        seen = index < 0 ? default : new EntryVersion<TKey, TValue>(leaf, index);
        return index >= 0;
    }

    private bool TryReplace(TKey key, ref EntryVersion<TKey, TValue> seen, TValue newValue)
    {
        using WriteScope write = BeginWrite();
        var path = default(TreePath<TKey>);
        if (!core.Writer.TryFindAgain(ref root, ref path, key, ref seen, out LeafNode<TKey, TValue>? leaf, out int index)) return false;
        core.Writer.Overwrite(ref root, ref path, leaf, index, newValue);
        write.Commit(countChange: 0);
        return true;
    }

    private bool TryRemoveSeen(TKey key, ref EntryVersion<TKey, TValue> seen)
    {
        using WriteScope write = BeginWrite();
        var path = default(TreePath<TKey>);
        if (!core.Writer.TryFindAgain(ref root, ref path, key, ref seen, out LeafNode<TKey, TValue>? leaf, out int index)) return false;
        core.Writer.RemoveAt(ref root, ref path, leaf, index, handOut: false);
        write.Commit(countChange: -1);
        return true;
    }
}
