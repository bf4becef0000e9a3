using System;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Finds the least index, from one on, where nothing is. O(height), however many are taken; lock-free, allocates nothing.</summary>
    /// <remarks>Beside a writer it is not linearizable: what it finds was free at some moment of the call, and an index that is free throughout is never passed over. Exact on a snapshot, in a batch, and
    /// wherever nobody writes. To take what was found, use <c>TryAdd</c>, or an id allocator.</remarks>
    /// <returns>Whether there is one.</returns>
    public bool TryGetNextFree(ulong from, out ulong index) => TryGetNextFree(from, ulong.MaxValue, out index);

    /// <summary>Finds the least index of a window where nothing is. O(height), however many are taken; lock-free, allocates nothing.</summary>
    /// <remarks>Beside a writer it is not linearizable; see the other one.</remarks>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public bool TryGetNextFree(ulong first, ulong last, out ulong index)
    {
        RadixWindow.ThrowIfReversed(first, last);
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.TryGetNextFree(ref root, first, last, options.FullTag, out index);
    }

    /// <summary>Finds the greatest index, up to one, where nothing is. O(height), however many are taken; lock-free, allocates nothing.</summary>
    /// <remarks>Beside a writer it is not linearizable: what it finds was free at some moment of the call, and an index that is free throughout is never passed over.</remarks>
    /// <returns>Whether there is one.</returns>
    public bool TryGetPreviousFree(ulong from, out ulong index) => TryGetPreviousFree(ulong.MinValue, from, out index);

    /// <summary>Finds the greatest index of a window where nothing is. O(height), however many are taken; lock-free, allocates nothing.</summary>
    /// <remarks>Beside a writer it is not linearizable; see the other one.</remarks>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentException"><paramref name="last"/> is less than <paramref name="first"/>.</exception>
    public bool TryGetPreviousFree(ulong first, ulong last, out ulong index)
    {
        RadixWindow.ThrowIfReversed(first, last);
        using ReadSection section = domain.EnterRead();
        return RadixReader<TValue>.TryGetPreviousFree(ref root, last, first, options.FullTag, out index);
    }
}
