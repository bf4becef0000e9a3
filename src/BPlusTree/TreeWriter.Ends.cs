using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Removal at the two ends of the tree: no key is looked for.</summary>
internal sealed partial class TreeWriter<TKey, TValue>
{
    /// <summary>Removes the first entry; when told to, only if its key is at most <paramref name="bound"/>.</summary>
    internal bool TryRemoveFirst(ref Node? root, bool upTo, TKey bound, [MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var path = default(TreePath<TKey>);
        var leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.DescendToFirst(ref root));
        if (leaf.Count > 0 && (!upTo || KeySearch.Compare(leaf.Key(0), bound, comparer) <= 0)) return Take(ref root, ref path, leaf, 0, out key, out value);
        key = default;
        value = default;
        return false;
    }

    /// <summary>Removes the last entry.</summary>
    internal bool TryRemoveLast(ref Node? root, [MaybeNullWhen(false)] out TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        var path = default(TreePath<TKey>);
        var leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.DescendToLast(ref root));
        if (leaf.Count > 0) return Take(ref root, ref path, leaf, leaf.Count - 1, out key, out value);
        key = default;
        value = default;
        return false;
    }

    private bool Take(ref Node? root, ref TreePath<TKey> path, LeafNode<TKey, TValue> leaf, int index, out TKey key, out TValue value)
    {
        key = leaf.Key(index);
        value = leaf.Value(index);
        transaction.BeginChange();
        RemoveAt(ref root, ref path, leaf, index, handOut: true);
        transaction.EndChange();
        return true;
    }
}
