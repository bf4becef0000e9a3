using System;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>
/// All changes of a prefix tree, on a root slot that the caller passes: that of the live tree or of an open batch. Under the writer lock.
/// </summary>
/// <remarks>What a change makes is complete before one store hangs it up (P2), and whatever can throw comes before that store (P5).</remarks>
internal sealed partial class PrefixWriter<TValue>
{
    private readonly PrefixTransaction<TValue> transaction;
    private PrefixInner?[] deepPath = [];

    internal PrefixWriter(PrefixTransaction<TValue> transaction) => this.transaction = transaction;

    /// <summary>Stores the value of a key; over an entry only when <paramref name="overwrite"/> says so. A new key is copied.</summary>
    internal PrefixChange Put(ref Node? root, ReadOnlySpan<byte> key, TValue value, bool overwrite)
    {
        var path = new PrefixPath(ref deepPath);
        try
        {
            PrefixNode? end = Descend(ref root, ref path, key);
            if (end is null)
            {
                transaction.BeginChange();
                AddChild(ref root, ref path, key, value);
                transaction.EndChange();
                return new PrefixChange(true, 1);
            }

            if (!end.IsLeaf)
            {
                transaction.BeginChange();
                SplitPath(ref root, ref path, Unsafe.As<PrefixInner>(end), key, value);
                transaction.EndChange();
                return new PrefixChange(true, 1);
            }

            var leaf = Unsafe.As<PrefixLeaf<TValue>>(end);
            int at = leaf.Find(key, leaf.Count, out bool found);
            if (!found)
            {
                AddToLeaf(ref root, ref path, leaf, at, key, value);
                return new PrefixChange(true, 1);
            }

            if (!overwrite) return default;
            Overwrite(ref root, ref path, leaf, at, key, value);
            return new PrefixChange(true, 0);
        }
        finally
        {
            path.Dispose();
        }
    }

    /// <summary>Removes a key.</summary>
    /// <returns>Whether it was there.</returns>
    internal bool Remove(ref Node? root, ReadOnlySpan<byte> key, out TValue value)
    {
        value = default!;
        var path = new PrefixPath(ref deepPath);
        try
        {
            PrefixNode? end = Descend(ref root, ref path, key);
            if (end is null || !end.IsLeaf) return false;
            var leaf = Unsafe.As<PrefixLeaf<TValue>>(end);
            int at = leaf.Find(key, leaf.Count, out bool found);
            if (!found) return false;
            value = leaf.Cell(at).Value;
            transaction.BeginChange();
            TakeOut(ref root, ref path, key, leaf, at, at + 1);
            transaction.EndChange();
            return true;
        }
        finally
        {
            path.Dispose();
        }
    }

    /// <summary>Goes down to where a key is or would be.</summary>
    /// <returns>The leaf where it belongs; or an inner node whose path it does not have; or null: the last node of the path has nothing there.</returns>
    private static PrefixNode? Descend(ref Node? root, ref PrefixPath path, ReadOnlySpan<byte> key)
    {
        var node = Unsafe.As<PrefixNode>(root);
        while (node is not null && !node.IsLeaf)
        {
            var inner = Unsafe.As<PrefixInner>(node);
            if (!inner.HasPath(key)) return inner;
            path.Push(inner);
            node = Unsafe.As<PrefixNode>(Below(inner, key));
        }

        return node;
    }

    /// <summary>What an inner node has in the slot that a key, which has its path, goes to.</summary>
    private static Node? Below(PrefixInner inner, ReadOnlySpan<byte> key)
    {
        if (key.Length == inner.Depth) return inner.Terminal;
        int slot = inner.SlotOf(key[inner.Depth]);
        return slot < 0 ? null : inner.Slot(slot);
    }

    /// <summary>Whether a node may be changed by single stores: an open batch made it, or it is neither frozen (S1) nor off limits to a batch (B1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool MayStore(PrefixNode node) => transaction.IsOwn(node) || transaction.AllowsInPlaceStores(node);
}
