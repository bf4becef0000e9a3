using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;

namespace Concurrent;

/// <summary>What a write found.</summary>
internal enum PutResult
{
    Added,
    Replaced,
    Present,
}

/// <summary>Changes of one entry, on the root slot of the live tree or of an open batch. Called under the writer lock, inside a transaction.</summary>
/// <remarks>The search comes first: a comparer that throws has changed nothing. After it nothing throws but an allocation that fails, and what follows that is a rollback (P5).</remarks>
internal sealed partial class TreeWriter<TKey, TValue>
{
    private readonly WriteTransaction<TKey, LeafNode<TKey, TValue>> transaction;
    private readonly IComparer<TKey>? comparer;
    private readonly int capacity;
    private readonly int mergeThreshold;
    private readonly int minimum;

    /// <summary>Null unless the tree owns its values.</summary>
    private readonly OwnedLedger<TKey, TValue>? owned;

    internal TreeWriter(WriteTransaction<TKey, LeafNode<TKey, TValue>> transaction, IComparer<TKey>? comparer, int capacity, OwnedLedger<TKey, TValue>? owned)
    {
        this.owned = owned;
        this.transaction = transaction;
        this.comparer = comparer;
        this.capacity = capacity;
        mergeThreshold = Math.Max(1, capacity / 3);
        minimum = Math.Max(1, capacity / 4);
    }

    /// <summary>Entries of a leaf other than the root and the one on the right edge, at least.</summary>
    internal int MinimumEntries => minimum;

    /// <summary>Adds an entry, or, where the key is present, overwrites its value when told to.</summary>
    internal PutResult Put(ref Node? root, TKey key, TValue value, bool overwrite)
    {
        var path = default(TreePath<TKey>);
        LeafNode<TKey, TValue> leaf = Descend(ref root, ref path, key);
        int index = TreeReader<TKey, TValue>.CountBelow(leaf, leaf.Count, key, orEqual: false, comparer);
        if (index < leaf.Count && KeySearch.AreEqual(leaf.Key(index), key, comparer))
        {
            if (!overwrite) return PutResult.Present;
            transaction.BeginChange();
            Overwrite(ref root, ref path, leaf, index, value);
            transaction.EndChange();
            return PutResult.Replaced;
        }

        transaction.BeginChange();
        owned?.Stored(value, transaction.IsBatch);
        Insert(ref root, ref path, leaf, index, key, value);
        transaction.EndChange();
        return PutResult.Added;
    }

    /// <summary>Removes a key's entry.</summary>
    /// <param name="root">The slot of the root.</param>
    /// <param name="key">The key.</param>
    /// <param name="handOut">Whether an owned value belongs to the caller from now on.</param>
    /// <param name="value">The entry's value.</param>
    internal bool TryRemove(ref Node? root, TKey key, bool handOut, [MaybeNullWhen(false)] out TValue value)
    {
        var path = default(TreePath<TKey>);
        LeafNode<TKey, TValue> leaf = Descend(ref root, ref path, key);
        int index = TreeReader<TKey, TValue>.IndexOf(leaf, key, comparer);
        if (index < 0)
        {
            value = default;
            return false;
        }

        value = leaf.Value(index);
        transaction.BeginChange();
        RemoveAt(ref root, ref path, leaf, index, handOut);
        transaction.EndChange();
        return true;
    }

    /// <summary>Finds an entry to be changed, if it is still the one that was seen before the lock was taken (W1).</summary>
    internal bool TryFindAgain(ref Node? root, ref TreePath<TKey> path, TKey key, ref EntryVersion<TKey, TValue> seen, [NotNullWhen(true)] out LeafNode<TKey, TValue>? leaf, out int index)
    {
        leaf = Descend(ref root, ref path, key);
        index = TreeReader<TKey, TValue>.IndexOf(leaf, key, comparer);
        return index >= 0 && seen.Matches(leaf, index);
    }

    internal LeafNode<TKey, TValue> Descend(ref Node? root, ref TreePath<TKey> path, TKey key)
    {
        var leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.Descend(ref root, key, comparer));
        Prefetch.Block(ref leaf.ValueSlots); // a copy will need them all
        return leaf;
    }

    internal void Overwrite(ref Node? root, ref TreePath<TKey> path, LeafNode<TKey, TValue> leaf, int index, TValue value)
    {
        owned?.Replaced(leaf.Value(index), value, transaction.IsBatch);
        if (transaction.IsOwn(leaf))
        {
            leaf.Value(index) = value;
        }
        else if (AtomicSlot<TValue>.IsAtomic && transaction.AllowsInPlaceStores(leaf))
        {
            AtomicSlot<TValue>.Write(ref leaf.Value(index), value); // P1b, P2
        }
        else
        {
            LeafNode<TKey, TValue> copy = transaction.NewLeaf();
            int count = leaf.Count;
            leaf.Keys[..count].CopyTo(copy.Keys);
            leaf.Values[..count].CopyTo(copy.Values);
            copy.Value(index) = value;
            copy.Count = count;
            transaction.RetireLeaf(leaf);
            transaction.ReplaceLeaf(ref root, ref path, copy);
        }
    }

    private void Insert(ref Node? root, ref TreePath<TKey> path, LeafNode<TKey, TValue> leaf, int index, TKey key, TValue value)
    {
        int count = leaf.Count;
        if (count == capacity)
        {
            Split(ref root, ref path, leaf, index, key, value);
        }
        else if (transaction.IsOwn(leaf))
        {
            leaf.Keys[index..count].CopyTo(leaf.Keys[(index + 1)..]);
            leaf.Values[index..count].CopyTo(leaf.Values[(index + 1)..]);
            leaf.Keys[index] = key;
            leaf.Values[index] = value;
            leaf.Count = count + 1;
        }
        else if (index == count && transaction.AllowsInPlaceStores(leaf))
        {
            leaf.Keys[count] = key;
            leaf.Value(count) = value;
            // Key and value -> count. Pairs with the volatile read of the count that every reader makes first (P1e, P2).
            Volatile.Write(ref leaf.Count, count + 1);
        }
        else
        {
            LeafNode<TKey, TValue> copy = transaction.NewLeaf();
            CopyWith(leaf, 0, copy, count + 1, index, key, value);
            transaction.RetireLeaf(leaf);
            transaction.ReplaceLeaf(ref root, ref path, copy);
        }
    }

    private void Split(ref Node? root, ref TreePath<TKey> path, LeafNode<TKey, TValue> leaf, int index, TKey key, TValue value)
    {
        int count = leaf.Count;
        int parent = path.Depth - 1;
        int at = parent < 0 ? 0 : path.Index(parent);
        LeafNode<TKey, TValue> right = transaction.NewLeaf();
        // Not the root: it would come back into the root slot when the tree shrinks to it again, and a reader that re-reads the slot could not tell (P7).
        if (index == count && parent >= 0 && path.IsRightmost)
        {
            // Keys are being appended: the full leaf stays as it is, in the tree, and bounds itself from now on.
            right.Keys[0] = key;
            right.Values[0] = value;
            right.Count = 1;
            transaction.Replace(ref root, ref path, parent, at, 1, leaf, right, leaf.Key(count - 1));
            return;
        }

        int leftCount = (count + 1) / 2;
        LeafNode<TKey, TValue> left = transaction.NewLeaf();
        CopyWith(leaf, 0, left, leftCount, index, key, value);
        CopyWith(leaf, leftCount, right, count + 1 - leftCount, index, key, value);
        transaction.RetireLeaf(leaf);
        transaction.Replace(ref root, ref path, parent, at, 1, left, right, left.Key(leftCount - 1));
    }

    /// <summary>Fills a new leaf with entries from..from+count of what <paramref name="leaf"/> would be with a new entry at <paramref name="index"/>.</summary>
    private static void CopyWith(LeafNode<TKey, TValue> leaf, int from, LeafNode<TKey, TValue> target, int count, int index, TKey key, TValue value)
    {
        int before = Math.Clamp(index - from, 0, count); // entries that stand before the new one
        leaf.Keys.Slice(from, before).CopyTo(target.Keys);
        leaf.Values.Slice(from, before).CopyTo(target.Values);
        if (index >= from && index < from + count)
        {
            target.Keys[before] = key;
            target.Values[before] = value;
            int rest = count - before - 1;
            leaf.Keys.Slice(index, rest).CopyTo(target.Keys[(before + 1)..]);
            leaf.Values.Slice(index, rest).CopyTo(target.Values[(before + 1)..]);
        }
        else if (index < from)
        {
            leaf.Keys.Slice(from - 1, count).CopyTo(target.Keys);
            leaf.Values.Slice(from - 1, count).CopyTo(target.Values);
        }

        target.Count = count;
    }

    internal void RemoveAt(ref Node? root, ref TreePath<TKey> path, LeafNode<TKey, TValue> leaf, int index, bool handOut)
    {
        owned?.Removed(leaf.Value(index), handOut, transaction.IsBatch);
        int left = leaf.Count - 1;
        int parent = path.Depth - 1;
        if (parent >= 0 && left <= mergeThreshold)
        {
            if (left == 0)
            {
                transaction.RetireLeaf(leaf);
                transaction.Replace(ref root, ref path, parent, path.Index(parent), 1, null, null, default!);
                return;
            }

            if (TryMerge(ref root, ref path, leaf, index)) return;
        }

        if (transaction.IsOwn(leaf))
        {
            leaf.Keys[(index + 1)..(left + 1)].CopyTo(leaf.Keys[index..]);
            leaf.Values[(index + 1)..(left + 1)].CopyTo(leaf.Values[index..]);
            leaf.Keys[left] = default!;
            leaf.Values[left] = default!;
            leaf.Count = left;
            return;
        }

        // A copy even when the last entry goes: a count that fell and rose again would let a reader see half of the next append.
        LeafNode<TKey, TValue> copy = transaction.NewLeaf();
        CopyWithout(leaf, index, copy, 0);
        transaction.RetireLeaf(leaf);
        transaction.ReplaceLeaf(ref root, ref path, copy);
    }

    /// <summary>Puts what remains of a leaf together with a neighbour, or shares their entries out when the leaf would be too small.</summary>
    private bool TryMerge(ref Node? root, ref TreePath<TKey> path, LeafNode<TKey, TValue> leaf, int index)
    {
        int depth = path.Depth - 1;
        InnerNode<TKey> parent = path.Inner(depth);
        int at = path.Index(depth);
        int sibling = WriteTransaction<TKey, LeafNode<TKey, TValue>>.SmallerNeighbour(parent, at);
        if (sibling < 0) return false;
        var neighbour = Unsafe.As<LeafNode<TKey, TValue>>(parent.Child(sibling));
        int left = leaf.Count - 1;
        int total = left + neighbour.Count;
        bool fits = total <= capacity * 3 / 4;
        if (!fits && left >= minimum) return false;

        LeafNode<TKey, TValue> first = transaction.NewLeaf();
        LeafNode<TKey, TValue>? second = null;
        if (fits)
        {
            if (sibling < at)
            {
                neighbour.AppendTo(first, 0, neighbour.Count);
                CopyWithout(leaf, index, first, neighbour.Count);
            }
            else
            {
                CopyWithout(leaf, index, first, 0);
                neighbour.AppendTo(first, 0, neighbour.Count);
            }
        }
        else
        {
            second = transaction.NewLeaf();
            int half = total / 2; // more than the leaf has left, less than the neighbour
            if (sibling < at)
            {
                neighbour.AppendTo(first, 0, half);
                neighbour.AppendTo(second, half, neighbour.Count - half);
                CopyWithout(leaf, index, second, neighbour.Count - half);
            }
            else
            {
                CopyWithout(leaf, index, first, 0);
                neighbour.AppendTo(first, 0, half - left);
                neighbour.AppendTo(second, half - left, neighbour.Count - (half - left));
            }
        }

        transaction.RetireLeaf(leaf);
        transaction.RetireLeaf(neighbour);
        TKey separator = second is null ? default! : first.Key(first.Count - 1);
        transaction.Replace(ref root, ref path, depth, Math.Min(at, sibling), 2, first, second, separator);
        return true;
    }

    /// <summary>Appends a leaf's entries but one to a new leaf that has <paramref name="at"/> entries.</summary>
    private static void CopyWithout(LeafNode<TKey, TValue> leaf, int index, LeafNode<TKey, TValue> target, int at)
    {
        Debug.Assert(target.Count == at, "New leaves are filled in order");
        leaf.AppendTo(target, 0, index);
        leaf.AppendTo(target, index + 1, leaf.Count - index - 1);
    }
}
