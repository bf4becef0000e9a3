using System;

namespace Concurrent;

public sealed partial class IdAllocator<TValue>
{
    /// <summary>Gives out the lowest free id, for a value. O(height). Waits for others who allocate or free. Linearizable: readers find the value when this returns, or shortly before.</summary>
    /// <returns>Whether there was a free id. Ids that wait for a grace period are not free.</returns>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocate(TValue value, out ulong id) => TryAllocateIn(value, ids.First, ids.Last, out id);

    /// <summary>Gives out the lowest free id at or above <paramref name="first"/>, for a value. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is not an id of this allocator.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocate(TValue value, ulong first, out ulong id) => TryAllocate(value, first, ids.Last, out id);

    /// <summary>Gives out the lowest free id from <paramref name="first"/> to <paramref name="last"/>, for a value. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end of the window is not an id of this allocator.</exception>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocate(TValue value, ulong first, ulong last, out ulong id)
    {
        ids.ThrowIfNoWindow(first, last);
        return TryAllocateIn(value, first, last, out id);
    }

    /// <summary>Gives out the lowest free id from <see cref="Next"/> on, or, where there is none, the lowest of all, for a value. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <param name="value">The value.</param>
    /// <param name="id">The id; 0 when there is none.</param>
    /// <param name="wrapped">Whether the search came back to the start of the ids to find it.</param>
    /// <returns>Whether there was a free id; otherwise <see cref="Next"/> stays.</returns>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocateCyclic(TValue value, out ulong id, out bool wrapped) => TryAllocateCyclic(value, ids.First, ids.Last, out id, out wrapped);

    /// <summary>Gives out the lowest free id of the window from <see cref="Next"/> on, or, where there is none, the lowest of the window, for a value. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <param name="value">The value.</param>
    /// <param name="first">The least id of the window.</param>
    /// <param name="last">The greatest id of the window.</param>
    /// <param name="id">The id; 0 when there is none.</param>
    /// <param name="wrapped">Whether the search came back to the start of the window to find it.</param>
    /// <returns>Whether there was a free id; otherwise <see cref="Next"/> stays.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end of the window is not an id of this allocator.</exception>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocateCyclic(TValue value, ulong first, ulong last, out ulong id, out bool wrapped)
    {
        ids.ThrowIfNoWindow(first, last);
        using IdWrite write = ids.BeginWrite();
        if (!ids.TryAllocateCyclic(write, first, last, out id, out wrapped)) return false;
        Store(write, id, value);
        return true;
    }

    /// <summary>Takes exactly this id, if it is free, for a value. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether it was free; otherwise it is allocated, or waits for a grace period.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not an id of this allocator.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryTake(ulong id, TValue value)
    {
        ids.ThrowIfOutside(id, nameof(id));
        using IdWrite write = ids.BeginWrite();
        if (!ids.TryTake(write, id)) return false;
        Store(write, id, value);
        return true;
    }

    /// <summary>Gives out the lowest free id without a value, which <see cref="Publish"/> adds when it is ready. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether there was a free id.</returns>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryReserve(out ulong id) => TryReserveIn(ids.First, ids.Last, out id);

    /// <summary>Gives out the lowest free id from <paramref name="first"/> to <paramref name="last"/> without a value, which <see cref="Publish"/> adds when it is ready. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end of the window is not an id of this allocator.</exception>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryReserve(ulong first, ulong last, out ulong id)
    {
        ids.ThrowIfNoWindow(first, last);
        return TryReserveIn(first, last, out id);
    }

    /// <summary>Gives a reserved id its value: readers find it from here on. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not an id of this allocator.</exception>
    /// <exception cref="InvalidOperationException">The id is not allocated, or has a value already. Nothing changed.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public void Publish(ulong id, TValue value)
    {
        ids.ThrowIfOutside(id, nameof(id));
        using IdWrite write = ids.BeginWrite();
        ids.ThrowIfNotAllocated(write, id, id);
        if (!values.TryAdd(id, value)) throw new InvalidOperationException($"The id {id} has a value already.");
    }

    private bool TryAllocateIn(TValue value, ulong first, ulong last, out ulong id)
    {
        using IdWrite write = ids.BeginWrite();
        if (!ids.TryAllocate(write, first, last, out id)) return false;
        Store(write, id, value);
        return true;
    }

    private bool TryReserveIn(ulong first, ulong last, out ulong id)
    {
        using IdWrite write = ids.BeginWrite();
        return ids.TryAllocate(write, first, last, out id);
    }

    /// <summary>Adds the value of an id that was taken just now. The lock of the ids is held, and that of the values is taken inside it, here as everywhere.</summary>
    private void Store(IdWrite write, ulong id, TValue value)
    {
        try
        {
            values.TryAdd(id, value);
        }
        catch
        {
            ids.Untake(write, id); // no memory: as if the call had not been
            throw;
        }
    }
}
