using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Adds an entry unless its key is present. O(log n).</summary>
    /// <returns>Whether it was added; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryAdd(TKey key, TValue value)
    {
        key = Checked(key);
        using WriteScope write = BeginWrite();
        if (core.Writer.Put(ref root, key, value, overwrite: false) != PutResult.Added) return false;
        write.Commit(countChange: 1);
        return true;
    }

    /// <summary>Adds an entry whose key must be absent; makes collection initialisers work. O(log n).</summary>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is present; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public void Add(TKey key, TValue value)
    {
        if (!TryAdd(key, value)) throw new ArgumentException($"The key '{key}' is in the tree already.", nameof(key));
    }

    /// <summary>Removes a key. O(log n).</summary>
    /// <returns>Whether the key was present.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool Remove(TKey key) => TryRemove(key, handOut: false, out _);

    /// <summary>Removes a key and hands out its value. O(log n).</summary>
    /// <returns>Whether the key was present.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryRemove(TKey key, [MaybeNullWhen(false)] out TValue value) => TryRemove(key, handOut: true, out value);

    /// <summary>Removes an entry if its key is present with an equal value. O(log n); starts again when the entry's leaf changes meanwhile.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="ArgumentNullException">The key of <paramref name="item"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryRemove(KeyValuePair<TKey, TValue> item)
    {
        if (item.Key is null) throw new ArgumentNullException(nameof(item), "The key is null.");
        return TryChange(item.Key, item.Value, remove: true, default!);
    }

    private bool TryRemove(TKey key, bool handOut, [MaybeNullWhen(false)] out TValue value)
    {
        key = Checked(key);
        using WriteScope write = BeginWrite();
        if (!core.Writer.TryRemove(ref root, key, handOut, out value)) return false;
        write.Commit(countChange: -1);
        return true;
    }

    private void Set(TKey key, TValue value)
    {
        key = Checked(key);
        using WriteScope write = BeginWrite();
        PutResult result = core.Writer.Put(ref root, key, value, overwrite: true);
        write.Commit(result == PutResult.Added ? 1 : 0);
    }

    private WriteScope BeginWrite() => new(core);
}
