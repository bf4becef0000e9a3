using System;

namespace Concurrent;

public sealed partial class IdAllocator
{
    /// <summary>Takes back an id. O(height). Waits for others who allocate or free. Linearizable. Allocates no memory in the steady state.</summary>
    /// <remarks>It can be given out again by the next call, or, where re-use is delayed, by one after the next grace period.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not an id of this allocator.</exception>
    /// <exception cref="InvalidOperationException">The id is not allocated: it was never given out, or has been freed already. Nothing changed.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public void Free(ulong id)
    {
        ids.ThrowIfOutside(id, nameof(id));
        using IdWrite write = ids.BeginWrite();
        ids.ThrowIfNotAllocated(write, id, id);
        ids.Free(write, id, id);
    }

    /// <summary>Takes back the ids from <paramref name="first"/> to <paramref name="last"/>, by one store. They need not have been given out together. Waits for others who allocate or free. Linearizable.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An end of the range is not an id of this allocator.</exception>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="InvalidOperationException">One of the ids is not allocated; the message names the first. Nothing changed.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public void FreeRange(ulong first, ulong last)
    {
        ids.ThrowIfNoWindow(first, last);
        using IdWrite write = ids.BeginWrite();
        ids.ThrowIfNotAllocated(write, first, last);
        ids.Free(write, first, last);
    }

    /// <summary>Takes back all ids, by one store. O(1); where re-use is delayed, O(n/64), and it allocates memory. <see cref="Next"/> stays. Waits for others who allocate or free. Linearizable.</summary>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public void Clear()
    {
        using IdWrite write = ids.BeginWrite();
        ids.Clear(write);
    }
}
