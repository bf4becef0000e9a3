using System;
using System.Diagnostics.CodeAnalysis;

namespace Concurrent;

public sealed partial class IdAllocator<TValue>
{
    /// <summary>Replaces the value of an id, which it keeps. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <param name="id">The id.</param>
    /// <param name="newValue">Its new value.</param>
    /// <param name="old">The value that it had.</param>
    /// <returns>Whether the id had a value; otherwise nothing changed: it is free, or only reserved.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not an id of this allocator.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryUpdate(ulong id, TValue newValue, [MaybeNullWhen(false)] out TValue old)
    {
        ids.ThrowIfOutside(id, nameof(id));
        using IdWrite write = ids.BeginWrite();
        if (!values.TryGetValue(id, out old)) return false; // under the lock of the ids, without which no value comes or goes
        values[id] = newValue;
        return true;
    }

    /// <summary>Takes back an id, with its value or only reserved. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <remarks>It can be given out again by the next call, or, where re-use is delayed, by one after the next grace period.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not an id of this allocator.</exception>
    /// <exception cref="InvalidOperationException">The id is not allocated: it was never given out, or has been freed already. Nothing changed.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public void Free(ulong id)
    {
        ids.ThrowIfOutside(id, nameof(id));
        using IdWrite write = ids.BeginWrite();
        ids.ThrowIfNotAllocated(write, id, id);
        values.TryRemove(id, out _);
        ids.Free(write, id, id);
    }

    /// <summary>Takes back an id that has a value, and hands out the value. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <param name="id">The id.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether the id had a value; otherwise nothing changed: it is free, or only reserved, and then <see cref="Free"/> takes it back.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not an id of this allocator.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryFree(ulong id, [MaybeNullWhen(false)] out TValue value)
    {
        ids.ThrowIfOutside(id, nameof(id));
        using IdWrite write = ids.BeginWrite();
        if (!values.TryRemove(id, out value)) return false;
        ids.Free(write, id, id);
        return true;
    }

    /// <summary>Takes back all ids, reserved ones, too. The values go by one store, and the ids by another after it. <see cref="Next"/> stays. O(1); where re-use is delayed, O(n/64). Waits for others who allocate or free.</summary>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public void Clear()
    {
        using IdWrite write = ids.BeginWrite();
        values.Clear();
        ids.Clear(write);
    }
}
