using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <summary>Replaces the value of a key if it equals <paramref name="comparand"/>, and hands out the value that was found. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock. Where there is no such key, nothing is stored, whatever the comparand.</remarks>
    /// <param name="key">The key.</param>
    /// <param name="newValue">What to store.</param>
    /// <param name="comparand">What must be there.</param>
    /// <param name="current">What was there; default where nothing was.</param>
    /// <returns>Whether it was stored.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool CompareExchange(ReadOnlySpan<byte> key, TValue newValue, TValue comparand, [MaybeNull] out TValue current) => TryChange(key, comparand, remove: false, newValue, out current);

    /// <summary>Replaces the value of a text if it equals <paramref name="comparand"/>, and hands out the value that was found. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock. Where there is no such key, nothing is stored, whatever the comparand.</remarks>
    /// <param name="key">The text.</param>
    /// <param name="newValue">What to store.</param>
    /// <param name="comparand">What must be there.</param>
    /// <param name="current">What was there; default where nothing was.</param>
    /// <returns>Whether it was stored.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool CompareExchange(ReadOnlySpan<char> key, TValue newValue, TValue comparand, [MaybeNull] out TValue current)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return CompareExchange(text.Bytes, newValue, comparand, out current);
    }

    /// <summary>Stores <paramref name="addValue"/> under a key that is not there, or replaces its value by what <paramref name="updateValueFactory"/> makes of it. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock, and again when the value changed meanwhile: it should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="updateValueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public TValue AddOrUpdate(ReadOnlySpan<byte> key, TValue addValue, Func<ReadOnlySpan<byte>, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(key, static (_, state) => state.addValue, static (its, old, state) => state.updateValueFactory(its, old), (addValue, updateValueFactory));
    }

    /// <summary>Stores <paramref name="addValue"/> under a text that is not there, or replaces its value by what <paramref name="updateValueFactory"/> makes of it. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock, and again when the value changed meanwhile: it should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="updateValueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public TValue AddOrUpdate(ReadOnlySpan<char> key, TValue addValue, Func<ReadOnlySpan<char>, TValue, TValue> updateValueFactory)
    {
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        return AddOrUpdate(key, static (_, state) => state.addValue, static (its, old, state) => state.updateValueFactory(its, old), (addValue, updateValueFactory));
    }

    /// <summary>Stores what one factory makes under a key that is not there, or replaces its value by what the other makes of it, with an argument so that they need not be closures. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>The factories run outside the lock, and again when the value changed meanwhile: they should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentNullException">A factory is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public TValue AddOrUpdate<TArg>(ReadOnlySpan<byte> key, Func<ReadOnlySpan<byte>, TArg, TValue> addValueFactory, Func<ReadOnlySpan<byte>, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        core.ThrowIfNotWritable();
        while (true)
        {
            TValue made;
            if (!TryRead(key, out PrefixSeen<TValue> seen))
            {
                made = addValueFactory(key, factoryArgument);
                if (TryAdd(key, made)) return made;
            }
            else
            {
                made = updateValueFactory(key, seen.Value, factoryArgument);
                if (TryChangeSeen(key, ref seen, remove: false, made)) return made;
            }
        }
    }

    /// <summary>Stores what one factory makes under a text that is not there, or replaces its value by what the other makes of it, with an argument so that they need not be closures. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>The factories run outside the lock, and again when the value changed meanwhile: they should have no side effects.</remarks>
    /// <returns>The value that was stored.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="ArgumentNullException">A factory is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public TValue AddOrUpdate<TArg>(ReadOnlySpan<char> key, Func<ReadOnlySpan<char>, TArg, TValue> addValueFactory, Func<ReadOnlySpan<char>, TValue, TArg, TValue> updateValueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(addValueFactory);
        ArgumentNullException.ThrowIfNull(updateValueFactory);
        core.ThrowIfNotWritable();
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        while (true)
        {
            TValue made;
            if (!TryRead(text.Bytes, out PrefixSeen<TValue> seen))
            {
                made = addValueFactory(key, factoryArgument);
                if (TryAdd(text.Bytes, made)) return made;
            }
            else
            {
                made = updateValueFactory(key, seen.Value, factoryArgument);
                if (TryChangeSeen(text.Bytes, ref seen, remove: false, made)) return made;
            }
        }
    }
}
