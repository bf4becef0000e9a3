using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>What the open transaction of an owning tree does with values (V1). Under the writer lock.</summary>
/// <remarks>
/// A single write notes what it takes out. A batch also notes what it puts in, for that is disposed when the batch is discarded; and a value that it takes out and puts
/// back in has never left. Whatever <see cref="Commit"/> needs is allocated before the publishing store (P5).
/// </remarks>
internal sealed class OwnedLedger<TKey, TValue>
{
    private readonly OwnedValues<TKey, TValue> owner;

    // By reference: equal values are not the same value.
    private readonly HashSet<object> removed = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> handedOut = new(ReferenceEqualityComparer.Instance);

    /// <summary>Values that a batch put in, and where: one that leaves another place than that has only moved.</summary>
    private readonly Dictionary<object, TKey> added = new(ReferenceEqualityComparer.Instance);

    /// <summary>Values that came with a batch and that nobody else ever saw: put in and taken out again, or refused.</summary>
    private readonly HashSet<object> passing = new(ReferenceEqualityComparer.Instance);
    private OwnedDrop<TKey, TValue>? next;

    internal OwnedLedger(OwnedValues<TKey, TValue> owner)
    {
        this.owner = owner;
    }

    internal OwnedValues<TKey, TValue> Owner => owner;

    /// <summary>Called before anything else of a write.</summary>
    internal void Prepare() => next ??= new OwnedDrop<TKey, TValue>(owner);

    /// <summary>A value leaves the tree. Noted before it does.</summary>
    /// <param name="key">Its key, as it stands in the leaf.</param>
    /// <param name="value">The value.</param>
    /// <param name="handOut">Whether it belongs to the caller from now on.</param>
    /// <param name="isBatch">Whether the transaction is a batch.</param>
    internal void Removed(TKey key, TValue value, bool handOut, bool isBatch)
    {
        if (value is null) return;
        if (!isBatch)
        {
            if (!handOut) next!.Add(value); // nothing comes back within the write: no hashing, which touches the value
            return;
        }

        if (added.Remove(value, out TKey? at))
        {
            // Keys of one entry have the same bits wherever its leaf was copied to: no comparer is asked, which might throw half way.
            if (!handOut && RawBits.Same(ref at, ref key!)) passing.Add(value);
        }
        else
        {
            (handOut ? handedOut : removed).Add(value);
        }

        Reserve();
    }

    /// <summary>A value has come into the batch. Noted afterwards: what could not be stored stays the caller's. A single write need not note it.</summary>
    internal void Stored(TKey key, TValue value)
    {
        if (value is null) return;
        if (handedOut.Remove(value) || removed.Remove(value)) return; // it has been there before
        passing.Remove(value);
        added[value] = key;
        Reserve();
    }

    /// <summary>A value was handed to the batch and did not get in: it is disposed when the batch has ended.</summary>
    internal void Lost(TValue value)
    {
        if (value is null || removed.Contains(value) || added.ContainsKey(value)) return;
        if (handedOut.Remove(value)) removed.Add(value); // taken out by this batch: it has readers
        else passing.Add(value);
        Reserve();
    }

    /// <summary>All entries leave the tree, with the nodes that hold them.</summary>
    internal void RemovedAll(Node subtree) => next!.AddSubtree(subtree);

    /// <summary>After the publishing store. Throws nothing (P5).</summary>
    internal void Commit(long number)
    {
        OwnedDrop<TKey, TValue> drop = next!;
        foreach (object value in removed) drop.Add((TValue)value);
        foreach (object value in passing) drop.Add((TValue)value);
        Forget();
        if (drop.IsEmpty) return;
        next = null;
        drop.Number = number;
        owner.Send(drop);
    }

    /// <summary>The write did not happen: nothing has left the tree, and what was to come in is the caller's.</summary>
    internal void Rollback()
    {
        if (next is { IsEmpty: false }) next.Clear();
        Forget();
    }

    /// <summary>The batch did not happen: nothing has left the tree, and what was put in is disposed.</summary>
    internal void Discard()
    {
        OwnedDrop<TKey, TValue> drop = next!;
        foreach (object value in added.Keys) drop.Add((TValue)value);
        foreach (object value in passing) drop.Add((TValue)value);
        Forget();
        if (drop.IsEmpty) return;
        next = null;
        owner.Send(drop); // number 0: no snapshot sees them
    }

    /// <summary>P5: for the end of the transaction, whichever it will be.</summary>
    private void Reserve() => next!.Reserve(removed.Count + passing.Count + added.Count);

    private void Forget()
    {
        Clear(removed);
        Clear(handedOut);
        Clear(passing);
        if (added.Count != 0) added.Clear();
    }

    private static void Clear(HashSet<object> values)
    {
        if (values.Count != 0) values.Clear();
    }
}
