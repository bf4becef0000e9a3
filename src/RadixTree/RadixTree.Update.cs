using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

// Every one of these changes the one index that it names. Of an entry over a range it is cut out; what is left keeps its value and tags.
public sealed partial class RadixTree<TValue>
{
    /// <summary>Replaces the value of an index where something is. O(height). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether something was there; otherwise nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(ulong index, TValue newValue)
    {
        using WriteScope write = BeginWrite();
        if (!RadixReader<TValue>.Contains(ref root, index)) return false;
        write.Commit(core.Writer.Put(ref root, index, newValue, overwrite: true).More);
        return true;
    }

    /// <summary>Replaces the value of an index if it equals <paramref name="comparisonValue"/>. O(height); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was replaced.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(ulong index, TValue newValue, TValue comparisonValue) => TryChange(index, comparisonValue, remove: false, newValue, out _);

    /// <summary>Replaces the value of an index if it equals <paramref name="comparand"/>, and hands out the value that was found. O(height); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock. Where nothing is, nothing is stored, whatever the comparand: the kernel's call, which takes null for
    /// "nothing", has <see cref="TryAdd"/> here.</remarks>
    /// <param name="index">The index.</param>
    /// <param name="newValue">What to store.</param>
    /// <param name="comparand">What must be there.</param>
    /// <param name="current">What was there; default where nothing was.</param>
    /// <returns>Whether it was stored.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool CompareExchange(ulong index, TValue newValue, TValue comparand, [MaybeNull] out TValue current) => TryChange(index, comparand, remove: false, newValue, out current);

    /// <summary>Removes what is at an index if it equals the value of <paramref name="item"/>. O(height); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(KeyValuePair<ulong, TValue> item) => TryChange(item.Key, item.Value, remove: true, default!, out _);

    /// <summary>Gets the value of an index, or stores <paramref name="value"/> where nothing is. O(height); takes no lock when something is there. Linearizable.</summary>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="InvalidOperationException">Nothing is there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(ulong index, TValue value)
    {
        while (true)
        {
            if (TryGetValue(index, out TValue? present)) return present;
            if (TryAdd(index, value)) return value;
        }
    }

    /// <summary>Gets the value of an index, or stores what <paramref name="valueFactory"/> makes where nothing is.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Nothing is there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(ulong index, Func<ulong, TValue> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return TryGetValue(index, out TValue? present) ? present : GetOrAdd(index, valueFactory(index));
    }

    /// <summary>Gets the value of an index, or stores what <paramref name="valueFactory"/> makes of <paramref name="factoryArgument"/> where nothing is.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Nothing is there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd<TArg>(ulong index, Func<ulong, TArg, TValue> valueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return TryGetValue(index, out TValue? present) ? present : GetOrAdd(index, valueFactory(index, factoryArgument));
    }

    /// <summary>Stores <paramref name="addValue"/> where nothing is, or replaces the value by what <paramref name="updateValueFactory"/> makes of it.</summary>
    /// <remarks>The factory runs outside the lock, and again when the value changed meanwhile: it should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="updateValueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public TValue AddOrUpdate(ulong index, TValue addValue, Func<ulong, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(index, static (_, state) => state.addValue, static (i, old, state) => state.updateValueFactory(i, old), (addValue, updateValueFactory));
    }

    /// <summary>Stores what <paramref name="addValueFactory"/> makes where nothing is, or replaces the value by what <paramref name="updateValueFactory"/> makes of it.</summary>
    /// <remarks>The factories run outside the lock, and again when the value changed meanwhile: they should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException">A factory is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public TValue AddOrUpdate(ulong index, Func<ulong, TValue> addValueFactory, Func<ulong, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(index, static (i, state) => state.addValueFactory(i), static (i, old, state) => state.updateValueFactory(i, old), (addValueFactory, updateValueFactory));
    }

    /// <summary>Stores or replaces, with an argument for the factories so that they need not be closures.</summary>
    /// <remarks>The factories run outside the lock, and again when the value changed meanwhile: they should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException">A factory is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public TValue AddOrUpdate<TArg>(ulong index, Func<ulong, TArg, TValue> addValueFactory, Func<ulong, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        core.ThrowIfNotWritable();
        while (true)
        {
            if (!TryRead(index, out RadixSeen<TValue> seen))
            {
                TValue added = addValueFactory(index, factoryArgument);
                if (TryAdd(index, added)) return added;
                continue;
            }

            TValue updated = updateValueFactory(index, seen.Value, factoryArgument);
            if (TryReplaceSeen(index, ref seen, updated)) return updated;
        }
    }

    /// <summary>Removes or replaces a value that equals <paramref name="expected"/>.</summary>
    private bool TryChange(ulong index, TValue expected, bool remove, TValue newValue, [MaybeNull] out TValue current)
    {
        core.ThrowIfNotWritable();
        while (true)
        {
            current = default;
            if (!TryRead(index, out RadixSeen<TValue> seen)) return false;
            current = seen.Value;
            // W1: user code, so before the lock is taken. Whether the value is still the same is found out under it without user code.
            if (!EqualityComparer<TValue>.Default.Equals(seen.Value, expected)) return false;
            if (remove ? TryRemoveSeen(index, ref seen) : TryReplaceSeen(index, ref seen, newValue)) return true;
        }
    }

    private bool TryRead(ulong index, out RadixSeen<TValue> seen)
    {
        using ReadSection section = domain.EnterRead();
        return RadixSeen<TValue>.TryRead(ref root, index, out seen);
    }

    private bool TryReplaceSeen(ulong index, ref RadixSeen<TValue> seen, TValue newValue)
    {
        using WriteScope write = BeginWrite();
        if (!seen.IsThere(ref root, index)) return false;
        write.Commit(core.Writer.Put(ref root, index, newValue, overwrite: true).More);
        return true;
    }

    private bool TryRemoveSeen(ulong index, ref RadixSeen<TValue> seen)
    {
        using WriteScope write = BeginWrite();
        if (!seen.IsThere(ref root, index)) return false;
        write.Commit(core.Writer.Remove(ref root, index, out _).More);
        return true;
    }
}
