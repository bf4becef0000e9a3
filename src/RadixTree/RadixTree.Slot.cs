using System.Diagnostics.CodeAnalysis;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

public sealed partial class RadixTree<TValue>
{
    /// <summary>A handle on the entry at an index, which reads it without looking for it again, and replaces and tags it. O(height), lock-free, linearizable. Dispose it: it holds a read section.</summary>
    /// <returns>Whether there is an entry. Otherwise there is nothing to dispose.</returns>
    /// <example><code>
    /// if (pages.TryGetSlot(index, out var slot))
    /// {
    ///     using (slot)
    ///     {
    ///         if (slot.Value.IsStale) slot.TryReplace(Read(index));
    ///     }
    /// }
    /// </code></example>
    public bool TryGetSlot(ulong index, out RadixSlot<TValue> slot)
    {
        slot = new RadixSlot<TValue>(this, index, domain.EnterLoose());
        if (slot.TryReload()) return true;
        slot.Dispose();
        return false;
    }

    /// <summary>A cursor over the entries, before the first: each of its steps in either direction is linearizable. Dispose it; it holds a read section from its first move.</summary>
    /// <example><code>
    /// using var cursor = pages.GetCursor();
    /// if (cursor.SeekFloor(index)) Console.WriteLine($"the page at or before {index} is {cursor.Index}");
    /// while (cursor.MovePrevious()) Console.WriteLine($"before it: {cursor.Index}");
    /// </code></example>
    public RadixCursor<TValue> GetCursor() => new(this);

    /// <summary>Stores over the entry that holds an index, and all of the entry.</summary>
    internal bool TryReplaceEntry(ulong index, TValue value)
    {
        using WriteScope write = BeginWrite();
        if (!RadixReader<TValue>.GetRange(ref root, index, out ulong first, out ulong last, out _)) return false;
        RadixChange change = first == last ? core.Writer.Put(ref root, index, value, overwrite: true) : core.Writer.PutRange(ref root, first, last, present: true, value);
        write.Commit(change.More);
        return true;
    }
}
