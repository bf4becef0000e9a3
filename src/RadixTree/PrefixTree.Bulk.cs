using System;
using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <summary>Adds entries whose keys may not be there, all of them by one store. O(sum of key lengths) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order. They are enumerated outside the lock; the bytes of their keys must not change until this returns.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is given twice, or is there already; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void AddRange(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        if (Merge(Copied(entries), overwrite: false, out ReadOnlyMemory<byte> taken) < 0) throw IsTaken(taken.Span, nameof(entries));
    }

    /// <summary>Adds entries whose texts may not be there, all of them by one store. O(sum of key lengths) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order. They are enumerated and encoded outside the lock.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null, is not valid UTF-16, is given twice, or is there already; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void AddRange(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        if (Merge(Encoded(entries), overwrite: false, out ReadOnlyMemory<byte> taken) < 0) throw IsTaken(taken.Span, nameof(entries));
    }

    /// <summary>As <see cref="AddRange(IEnumerable{KeyValuePair{ReadOnlyMemory{byte}, TValue}})"/>, if none of the keys is there; otherwise nothing changes.</summary>
    /// <returns>Whether the entries were added; false also where a key is given twice.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAddRange(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        return Merge(Copied(entries), overwrite: false, out _) >= 0;
    }

    /// <summary>As <see cref="AddRange(IEnumerable{KeyValuePair{string, TValue}})"/>, if none of the texts is there; otherwise nothing changes.</summary>
    /// <returns>Whether the entries were added; false also where a key is given twice.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null or not valid UTF-16; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAddRange(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        return Merge(Encoded(entries), overwrite: false, out _) >= 0;
    }

    /// <summary>Stores entries, whatever is there, all of them by one store. O(sum of key lengths) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order, and a key more than once: the last one counts. They are enumerated outside the lock; the bytes of their keys must not change until this returns.</remarks>
    /// <returns>How many entries there are more than before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long SetRange(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        return Merge(Copied(entries), overwrite: true, out _);
    }

    /// <summary>Stores entries, whatever is there, all of them by one store. O(sum of key lengths) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order, and a text more than once: the last one counts. They are enumerated and encoded outside the lock.</remarks>
    /// <returns>How many entries there are more than before.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null or not valid UTF-16; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long SetRange(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        return Merge(Encoded(entries), overwrite: true, out _);
    }

    private static ArgumentException IsTaken(ReadOnlySpan<byte> key, string parameter) => new($"The key {Show(key)} is there already, or given twice.", parameter);

    /// <summary>What is enumerated. Not counted first: a collection that others change, such as a live tree, may copy more or fewer entries than it counted.</summary>
    private static List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> Copied(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> copy = [];
        foreach (KeyValuePair<ReadOnlyMemory<byte>, TValue> entry in entries) copy.Add(entry);
        return copy;
    }

    private static List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> Encoded(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> copy = [];
        foreach ((string key, TValue value) in entries) copy.Add(new KeyValuePair<ReadOnlyMemory<byte>, TValue>(Bytes(key, copy.Count, nameof(entries)), value));
        return copy;
    }

    /// <summary>Puts the entries into a root of their own making and publishes that.</summary>
    /// <returns>How many were added; -1 if one of the keys is there and is not to be overwritten: nothing changed then.</returns>
    private long Merge(List<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries, bool overwrite, out ReadOnlyMemory<byte> taken)
    {
        taken = default;
        if (entries.Count == 0) return 0;
        using WriteScope write = BeginWrite();
        core.Transaction.WorkAside(); // nothing published is changed in place, as in a batch (B1)
        Node? merged = root;
        long added = 0;
        foreach ((ReadOnlyMemory<byte> key, TValue value) in entries)
        {
            PrefixChange change = core.Writer.Put(ref merged, key.Span, value, overwrite);
            added += change.More;
            if (change.Stored) continue;
            taken = key;
            return -1;
        }

        Publication.Publish(ref root, merged!); // P2
        write.Commit(added);
        return added;
    }
}
