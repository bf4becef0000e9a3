using System;
using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class PrefixTree<TValue>
{
    /// <summary>Captures the entries of this moment. O(1); waits for other writers.</summary>
    /// <remarks>Every node that exists now is frozen: the first write to each copies it, allocating, and leaves the original to the garbage collector.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public PrefixTreeSnapshot<TValue> Snapshot()
    {
        core.ThrowIfDisposed();
        using WriterToken token = core.Lock.Enter();
        core.Transaction.Freeze(); // S1
        return NewSnapshot();
    }

    /// <summary>Removes all entries by one store. O(1): the nodes are left to the garbage collector.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Clear() => TakeAll();

    /// <summary>Removes all entries by one store and hands them out. O(1). Nothing is lost whatever happens to the result.</summary>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public PrefixTreeSnapshot<TValue> TakeAll()
    {
        core.ThrowIfDisposed();
        Node empty = PrefixLeaf4<TValue>.Create();
        using WriteScope write = BeginWrite();
        PrefixTreeSnapshot<TValue> all = NewSnapshot();
        empty.Stamp = core.Transaction.Number;
        Publication.Publish(ref root, empty); // P2. No write reaches the old nodes again, so they need no freezing and are never recycled (R4).
        write.Commit(-core.Count);
        return all;
    }

    /// <summary>Removes all entries by one store, then calls <paramref name="visitor"/> for each in ascending order, outside the lock. O(n).</summary>
    /// <remarks>The entries are out of the tree before the first call. If the visitor throws, those it did not see are gone; where that matters, use <see cref="TakeAll"/>.</remarks>
    /// <param name="state">Passed on to the visitor.</param>
    /// <param name="visitor">Gets the state, the key, the value, and the entry's ordinal, from 0.</param>
    /// <returns>How many entries were removed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="visitor"/> is null; nothing was removed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long Drain<TState>(TState state, Action<TState, ReadOnlyMemory<byte>, TValue, long> visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        return PrefixCopy<TValue>.Visit(TakeAll(), state, visitor);
    }

    /// <summary>Replaces everything that is in the tree by <paramref name="entries"/>, whose keys must ascend, by one store. O(m): nodes as small as their entries allow, built outside the lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// <paramref name="entries"/> is enumerated once, outside locks and read sections, and may take as long as it likes: readers and writers go on with what is in the tree until all is built, and what they
    /// wrote meanwhile is replaced with the rest. The old nodes are left to the garbage collector. The keys are copied.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key does not come after the one before it, byte by byte; the message names its position. The tree is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Load(IEnumerable<KeyValuePair<ReadOnlyMemory<byte>, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        core.ThrowIfNotWritable();
        var builder = new PrefixBuilder<TValue>();
        foreach ((ReadOnlyMemory<byte> key, TValue value) in entries) Append(builder, key.ToArray(), value, nameof(entries));
        ReplaceAll(builder);
    }

    /// <summary>As <see cref="Load(IEnumerable{KeyValuePair{ReadOnlyMemory{byte}, TValue}})"/>, with texts, which must ascend in the order of their code points.</summary>
    /// <remarks><see cref="StringComparer.Ordinal"/> has another order where there are characters beyond U+FFFF beside some from U+E000 on; no other.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">A key is null, is not valid UTF-16, or does not come after the one before it; the message names its position. The tree is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Load(IEnumerable<KeyValuePair<string, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        core.ThrowIfNotWritable();
        var builder = new PrefixBuilder<TValue>();
        foreach ((string key, TValue value) in entries) Append(builder, Bytes(key, builder.Count, nameof(entries)), value, nameof(entries));

        ReplaceAll(builder);
    }

    /// <summary>A tree of its own with the same entries, domain and options. O(n); waits for other writers for an instant only.</summary>
    /// <remarks>The entries are those of one moment, that of a <see cref="Snapshot"/>: the nodes of this tree are frozen, and the first write to each copies it. For a view that is not
    /// written to, the snapshot itself is cheaper. A shared pool is shared with the copy, too; values are not copied.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public PrefixTree<TValue> Clone()
    {
        PrefixTreeSnapshot<TValue> all = Snapshot();
        var clone = new PrefixTree<TValue>(options);
        Node copy = PrefixBuilder<TValue>.Twin(((IPrefixSource)all).Root!, clone.core.ReserveStamp(), domain.Nodes);
        clone.ReplaceAll(copy, all.LongCount);
        return clone;
    }

    private static void Append(PrefixBuilder<TValue> builder, byte[] key, TValue value, string parameter)
    {
        if (!builder.TryAppend(key, value)) throw new ArgumentException($"The key {Show(key)} at position {builder.Count} does not come after the one before it.", parameter);
    }

    private static byte[] Bytes(string key, long position, string parameter)
    {
        if (key is null) throw new ArgumentException($"The key at position {position} is null.", parameter);
        try
        {
            return PrefixText.ToArray(key, parameter);
        }
        catch (ArgumentException invalid)
        {
            throw new ArgumentException($"The key at position {position} is not valid UTF-16.", parameter, invalid);
        }
    }

    /// <summary>Reserving a stamp takes the lock for an instant; building takes none.</summary>
    private void ReplaceAll(PrefixBuilder<TValue> builder) => ReplaceAll(builder.Build(core.ReserveStamp(), domain.Nodes), builder.Count);

    private void ReplaceAll(Node all, long count)
    {
        using WriteScope write = BeginWrite();
        Publication.Publish(ref root, all); // P2. No write reaches the old nodes again, so they are left to the collector (R4).
        write.Commit(count - core.Count);
    }

    private PrefixTreeSnapshot<TValue> NewSnapshot() => new(root!, core.Count);
}
