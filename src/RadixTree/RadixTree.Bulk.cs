using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>Replaces everything that is in the tree by <paramref name="entries"/>, whose indices must ascend, by one store. O(m): nodes as small as their entries allow, built outside the lock. Waits for other writers. Linearizable.</summary>
    /// <remarks>
    /// <paramref name="entries"/> is enumerated once, outside locks and read sections, and may take as long as it likes: readers and writers go on with what is in the tree until all is built, and what they
    /// wrote meanwhile is replaced with the rest. The old nodes are left to the garbage collector. The entries have no tags. For entries in any order, and to keep what is there, see <see cref="AddRange"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">An index does not come after the one before it; the message names its position. The tree is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Load(IEnumerable<KeyValuePair<ulong, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        RadixBuilder<TValue> builder = NewBuilder();
        foreach ((ulong index, TValue value) in entries) Append(builder, index, value, nameof(entries));
        ReplaceAll(builder.Finish(domain.Nodes), builder.Count);
    }

    /// <summary>Replaces everything that is in the tree by these entries, whose indices must ascend, by one store. O(m): nodes as small as their entries allow, built outside the lock. Waits for other writers. Linearizable.</summary>
    /// <param name="indices">The indices, ascending.</param>
    /// <param name="values">The value of each.</param>
    /// <exception cref="ArgumentException">The spans differ in length, or an index does not come after the one before it; the message names its position. The tree is as it was.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void Load(ReadOnlySpan<ulong> indices, ReadOnlySpan<TValue> values)
    {
        if (indices.Length != values.Length) throw new ArgumentException($"There are {indices.Length} indices and {values.Length} values.", nameof(values));
        RadixBuilder<TValue> builder = NewBuilder();
        for (int i = 0; i < indices.Length; i++) Append(builder, indices[i], values[i], nameof(indices));
        ReplaceAll(builder.Finish(domain.Nodes), builder.Count);
    }

    /// <summary>Adds entries where nothing may be, all of them by one store. O(m * height) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order. They are copied outside the lock.</remarks>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="ArgumentException">An index is given twice, or something is there already; nothing changed.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public void AddRange(IEnumerable<KeyValuePair<ulong, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        if (Merge(Copied(entries), overwrite: false, out ulong taken) < 0)
            throw new ArgumentException($"Something is at the index {taken} already, or it is given twice.", nameof(entries));
    }

    /// <summary>As <see cref="AddRange"/>, if nothing is at any of the indices; otherwise nothing changes.</summary>
    /// <returns>Whether the entries were added; false also where an index is given twice.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public bool TryAddRange(IEnumerable<KeyValuePair<ulong, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        return Merge(Copied(entries), overwrite: false, out _) >= 0;
    }

    /// <summary>Stores entries, whatever is there, all of them by one store. O(m * height) under the writer lock. Linearizable.</summary>
    /// <remarks>The entries may come in any order, and an index more than once: the last one counts. They are copied outside the lock. What is stored over an entry keeps its tags.</remarks>
    /// <returns>How many entries there are more than before; those over ranges that were cut make several.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="entries"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public long SetRange(IEnumerable<KeyValuePair<ulong, TValue>> entries)
    {
        core.ThrowIfNotWritable();
        return Merge(Copied(entries), overwrite: true, out _);
    }

    /// <summary>A tree of its own with the same entries, tags, domain and options. O(n); waits for other writers for an instant only.</summary>
    /// <remarks>The entries are those of one moment, that of a <see cref="Snapshot"/>: the nodes of this tree are frozen, and the first write to each copies it. For a view that is not
    /// written to, the snapshot itself is cheaper. A shared pool is shared with the copy, too; values are not copied.</remarks>
    /// <exception cref="InvalidOperationException">The calling thread holds an open batch.</exception>
    public RadixTree<TValue> Clone()
    {
        RadixTreeSnapshot<TValue> all = Snapshot();
        var clone = new RadixTree<TValue>(options);
        long stamp = clone.core.ReserveStamp(), nodes = 0;
        RadixNode copy = Twin(Unsafe.As<RadixNode>(((IRadixSource)all).Root!), stamp, ref nodes);
        domain.Nodes.AddAllocated(nodes);
        clone.ReplaceAll(copy, all.LongCount);
        return clone;
    }

    /// <summary>Copies a frozen node and all below it.</summary>
    private static RadixNode Twin(RadixNode node, long stamp, ref long nodes)
    {
        RadixNode twin = node.Twin();
        twin.Stamp = stamp;
        nodes++;
        if (node.Kind < RadixKind.Inner4) return twin;
        var inner = Unsafe.As<RadixInner>(twin);
        for (ulong rest = inner.Present; rest != 0;)
        {
            int digit = BitOperations.TrailingZeroCount(rest), at = SlotOf(inner, digit);
            var child = Unsafe.As<RadixNode>(inner.Slot(at))!;
            ulong digits = RadixPlace.DigitsOf(inner, child); // several for a wide span, in slots side by side
            RadixNode copy = Twin(child, stamp, ref nodes);
            for (int i = 0; i < BitOperations.PopCount(digits); i++) inner.Slot(at + i) = copy;
            rest &= ~digits;
        }

        return twin;
    }

    /// <summary>Takes the lock for an instant, which finds out at once whether the calling thread may write at all.</summary>
    private RadixBuilder<TValue> NewBuilder() => new(core.ReserveStamp(), options.FullTag);

    private static void Append(RadixBuilder<TValue> builder, ulong index, TValue value, string parameter)
    {
        if (!builder.TryAppend(index, value)) throw new ArgumentException($"The index {index} at position {builder.Count} does not come after the one before it.", parameter);
    }

    private void ReplaceAll(Node all, long count)
    {
        using WriteScope write = BeginWrite();
        Publication.Publish(ref root, all); // P2. No write reaches the old nodes again, so they are left to the collector (R4).
        write.Commit(count - core.Count);
    }

    /// <summary>What is enumerated. Not counted first: a collection that others change, such as a live tree, may copy more or fewer entries than it counted.</summary>
    private static List<KeyValuePair<ulong, TValue>> Copied(IEnumerable<KeyValuePair<ulong, TValue>> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<KeyValuePair<ulong, TValue>> copy = [];
        foreach (KeyValuePair<ulong, TValue> entry in entries) copy.Add(entry);
        return copy;
    }

    /// <summary>Puts the entries into a root of their own making and publishes that.</summary>
    /// <returns>How many were added; -1 if something is at one of the indices and is not to be overwritten: nothing changed then.</returns>
    private long Merge(List<KeyValuePair<ulong, TValue>> entries, bool overwrite, out ulong taken)
    {
        taken = 0;
        if (entries.Count == 0) return 0;
        using WriteScope write = BeginWrite();
        core.Transaction.WorkAside(); // nothing published is changed in place, as in a batch (B1)
        Node? merged = root;
        long added = 0;
        foreach ((ulong index, TValue value) in entries)
        {
            RadixChange change = core.Writer.Put(ref merged, index, value, overwrite);
            added += change.More;
            if (change.Stored) continue;
            taken = index;
            return -1;
        }

        Publication.Publish(ref root, merged!); // P2
        write.Commit(added);
        return added;
    }
}
