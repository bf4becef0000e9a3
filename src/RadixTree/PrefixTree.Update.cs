using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <summary>Replaces the value of a key that is there. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there; otherwise nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(ReadOnlySpan<byte> key, TValue newValue)
    {
        using WriteScope write = BeginWrite();
        if (Unsafe.IsNullRef(ref PrefixReader<TValue>.FindPlace(ref root, key))) return false;
        write.Commit(core.Writer.Put(ref root, key, newValue, overwrite: true).More);
        return true;
    }

    /// <summary>Replaces the value of a text that is there. O(key length). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there; otherwise nothing changed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(ReadOnlySpan<char> key, TValue newValue)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryUpdate(text.Bytes, newValue);
    }

    /// <summary>Replaces the value of a key if it equals <paramref name="comparisonValue"/>. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was replaced.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(ReadOnlySpan<byte> key, TValue newValue, TValue comparisonValue) => TryChange(key, comparisonValue, remove: false, newValue, out _);

    /// <summary>Replaces the value of a text if it equals <paramref name="comparisonValue"/>. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was replaced.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(ReadOnlySpan<char> key, TValue newValue, TValue comparisonValue)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryUpdate(text.Bytes, newValue, comparisonValue);
    }

    /// <summary>Removes a key if its value equals <paramref name="comparisonValue"/>. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(ReadOnlySpan<byte> key, TValue comparisonValue) => TryChange(key, comparisonValue, remove: true, default!, out _);

    /// <summary>Removes a text if its value equals <paramref name="comparisonValue"/>. O(key length); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(ReadOnlySpan<char> key, TValue comparisonValue)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return TryRemove(text.Bytes, comparisonValue);
    }

    /// <summary>Gets the value of a key, or stores <paramref name="value"/> where it is not there. O(key length); takes no lock when it is. Linearizable.</summary>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="InvalidOperationException">The key is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(ReadOnlySpan<byte> key, TValue value)
    {
        while (true)
        {
            if (TryGetValue(key, out TValue? present)) return present;
            if (TryAdd(key, value)) return value;
        }
    }

    /// <summary>Gets the value of a text, or stores <paramref name="value"/> where it is not there. O(key length); takes no lock when it is. Linearizable.</summary>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="InvalidOperationException">The key is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(ReadOnlySpan<char> key, TValue value)
    {
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        return GetOrAdd(text.Bytes, value);
    }

    /// <summary>Gets the value of a key, or stores what <paramref name="valueFactory"/> makes of it and of <paramref name="factoryArgument"/> where it is not there. O(key length); takes no lock when it is. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The key is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd<TArg>(ReadOnlySpan<byte> key, Func<ReadOnlySpan<byte>, TArg, TValue> valueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        if (TryGetValue(key, out TValue? present)) return present;
        core.ThrowIfNotWritable();
        return GetOrAdd(key, valueFactory(key, factoryArgument));
    }

    /// <summary>Gets the value of a text, or stores what <paramref name="valueFactory"/> makes of it and of <paramref name="factoryArgument"/> where it is not there. O(key length); takes no lock when it is. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The key is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd<TArg>(ReadOnlySpan<char> key, Func<ReadOnlySpan<char>, TArg, TValue> valueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        using var text = new PrefixText(key, stackalloc byte[PrefixText.Room], nameof(key));
        if (TryGetValue(text.Bytes, out TValue? present)) return present;
        core.ThrowIfNotWritable();
        return GetOrAdd(text.Bytes, valueFactory(key, factoryArgument));
    }

    /// <summary>Gets the value of a key, or stores what <paramref name="valueFactory"/> makes of it where it is not there. O(key length); takes no lock when it is. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The key is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(ReadOnlySpan<byte> key, Func<ReadOnlySpan<byte>, TValue> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return GetOrAdd(key, static (its, make) => make(its), valueFactory);
    }

    /// <summary>Gets the value of a text, or stores what <paramref name="valueFactory"/> makes of it where it is not there. O(key length); takes no lock when it is. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <returns>The value that is in the tree now.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not valid UTF-16.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The key is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(ReadOnlySpan<char> key, Func<ReadOnlySpan<char>, TValue> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return GetOrAdd(key, static (its, make) => make(its), valueFactory);
    }

    /// <summary>Removes or replaces a value that equals <paramref name="expected"/>.</summary>
    private bool TryChange(ReadOnlySpan<byte> key, TValue expected, bool remove, TValue newValue, [MaybeNull] out TValue current)
    {
        core.ThrowIfNotWritable();
        while (true)
        {
            current = default;
            if (!TryRead(key, out PrefixSeen<TValue> seen)) return false;
            current = seen.Value;
            // W1: user code, so before the lock is taken. Whether the value is still the same is found out under it without user code.
            if (!EqualityComparer<TValue>.Default.Equals(seen.Value, expected)) return false;
            if (TryChangeSeen(key, ref seen, remove, newValue)) return true;
        }
    }

    private bool TryRead(ReadOnlySpan<byte> key, out PrefixSeen<TValue> seen)
    {
        using ReadSection section = domain.EnterRead();
        return PrefixSeen<TValue>.TryRead(ref root, key, out seen);
    }

    private bool TryChangeSeen(ReadOnlySpan<byte> key, ref PrefixSeen<TValue> seen, bool remove, TValue newValue)
    {
        using WriteScope write = BeginWrite();
        if (!seen.IsThere(ref root, key)) return false;
        if (remove)
        {
            core.Writer.Remove(ref root, key, out _);
            write.Commit(-1);
        }
        else
        {
            core.Writer.Put(ref root, key, newValue, overwrite: true);
            write.Commit(0);
        }

        return true;
    }
}
