using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Reads on one root: of the live tree inside a read section, of a snapshot, or of an open batch.</summary>
/// <remarks>Every read is linearizable. Those that rest on one leaf are so by themselves; those that combine two re-validate (P7).</remarks>
internal static class TreeReader<TKey, TValue>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static LeafNode<TKey, TValue> FindLeaf(ref Node? root, TKey key, IComparer<TKey>? comparer)
    {
        Node node = Publication.Load(ref root);
        while (node.Level != 0)
        {
            Debug.Assert(node.Level > 0, "R1: a recycled node was reached");
            var inner = Unsafe.As<InnerNode<TKey>>(node);
            // Which child is wanted depends on the search: asking for all slots at once saves one of two misses in a row.
            Prefetch.Block(ref inner.ChildSlots);
            node = inner.Child(inner.Route(key, comparer));
        }

        return Unsafe.As<LeafNode<TKey, TValue>>(node);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryGet(ref Node? root, TKey key, IComparer<TKey>? comparer, [MaybeNullWhen(false)] out TValue value)
    {
        LeafNode<TKey, TValue> leaf = FindLeaf(ref root, key, comparer);
        Prefetch.Block(ref leaf.ValueSlots);
        int index = IndexOf(leaf, key, comparer);
        if (index < 0)
        {
            value = default;
            return false;
        }

        value = AtomicSlot<TValue>.Read(ref leaf.Value(index));
        return true;
    }

    internal static bool Contains(ref Node? root, TKey key, IComparer<TKey>? comparer) => IndexOf(FindLeaf(ref root, key, comparer), key, comparer) >= 0;

    /// <summary>The place of a key in a leaf, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int IndexOf(LeafNode<TKey, TValue> leaf, TKey key, IComparer<TKey>? comparer)
    {
        int count = Volatile.Read(ref leaf.Count); // before the keys: pairs with the release in an append (P1e)
        int index = CountBelow(leaf, count, key, orEqual: false, comparer);
        return index < count && KeySearch.AreEqual(leaf.Key(index), key, comparer) ? index : -1;
    }

    /// <summary>The last entry whose key is below <paramref name="key"/>, or at most that.</summary>
    internal static bool TryGetAtMost(
        ref Node? root, TKey key, bool orEqual, IComparer<TKey>? comparer, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
    {
        LeafNode<TKey, TValue> leaf = FindLeaf(ref root, key, comparer);
        int count = Volatile.Read(ref leaf.Count);
        int below = CountBelow(leaf, count, key, orEqual, comparer);
        // With a greater key behind it in the same leaf the answer stands by itself. Without one, an append or a new leaf may come between.
        if (below > 0 && below < count) return Take(leaf, below - 1, out found, out value);
        return FindAtMost(ref root, new KeyProbe<TKey>(key, comparer), orEqual, out found, out value);
    }

    /// <summary>The last entry whose key is below the probe, or at most that; believes no leaf that it has not looked at again (P7).</summary>
    internal static bool FindAtMost<TProbe>(
        ref Node? root, TProbe probe, bool orEqual, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        where TProbe : IKeyProbe<TKey>, allows ref struct
    {
        while (true)
        {
            var path = default(TreePath<TKey>);
            var leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.Descend(ref root, probe));
            int count = Volatile.Read(ref leaf.Count);
            int below = CountBelow(leaf, count, probe, orEqual);
            if (below > 0)
            {
                Take(leaf, below - 1, out found, out value);
                if (IsUnchanged(ref root, path, leaf, count)) return true;
                continue;
            }

            TreePath<TKey> from = path;
            if (path.PreviousLeaf() is not { } previous) return Nothing(out found, out value);
            var left = Unsafe.As<LeafNode<TKey, TValue>>(previous);
            int leftCount = Volatile.Read(ref left.Count);
            below = CountBelow(left, leftCount, probe, orEqual);
            if (below == 0)
            {
                // The leaf was replaced meanwhile: all its keys are below those of the one to the right.
                if (IsUnchanged(ref root, from, leaf, count) && IsUnchanged(ref root, path, left, leftCount)) ThrowNoOrder();
                continue;
            }

            Take(left, below - 1, out found, out value);
            if (IsUnchanged(ref root, from, leaf, count) && IsUnchanged(ref root, path, left, leftCount)) return true;
        }
    }

    /// <summary>The first entry whose key is above <paramref name="key"/>, or at least that.</summary>
    internal static bool TryGetAtLeast(
        ref Node? root, TKey key, bool orEqual, IComparer<TKey>? comparer, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
    {
        LeafNode<TKey, TValue> leaf = FindLeaf(ref root, key, comparer);
        int count = Volatile.Read(ref leaf.Count);
        int below = CountBelow(leaf, count, key, !orEqual, comparer);
        if (below < count) return Take(leaf, below, out found, out value);
        return FindAtLeast(ref root, new KeyProbe<TKey>(key, comparer), orEqual, out found, out value);
    }

    /// <summary>The first entry whose key is above the probe, or at least that. Where it lies in another leaf than the probe would, both are looked at again (P7).</summary>
    internal static bool FindAtLeast<TProbe>(
        ref Node? root, TProbe probe, bool orEqual, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
        where TProbe : IKeyProbe<TKey>, allows ref struct
    {
        while (true)
        {
            var path = default(TreePath<TKey>);
            var leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.Descend(ref root, probe));
            int count = Volatile.Read(ref leaf.Count);
            int below = CountBelow(leaf, count, probe, !orEqual);
            if (below < count) return Take(leaf, below, out found, out value);
            TreePath<TKey> from = path;
            if (path.NextLeaf() is not { } next)
            {
                // Nothing above, if nothing was appended to the right meanwhile.
                if (IsUnchanged(ref root, from, leaf, count)) return Nothing(out found, out value);
                continue;
            }

            var right = Unsafe.As<LeafNode<TKey, TValue>>(next);
            int rightCount = Volatile.Read(ref right.Count);
            below = CountBelow(right, rightCount, probe, !orEqual);
            if (below == rightCount)
            {
                if (IsUnchanged(ref root, from, leaf, count) && IsUnchanged(ref root, path, right, rightCount)) ThrowNoOrder();
                continue;
            }

            Take(right, below, out found, out value);
            // The count too: an entry appended to the left leaf after it was searched would come before the one found.
            if (IsUnchanged(ref root, from, leaf, count) && IsUnchanged(ref root, path, right, rightCount)) return true;
        }
    }

    internal static bool TryGetFirst(ref Node? root, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
    {
        var path = default(TreePath<TKey>);
        var leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.DescendToFirst(ref root));
        return Volatile.Read(ref leaf.Count) > 0 ? Take(leaf, 0, out found, out value) : Nothing(out found, out value);
    }

    internal static bool TryGetLast(ref Node? root, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
    {
        while (true)
        {
            var path = default(TreePath<TKey>);
            var leaf = Unsafe.As<LeafNode<TKey, TValue>>(path.DescendToLast(ref root));
            int count = Volatile.Read(ref leaf.Count);
            if (count == 0) return Nothing(out found, out value);
            Take(leaf, count - 1, out found, out value);
            if (IsUnchanged(ref root, path, leaf, count)) return true;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int CountBelow(LeafNode<TKey, TValue> leaf, int count, TKey key, bool orEqual, IComparer<TKey>? comparer) => orEqual
        ? KeySearch.CountLessOrEqual(ref leaf.FirstKey(), count, NodeLayout.LeafCapacity, key, comparer)
        : KeySearch.CountLess(ref leaf.FirstKey(), count, NodeLayout.LeafCapacity, key, comparer);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int CountBelow<TProbe>(LeafNode<TKey, TValue> leaf, int count, TProbe probe, bool orEqual)
        where TProbe : IKeyProbe<TKey>, allows ref struct => probe.Count(ref leaf.FirstKey(), count, NodeLayout.LeafCapacity, orEqual);

    /// <summary>P7, with the count: appending changes no slot.</summary>
    internal static bool IsUnchanged(ref Node? root, in TreePath<TKey> path, LeafNode<TKey, TValue> leaf, int count) =>
        path.IsCurrent(ref root, leaf) && Volatile.Read(ref leaf.Count) == count;

    internal static void ThrowNoOrder() => throw new InvalidOperationException("The comparer contradicts itself: it is no total order, or keys were changed while in the tree.");

    private static bool Take(LeafNode<TKey, TValue> leaf, int index, out TKey found, out TValue value)
    {
        found = leaf.Key(index);
        value = AtomicSlot<TValue>.Read(ref leaf.Value(index));
        return true;
    }

    private static bool Nothing([MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
    {
        found = default;
        value = default;
        return false;
    }
}
