using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Concurrent.Nodes;

/// <summary>The way from the root to a leaf: which inner nodes, and which child in each. On the stack, so that it keeps no node alive.</summary>
internal ref struct TreePath<TKey>
{
    private NodeStack nodes;
    private IndexStack indices;

    /// <summary>Inner levels; 0 when the root is a leaf.</summary>
    internal int Depth { get; private set; }

    /// <summary>Whether the path follows the last child everywhere.</summary>
    internal readonly bool IsRightmost
    {
        get
        {
            for (int depth = 0; depth < Depth; depth++)
            {
                if (indices[depth] != nodes[depth]!.Count - 1) return false;
            }

            return true;
        }
    }

    internal readonly InnerNode<TKey> Inner(int depth) => nodes[depth]!;

    internal readonly int Index(int depth) => indices[depth];

    /// <summary>Goes to the leaf that holds <paramref name="key"/> if any does.</summary>
    internal Node Descend(ref Node? rootSlot, TKey key, IComparer<TKey>? comparer) => Descend(ref rootSlot, new KeyProbe<TKey>(key, comparer));

    /// <summary>Goes to the leaf that holds what <paramref name="probe"/> looks for if any does.</summary>
    internal Node Descend<TProbe>(ref Node? rootSlot, scoped TProbe probe)
        where TProbe : IKeyProbe<TKey>, allows ref struct
    {
        Node node = Start(ref rootSlot);
        while (node.Level != 0)
        {
            var inner = Unsafe.As<InnerNode<TKey>>(node);
            Prefetch.Block(ref inner.ChildSlots);
            node = Enter(inner, inner.Route(probe));
        }

        return node;
    }

    internal Node DescendToFirst(ref Node? rootSlot, int level = 0) => Leftmost(Start(ref rootSlot), level);

    internal Node DescendToLast(ref Node? rootSlot, int level = 0) => Rightmost(Start(ref rootSlot), level);

    /// <summary>Goes to the leaf after this one, as the inner nodes of the path know it.</summary>
    /// <returns>Null at the end.</returns>
    internal Node? NextLeaf()
    {
        int depth = Depth - 1;
        while (depth >= 0 && indices[depth] == nodes[depth]!.Count - 1) depth--;
        if (depth < 0) return null;
        Depth = depth;
        InnerNode<TKey> inner = nodes[depth]!;
        int index = indices[depth] + 1;
        return Leftmost(Enter(inner, index));
    }

    /// <summary>The leaf <paramref name="steps"/> after (or, negative, before) this one, if it hangs from the same parent or, nearly, from the next; for prefetching.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly Node? Peek(int steps)
    {
        if (Depth == 0) return null;
        InnerNode<TKey> parent = nodes[Depth - 1]!;
        int index = indices[Depth - 1] + steps;
        return (uint)index < (uint)parent.Count ? parent.Child(index) : PeekBeyond(index < 0 ? -1 - index : index - parent.Count, forward: index > 0);
    }

    /// <summary>Goes to the leaf before this one, as the inner nodes of the path know it.</summary>
    /// <returns>Null at the beginning.</returns>
    internal Node? PreviousLeaf()
    {
        int depth = Depth - 1;
        while (depth >= 0 && indices[depth] == 0) depth--;
        if (depth < 0) return null;
        Depth = depth;
        return Rightmost(Enter(nodes[depth]!, indices[depth] - 1));
    }

    /// <summary>Whether every slot on the way, from the root on, still holds what it held when the path was walked (P7).</summary>
    /// <remarks>
    /// Up to the root, not only up to the common ancestor of two leaves: an ancestor that was copied meanwhile keeps its old slots while its copy goes on changing.
    /// A node never comes back into a slot while a section is open, so an unchanged slot was unchanged throughout. The loads are volatile and so come after every
    /// volatile load that the caller made before.
    /// </remarks>
    internal readonly bool IsCurrent(ref Node? rootSlot, Node leaf)
    {
        Node expected = leaf;
        for (int depth = Depth - 1; depth >= 0; depth--)
        {
            InnerNode<TKey> inner = nodes[depth]!;
            if (inner.Child(indices[depth]) != expected) return false;
            expected = inner;
        }

        return Publication.Load(ref rootSlot) == expected;
    }

    /// <summary>Asks for the parent's neighbour when its first leaf comes into view, and after that, when the neighbour has arrived, for what hangs from it.</summary>
    private readonly Node? PeekBeyond(int index, bool forward)
    {
        if (Depth < 2) return null;
        InnerNode<TKey> grandparent = nodes[Depth - 2]!;
        int at = indices[Depth - 2] + (forward ? 1 : -1);
        if ((uint)at >= (uint)grandparent.Count) return null;
        var parent = Unsafe.As<InnerNode<TKey>>(grandparent.Child(at));
        if (index == 0)
        {
            Prefetch.Block(ref parent.ChildSlots);
            return null;
        }

        int count = parent.Count;
        return index <= count ? parent.Child(forward ? index - 1 : count - index) : null;
    }

    private Node Start(ref Node? rootSlot)
    {
        Depth = 0;
        return Publication.Load(ref rootSlot);
    }

    private Node Leftmost(Node node, int level = 0)
    {
        while (node.Level != level) node = Enter(Unsafe.As<InnerNode<TKey>>(node), 0);
        return node;
    }

    private Node Rightmost(Node node, int level = 0)
    {
        while (node.Level != level) node = Enter(Unsafe.As<InnerNode<TKey>>(node), node.Count - 1);
        return node;
    }

    /// <summary>Goes to another child of an inner node on the way.</summary>
    internal Node Turn(int depth, int index)
    {
        Depth = depth;
        return Enter(nodes[depth]!, index);
    }

    /// <summary>Goes to a child of the inner node that the way has led to.</summary>
    internal Node Enter(InnerNode<TKey> inner, int index)
    {
        Debug.Assert(inner.Level > 0 && index >= 0 && index < inner.Count, "R1: a recycled node was reached");
        int depth = Depth;
        Debug.Assert(depth < NodeLayout.MaxHeight, "R1: a recycled node was reached");
        Unsafe.Add(ref Unsafe.As<NodeStack, Lane>(ref nodes), depth).Node = inner; // no write barrier on the stack
        Unsafe.Add(ref Unsafe.As<IndexStack, byte>(ref indices), depth) = (byte)index;
        Depth = depth + 1;
        return inner.Child(index);
    }

    [InlineArray(NodeLayout.MaxHeight)]
    private struct NodeStack
    {
        private InnerNode<TKey>? first;
    }

    [InlineArray(NodeLayout.MaxHeight)]
    private struct IndexStack
    {
        private byte first;
    }
}
