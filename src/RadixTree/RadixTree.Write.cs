using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Gets the value of an index, or stores one. O(height); the getter never blocks, the setter waits for other writers; linearizable.</summary>
    /// <exception cref="KeyNotFoundException">Nothing is there (get).</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch (set).</exception>
    public TValue this[ulong index]
    {
        get => TryGetValue(index, out TValue? value) ? value : throw new KeyNotFoundException($"Nothing is at the index {index}.");
        set
        {
            using WriteScope write = BeginWrite();
            write.Commit(core.Writer.Put(ref root, index, value, overwrite: true).More);
        }
    }

    /// <summary>Stores a value at an index where nothing is. O(height). Waits for other writers. Linearizable.</summary>
    /// <remarks>The entry starts without tags. It grows the tree where the index lies beyond what it covers; readers inside notice nothing.</remarks>
    /// <returns>Whether it was stored; otherwise something is there, and nothing changed.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAdd(ulong index, TValue value)
    {
        using WriteScope write = BeginWrite();
        RadixChange change = core.Writer.Put(ref root, index, value, overwrite: false);
        if (!change.Stored) return false;
        write.Commit(change.More);
        return true;
    }

    /// <summary>Stores a value at an index where nothing may be; makes collection initialisers work. O(height). Waits for other writers. Linearizable.</summary>
    /// <exception cref="ArgumentException">Something is there; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Add(ulong index, TValue value)
    {
        if (!TryAdd(index, value)) throw new ArgumentException($"Something is at the index {index} already.", nameof(index));
    }

    /// <summary>Stores a value at an index, whatever is there, and hands out what was. O(height). Waits for other writers. Linearizable.</summary>
    /// <remarks>An entry that is replaced keeps its tags. One that covers more indices than this is cut around it: the pieces keep its value and its tags, and so does the index its tags.</remarks>
    /// <returns>Whether something was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool Store(ulong index, TValue value, [MaybeNullWhen(false)] out TValue old)
    {
        using WriteScope write = BeginWrite();
        bool was = RadixReader<TValue>.TryGet(ref root, index, out old);
        write.Commit(core.Writer.Put(ref root, index, value, overwrite: true).More);
        return was;
    }

    /// <summary>Removes what is at an index, with its tags. O(height). Waits for other writers. Linearizable.</summary>
    /// <returns>Whether something was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool Remove(ulong index) => TryRemove(index, out _);

    /// <summary>Removes what is at an index, with its tags, and hands it out. O(height). Waits for other writers. Linearizable.</summary>
    /// <remarks>An entry that covers more indices is cut around this one; the pieces keep its value and its tags.</remarks>
    /// <returns>Whether something was there.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryRemove(ulong index, [MaybeNullWhen(false)] out TValue value)
    {
        using WriteScope write = BeginWrite();
        RadixChange change = core.Writer.Remove(ref root, index, out value);
        if (!change.Stored) return false;
        write.Commit(change.More);
        return true;
    }

    private WriteScope BeginWrite() => new(core);
}
