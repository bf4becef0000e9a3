using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Concurrent;

public sealed partial class CidrTable<TValue>
{
    /// <summary>Gets the value of a block itself, or stores one. O(depth); the getter never blocks, the setter waits for other writers; linearizable. Storing a block that is not there allocates its key.</summary>
    /// <exception cref="KeyNotFoundException">There is no such block (get).</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch (set).</exception>
    public TValue this[IPNetwork network]
    {
        get => TryGetValue(network, out TValue? value) ? value : throw NotFound(network);
        set => tree[CidrKey.Write(network, stackalloc byte[CidrKey.Room])] = value;
    }

    /// <summary>Stores the value of a block that is not there. O(depth). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was stored; otherwise the block is there, and nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAdd(IPNetwork network, TValue value) => tree.TryAdd(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), value);

    /// <summary>Stores the value of a block that may not be there; makes collection initialisers work. O(depth). Waits for other writers. Linearizable.</summary>
    /// <exception cref="ArgumentException">The block is there; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Add(IPNetwork network, TValue value)
    {
        if (!TryAdd(network, value)) throw Present(network, nameof(network));
    }

    /// <summary>Removes a block, not what is inside it. O(depth). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool Remove(IPNetwork network) => TryRemove(network, out _);

    /// <summary>Removes a block, not what is inside it, and hands out its value. O(depth). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(IPNetwork network, [MaybeNullWhen(false)] out TValue value) => tree.TryRemove(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), out value);

    /// <summary>Removes a block if its value equals <paramref name="comparisonValue"/>. O(depth); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was removed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(IPNetwork network, TValue comparisonValue) => tree.TryRemove(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), comparisonValue);

    /// <summary>Removes all blocks inside one, itself included, by one store. O(depth), and O(m) to count the m blocks, under the writer lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>Readers see all of them or none. The nodes that held them are left to the garbage collector. What begins within a symbol of the key (<see cref="CidrKey"/>) is cut out piece by piece, up to 127 of
    /// them, as a batch: readers see nothing of that either.</remarks>
    /// <returns>How many blocks were removed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long RemoveWithin(IPNetwork network)
    {
        ReadOnlySpan<byte> key = CidrKey.Write(network, stackalloc byte[CidrKey.Room]);
        if (CidrKey.IsWhole(key)) return tree.RemovePrefix(key);
        using PrefixTree<TValue>.Batch batch = tree.BeginBatch();
        long removed = RemoveWithin(batch, key);
        if (removed > 0) batch.Commit();
        return removed;
    }

    /// <summary>Replaces the value of a block that is there. O(depth). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether it was there; otherwise nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(IPNetwork network, TValue newValue) => tree.TryUpdate(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), newValue);

    /// <summary>Replaces the value of a block if it equals <paramref name="comparisonValue"/>. O(depth); starts again when the value changes meanwhile. Linearizable.</summary>
    /// <remarks>Values are compared by <see cref="EqualityComparer{T}.Default"/>, outside the writer lock.</remarks>
    /// <returns>Whether it was replaced.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryUpdate(IPNetwork network, TValue newValue, TValue comparisonValue) => tree.TryUpdate(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), newValue, comparisonValue);

    /// <summary>Gets the value of a block itself, or stores <paramref name="value"/> where it is not there. O(depth); takes no lock when it is. Linearizable.</summary>
    /// <returns>The value that is in the table now.</returns>
    /// <exception cref="InvalidOperationException">The block is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(IPNetwork network, TValue value) => tree.GetOrAdd(CidrKey.Write(network, stackalloc byte[CidrKey.Room]), value);

    /// <summary>Gets the value of a block itself, or stores what <paramref name="valueFactory"/> makes of it where it is not there. O(depth); takes no lock when it is. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <returns>The value that is in the table now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The block is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd(IPNetwork network, Func<IPNetwork, TValue> valueFactory)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return GetOrAdd(network, static (its, make) => make(its), valueFactory);
    }

    /// <summary>Gets the value of a block itself, or stores what <paramref name="valueFactory"/> makes of it and of <paramref name="factoryArgument"/> where it is not there. O(depth); takes no lock when it is. Linearizable.</summary>
    /// <remarks>The factory runs outside the lock. When another thread stores something first, what it made is thrown away.</remarks>
    /// <returns>The value that is in the table now.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="valueFactory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The block is not there, and the calling thread holds an open batch.</exception>
    public TValue GetOrAdd<TArg>(IPNetwork network, Func<IPNetwork, TArg, TValue> valueFactory, TArg factoryArgument)
    {
        ArgumentNullException.ThrowIfNull(valueFactory);
        return tree.GetOrAdd(
            CidrKey.Write(network, stackalloc byte[CidrKey.Room]),
            static (_, given) => given.Make(given.Network, given.Argument),
            (Make: valueFactory, Network: network, Argument: factoryArgument));
    }

    internal static KeyNotFoundException NotFound(IPNetwork network) => new($"There is no block {network}.");

    private static ArgumentException Present(IPNetwork network, string parameter) => new($"The block {network} is there already.", parameter);

    /// <summary>Removes what is inside the block of a key from a batch's view: below one symbol after the other, of those that are there.</summary>
    private static long RemoveWithin(PrefixTree<TValue>.Batch batch, ReadOnlySpan<byte> key)
    {
        if (CidrKey.IsWhole(key)) return batch.RemovePrefix(key);
        PrefixWindow window = CidrKey.Within(key, stackalloc byte[CidrKey.Room]);
        long removed = 0;
        while (batch.TryGetCeiling(key, out ReadOnlyMemory<byte> next, out _) && PrefixWindow.IsUpTo(next.Span, window.High, window.HighBound))
        {
            removed += batch.RemovePrefix(next.Span[..key.Length]);
        }

        return removed;
    }
}
