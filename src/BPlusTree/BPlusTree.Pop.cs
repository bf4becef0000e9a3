using System;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Removes the entry with the least key and hands it out. O(log n); takes no lock when the tree is empty. Linearizable.</summary>
    /// <returns>Whether there was an entry.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryRemoveFirst([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) => TryRemoveEnd(last: false, out key, out value);

    /// <summary>Removes the entry with the greatest key and hands it out. O(log n); takes no lock when the tree is empty. Linearizable.</summary>
    /// <returns>Whether there was an entry.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryRemoveLast([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value) => TryRemoveEnd(last: true, out key, out value);

    /// <summary>Removes the entry with the least key if that key is at most <paramref name="bound"/>: takes what is due from a queue by time. O(log n). Linearizable.</summary>
    /// <remarks>When it answers <see langword="false"/>, the least key was above the bound, or the tree empty, at a moment during the call. In the common case that is found out
    /// without the lock: asking again and again costs other writers nothing.</remarks>
    /// <returns>Whether an entry was removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bound"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    /// <example><code>
    /// while (timers.TryRemoveFirstUpTo(Environment.TickCount64, out _, out Action? timer)) timer();
    /// </code></example>
    public bool TryRemoveFirstUpTo(TKey bound, [MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        if (bound is null) throw new ArgumentNullException(nameof(bound));
        bound = KeySearch.Normalize(bound, comparer);
        core.ThrowIfNotWritable();
        using (ReadSection section = domain.EnterRead())
        {
            if (!TreeReader<TKey, TValue>.TryGetFirst(ref root, out key, out value)) return false;
            if (KeySearch.Compare(key, bound, comparer) > 0) return Nothing(out key, out value);
        }

        using WriteScope write = BeginWrite();
        if (!core.Writer.TryRemoveFirst(ref root, upTo: true, bound, out key, out value)) return false;
        write.Commit(countChange: -1);
        return true;
    }

    private static bool Nothing([MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        key = default;
        value = default;
        return false;
    }

    private bool TryRemoveEnd(bool last, [MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        core.ThrowIfNotWritable();
        if (IsEmpty) return Nothing(out key, out value);
        using WriteScope write = BeginWrite();
        if (!(last ? core.Writer.TryRemoveLast(ref root, out key, out value) : core.Writer.TryRemoveFirst(ref root, upTo: false, default!, out key, out value))) return false;
        write.Commit(countChange: -1);
        return true;
    }
}
