using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Nodes;

namespace Concurrent;

/// <summary>Look-ups on one root by something that is no key. Neighbours are found by <see cref="TreeReader{TKey,TValue}"/>, with the same probe.</summary>
internal static class AlternateReader<TAlternate, TKey, TValue>
    where TAlternate : notnull, allows ref struct
{
    internal static bool TryGet(
        ref Node? root, AlternateProbe<TAlternate, TKey> probe, [MaybeNullWhen(false)] out TKey found, [MaybeNullWhen(false)] out TValue value)
    {
        LeafNode<TKey, TValue> leaf = FindLeaf(ref root, probe);
        Prefetch.Block(ref leaf.ValueSlots);
        int index = IndexOf(leaf, probe);
        if (index < 0)
        {
            found = default;
            value = default;
            return false;
        }

        found = leaf.Key(index);
        value = AtomicSlot<TValue>.Read(ref leaf.Value(index));
        return true;
    }

    internal static bool Contains(ref Node? root, AlternateProbe<TAlternate, TKey> probe) => IndexOf(FindLeaf(ref root, probe), probe) >= 0;

    /// <summary>What orders alternates in the way in which <paramref name="comparer"/> orders keys, if anything is known to.</summary>
    internal static IAlternateComparer<TAlternate, TKey>? ComparerFor(IComparer<TKey>? comparer)
    {
        if (comparer is IAlternateComparer<TAlternate, TKey> both) return both;
        object? spans = comparer is StringComparer strings ? StringSpanComparer.For(strings) : null;
        return spans as IAlternateComparer<TAlternate, TKey>;
    }

    internal static InvalidOperationException NoComparer() => new(
        $"The comparer of the tree cannot compare a {typeof(TAlternate)} with a {typeof(TKey)}: it is neither a StringComparer of the framework nor an {nameof(IAlternateComparer<,>)} of these types.");

    private static LeafNode<TKey, TValue> FindLeaf(ref Node? root, AlternateProbe<TAlternate, TKey> probe)
    {
        Node node = Publication.Load(ref root);
        while (node.Level != 0)
        {
            Debug.Assert(node.Level > 0, "R1: a recycled node was reached");
            var inner = Unsafe.As<InnerNode<TKey>>(node);
            Prefetch.Block(ref inner.ChildSlots);
            node = inner.Child(inner.Route(probe));
        }

        return Unsafe.As<LeafNode<TKey, TValue>>(node);
    }

    private static int IndexOf(LeafNode<TKey, TValue> leaf, AlternateProbe<TAlternate, TKey> probe)
    {
        int count = Volatile.Read(ref leaf.Count); // before the keys: pairs with the release in an append (P1e)
        int index = TreeReader<TKey, TValue>.CountBelow(leaf, count, probe, orEqual: false);
        return index < count && probe.Equals(leaf.Key(index)) ? index : -1;
    }
}
