using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Gets or sets the value of a key. Setting adds the key when it is absent.</summary>
    /// <exception cref="System.ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="KeyNotFoundException">Getting: the key is absent.</exception>
    /// <exception cref="System.InvalidOperationException">Setting: the calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public TValue this[TKey key]
    {
        get => TryGetValue(key, out TValue? value) ? value : throw new KeyNotFoundException($"The key '{key}' is not in the tree.");
        set => Set(key, value);
    }

    /// <summary>Finds the value of a key. O(log n), lock-free, linearizable, allocates nothing.</summary>
    /// <exception cref="System.ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        key = Checked(key);
        ThrowIfUnprotected();
        using ReadSection section = domain.EnterRead(); // R1: from the root load to the last access
        return TreeReader<TKey, TValue>.TryGet(ref root, key, comparer, out value);
    }

    /// <summary>Whether a key is present. O(log n), lock-free, linearizable, allocates nothing.</summary>
    /// <exception cref="System.ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool ContainsKey(TKey key)
    {
        key = Checked(key);
        using ReadSection section = domain.EnterRead();
        return TreeReader<TKey, TValue>.Contains(ref root, key, comparer);
    }

    /// <summary>Finds the entry with the least key. O(log n), lock-free, linearizable.</summary>
    public bool TryGetFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ThrowIfUnprotected();
        using ReadSection section = domain.EnterRead();
        return TreeReader<TKey, TValue>.TryGetFirst(ref root, out key, out value);
    }

    /// <summary>Finds the entry with the greatest key. O(log n), lock-free, linearizable.</summary>
    public bool TryGetLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        ThrowIfUnprotected();
        using ReadSection section = domain.EnterRead();
        return TreeReader<TKey, TValue>.TryGetLast(ref root, out key, out value);
    }

    /// <summary>Finds the entry with the greatest key that is at most <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
    /// <exception cref="System.ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetFloor(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        key = Checked(key);
        ThrowIfUnprotected();
        using ReadSection section = domain.EnterRead();
        return TreeReader<TKey, TValue>.TryGetAtMost(ref root, key, orEqual: true, comparer, out foundKey, out value);
    }

    /// <summary>Finds the entry with the least key that is at least <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
    /// <exception cref="System.ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetCeiling(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        key = Checked(key);
        ThrowIfUnprotected();
        using ReadSection section = domain.EnterRead();
        return TreeReader<TKey, TValue>.TryGetAtLeast(ref root, key, orEqual: true, comparer, out foundKey, out value);
    }

    /// <summary>Finds the entry with the greatest key below <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
    /// <exception cref="System.ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetLower(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        key = Checked(key);
        ThrowIfUnprotected();
        using ReadSection section = domain.EnterRead();
        return TreeReader<TKey, TValue>.TryGetAtMost(ref root, key, orEqual: false, comparer, out foundKey, out value);
    }

    /// <summary>Finds the entry with the least key above <paramref name="key"/>. O(log n), lock-free, linearizable.</summary>
    /// <exception cref="System.ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGetHigher(TKey key, [MaybeNullWhen(false)] out TKey foundKey, [MaybeNullWhen(false)] out TValue value)
    {
        key = Checked(key);
        ThrowIfUnprotected();
        using ReadSection section = domain.EnterRead();
        return TreeReader<TKey, TValue>.TryGetAtLeast(ref root, key, orEqual: false, comparer, out foundKey, out value);
    }
}
