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
    private readonly HashSet<object> added = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<object> handedOut = new(ReferenceEqualityComparer.Instance);

    /// <summary>Values that a batch put in and took out again: nobody else ever saw them.</summary>
    private readonly HashSet<object> passing = new(ReferenceEqualityComparer.Instance);
    private OwnedDrop<TKey, TValue>? next;
    private Node? root;

    internal OwnedLedger(OwnedValues<TKey, TValue> owner)
    {
        this.owner = owner;
    }

    internal OwnedValues<TKey, TValue> Owner => owner;

    /// <summary>Called before anything else of a write.</summary>
    internal void Prepare()
    {
        next ??= new OwnedDrop<TKey, TValue>(owner);
        next.Reserve(4);
    }

    /// <summary>A value takes the place of another one. The same one again is no replacement.</summary>
    internal void Replaced(TValue before, TValue after, bool isBatch)
    {
        if (ReferenceEquals(before, after)) return;
        Removed(before, handOut: false, isBatch);
        Stored(after, isBatch);
    }

    /// <summary>A value leaves the tree.</summary>
    /// <param name="value">The value.</param>
    /// <param name="handOut">Whether it belongs to the caller from now on.</param>
    /// <param name="isBatch">Whether the transaction is a batch.</param>
    internal void Removed(TValue value, bool handOut, bool isBatch)
    {
        if (value is null) return;
        if (isBatch && added.Remove(value))
        {
            if (!handOut) passing.Add(value);
        }
        else if (!handOut)
        {
            removed.Add(value);
        }
        else if (isBatch)
        {
            handedOut.Add(value);
        }

        next!.Reserve(removed.Count + passing.Count + added.Count);
    }

    /// <summary>A value comes into the tree.</summary>
    internal void Stored(TValue value, bool isBatch)
    {
        if (!isBatch || value is null) return;
        if (handedOut.Remove(value) || removed.Remove(value)) return; // it has been there before
        passing.Remove(value);
        added.Add(value);
        next!.Reserve(removed.Count + passing.Count + added.Count);
    }

    /// <summary>All entries leave the tree, with the nodes that hold them.</summary>
    internal void RemovedAll(Node subtree)
    {
        next!.AddSubtree(subtree);
        root = subtree;
    }

    /// <summary>After the publishing store. Throws nothing (P5).</summary>
    internal void Commit(long number)
    {
        OwnedDrop<TKey, TValue> drop = next!;
        AddTo(drop, removed);
        AddTo(drop, passing);
        Forget();
        if (drop.IsEmpty) return;
        next = null;
        drop.Number = number;
        owner.Send(drop);
    }

    /// <summary>The write did not happen: nothing has left the tree, and what was to come in is the caller's.</summary>
    internal void Rollback()
    {
        if (root is not null) next!.Clear();
        Forget();
    }

    /// <summary>The batch did not happen: nothing has left the tree, and what was put in is disposed.</summary>
    internal void Discard()
    {
        OwnedDrop<TKey, TValue> drop = next!;
        AddTo(drop, added);
        AddTo(drop, passing);
        Forget();
        if (drop.IsEmpty) return;
        next = null;
        owner.Send(drop); // number 0: no snapshot sees them
    }

    private static void AddTo(OwnedDrop<TKey, TValue> drop, HashSet<object> values)
    {
        foreach (object value in values) drop.Add((TValue)value);
    }

    private void Forget()
    {
        root = null;
        Clear(removed);
        Clear(added);
        Clear(handedOut);
        Clear(passing);
    }

    private static void Clear(HashSet<object> values)
    {
        if (values.Count != 0) values.Clear();
    }
}
