using System;

namespace Concurrent;

public sealed partial class BPlusTree<TKey, TValue>
{
    /// <summary>Lets a function see the value of a key that is present, and decide whether to keep, replace or remove the entry. O(log n).</summary>
    /// <remarks>The function runs outside the lock, and again when the entry changed meanwhile: it should have no side effects. Linearizable: what it decided last was decided on
    /// the value that was in the tree when the change was made.</remarks>
    /// <returns>Whether the entry was replaced or removed; otherwise the key was absent, or the function kept the entry, and nothing changed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    /// <example><code>
    /// // one use less; the last one takes the entry with it
    /// leases.TryUpdateOrRemove(id, (_, uses) => uses > 1 ? EntryChange&lt;int&gt;.Set(uses - 1) : EntryChange&lt;int&gt;.Remove);
    /// </code></example>
    public bool TryUpdateOrRemove(TKey key, Func<TKey, TValue, EntryChange<TValue>> decide)
    {
        ArgumentNullException.ThrowIfNull(decide);
        return TryUpdateOrRemove(key, static (k, value, function) => function(k, value), decide);
    }

    /// <summary>As <see cref="TryUpdateOrRemove(TKey, Func{TKey, TValue, EntryChange{TValue}})"/>, with an argument for the function so that it need not be a closure.</summary>
    /// <returns>Whether the entry was replaced or removed; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or <paramref name="decide"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool TryUpdateOrRemove<TArg>(TKey key, Func<TKey, TValue, TArg, EntryChange<TValue>> decide, TArg argument)
    {
        ArgumentNullException.ThrowIfNull(decide);
        TKey normal = Checked(key);
        core.ThrowIfNotWritable();
        using var lost = new LostValue<TValue>(ownsValues);
        while (TryRead(normal, out EntryVersion<TKey, TValue> seen))
        {
            EntryChange<TValue> change = decide(key, seen.Value, argument);
            if (change.Decision == EntryChange<TValue>.Verdict.Keep) return false;
            lost.Made(change.Value, seen.Value);
            if (!TryApply(normal, ref seen, change)) continue;
            lost.Stored(change.Value);
            return true;
        }

        return false;
    }

    /// <summary>Lets one function decide what to add when a key is absent, if anything, and another one whether to keep, replace or remove the entry when it is present. O(log n).</summary>
    /// <remarks>The functions run outside the lock, and again when the entry changed meanwhile: they should have no side effects.</remarks>
    /// <returns>Whether the tree changed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool AddUpdateOrRemove(TKey key, Func<TKey, EntryChange<TValue>> whenAbsent, Func<TKey, TValue, EntryChange<TValue>> whenPresent)
    {
        ArgumentNullException.ThrowIfNull(whenAbsent);
        ArgumentNullException.ThrowIfNull(whenPresent);
        return AddUpdateOrRemove(key, static (k, state) => state.whenAbsent(k), static (k, value, state) => state.whenPresent(k, value), (whenAbsent, whenPresent));
    }

    /// <summary>As the other <c>AddUpdateOrRemove</c>, with an argument for the functions so that they need not be closures.</summary>
    /// <returns>Whether the tree changed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> or a function is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch, or is inside a comparer under the writer lock.</exception>
    public bool AddUpdateOrRemove<TArg>(TKey key, Func<TKey, TArg, EntryChange<TValue>> whenAbsent, Func<TKey, TValue, TArg, EntryChange<TValue>> whenPresent, TArg argument)
    {
        ArgumentNullException.ThrowIfNull(whenAbsent);
        ArgumentNullException.ThrowIfNull(whenPresent);
        TKey normal = Checked(key);
        core.ThrowIfNotWritable();
        using var lost = new LostValue<TValue>(ownsValues);
        while (true)
        {
            if (TryRead(normal, out EntryVersion<TKey, TValue> seen))
            {
                EntryChange<TValue> change = whenPresent(key, seen.Value, argument);
                if (change.Decision == EntryChange<TValue>.Verdict.Keep) return false;
                lost.Made(change.Value, seen.Value);
                if (!TryApply(normal, ref seen, change)) continue;
                lost.Stored(change.Value);
                return true;
            }
            else
            {
                EntryChange<TValue> change = whenAbsent(key, argument);
                if (change.Decision != EntryChange<TValue>.Verdict.Set) return false;
                lost.Made(change.Value, default);
                if (!TryAdd(key, change.Value)) continue;
                lost.Stored(change.Value);
                return true;
            }
        }
    }

    private bool TryApply(TKey key, ref EntryVersion<TKey, TValue> seen, in EntryChange<TValue> change) =>
        change.Decision == EntryChange<TValue>.Verdict.Remove ? TryRemoveSeen(key, ref seen) : TryReplace(key, ref seen, change.Value);
}
