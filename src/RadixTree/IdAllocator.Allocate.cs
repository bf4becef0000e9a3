using System;

namespace Concurrent;

public sealed partial class IdAllocator
{
    /// <summary>Gives out the lowest free id. O(height). Waits for others who allocate or free. Linearizable. Allocates no memory in the steady state.</summary>
    /// <returns>Whether there was a free id. Ids that wait for a grace period are not free.</returns>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread is inside another call of this allocator.</exception>
    public bool TryAllocate(out ulong id)
    {
        using IdWrite write = ids.BeginWrite();
        return ids.TryAllocate(write, ids.First, ids.Last, out id);
    }

    /// <summary>Gives out the lowest free id at or above <paramref name="first"/>. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="first"/> is not an id of this allocator.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocate(ulong first, out ulong id) => TryAllocate(first, ids.Last, out id);

    /// <summary>Gives out the lowest free id from <paramref name="first"/> to <paramref name="last"/>. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end of the window is not an id of this allocator.</exception>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocate(ulong first, ulong last, out ulong id)
    {
        ids.ThrowIfNoWindow(first, last);
        using IdWrite write = ids.BeginWrite();
        return ids.TryAllocate(write, first, last, out id);
    }

    /// <summary>Gives out the lowest free id from <see cref="Next"/> on, or, where there is none, the lowest of all. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <remarks>Ids go round, so that a freed one is not used again soon. That is no promise, however; see <see cref="IdAllocatorOptions.DelayReuse"/>.</remarks>
    /// <param name="id">The id; 0 when there is none.</param>
    /// <param name="wrapped">Whether the search came back to the start of the ids to find it.</param>
    /// <returns>Whether there was a free id; otherwise <see cref="Next"/> stays.</returns>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocateCyclic(out ulong id, out bool wrapped)
    {
        using IdWrite write = ids.BeginWrite();
        return ids.TryAllocateCyclic(write, ids.First, ids.Last, out id, out wrapped);
    }

    /// <summary>Gives out the lowest free id of the window from <see cref="Next"/> on, or, where there is none, the lowest of the window. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <param name="first">The least id of the window.</param>
    /// <param name="last">The greatest id of the window.</param>
    /// <param name="id">The id; 0 when there is none.</param>
    /// <param name="wrapped">Whether the search came back to the start of the window to find it.</param>
    /// <returns>Whether there was a free id; otherwise <see cref="Next"/> stays.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An end of the window is not an id of this allocator.</exception>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocateCyclic(ulong first, ulong last, out ulong id, out bool wrapped)
    {
        ids.ThrowIfNoWindow(first, last);
        using IdWrite write = ids.BeginWrite();
        return ids.TryAllocateCyclic(write, first, last, out id, out wrapped);
    }

    /// <summary>Gives out the lowest <paramref name="count"/> neighbouring free ids, by one store: every reader finds all of them allocated, or none. Waits for others who allocate or free. Linearizable.</summary>
    /// <remarks>Looks at each gap below that is too small, 64 ids at a time: O(n/64) in the worst case. What whole words of 64 it takes costs O(height), however many they are.</remarks>
    /// <param name="count">How many.</param>
    /// <param name="first">The first of them; 0 when there are none.</param>
    /// <returns>Whether there were so many.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is 0, or more than this allocator has ids.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocateRange(ulong count, out ulong first) => TryAllocateRange(count, ids.First, ids.Last, out first);

    /// <summary>Gives out the lowest <paramref name="count"/> neighbouring free ids from <paramref name="windowFirst"/> to <paramref name="windowLast"/>, by one store; see <see cref="TryAllocateRange(ulong, out ulong)"/>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="windowFirst">The least id that may be among them.</param>
    /// <param name="windowLast">The greatest id that may be among them.</param>
    /// <param name="first">The first of them; 0 when there are none.</param>
    /// <returns>Whether there were so many.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is 0, or more than the window has ids; or an end of the window is not an id of this allocator.</exception>
    /// <exception cref="ArgumentException"><paramref name="windowLast"/> is less than <paramref name="windowFirst"/>.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryAllocateRange(ulong count, ulong windowFirst, ulong windowLast, out ulong first)
    {
        ids.ThrowIfNoWindow(windowFirst, windowLast, nameof(windowFirst), nameof(windowLast));
        ArgumentOutOfRangeException.ThrowIfZero(count);
        if (count - 1 > windowLast - windowFirst) throw new ArgumentOutOfRangeException(nameof(count), count, $"The window from {windowFirst} to {windowLast} has fewer ids.");
        using IdWrite write = ids.BeginWrite();
        return ids.TryAllocateRun(write, windowFirst, windowLast, count, out first);
    }

    /// <summary>Takes exactly this id, if it is free. O(height). Waits for others who allocate or free. Linearizable.</summary>
    /// <returns>Whether it was free; otherwise it is allocated, or waits for a grace period.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="id"/> is not an id of this allocator.</exception>
    /// <exception cref="ObjectDisposedException">The domain is disposed.</exception>
    public bool TryTake(ulong id)
    {
        ids.ThrowIfOutside(id, nameof(id));
        using IdWrite write = ids.BeginWrite();
        return ids.TryTake(write, id);
    }
}
