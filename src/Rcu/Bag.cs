using System;
using System.Collections.Generic;

namespace Concurrent.Rcu;

/// <summary>A handful of nodes that share a fate: retired together, waiting for one grace period together, recycled together.</summary>
internal sealed class Bag<TNode>
    where TNode : class
{
    private TNode?[] items;

    internal Bag(int capacity) => items = new TNode?[capacity];

    internal int Count { get; private set; }

    internal int Capacity => items.Length;

    /// <summary>The epoch that every reader must have left (E3).</summary>
    internal long Tag { get; set; }

    /// <summary>Links bags, never nodes: a chain of retired nodes would keep all of them alive through one (R4).</summary>
    internal Bag<TNode>? Next { get; set; }

    internal ReadOnlySpan<TNode?> Nodes => items.AsSpan(0, Count);

    /// <summary>Adds a node; allocates when the bag is full.</summary>
    internal void Add(TNode node)
    {
        int count = Count;
        TNode?[] array = items;
        if ((uint)count >= (uint)array.Length) array = Grow();
        array[count] = node;
        Count = count + 1;
    }

    internal bool TryTake(out TNode? node)
    {
        int last = Count - 1;
        TNode?[] array = items;
        if ((uint)last >= (uint)array.Length)
        {
            node = null;
            return false;
        }

        node = array[last];
        array[last] = null; // a forgotten reference would keep a node alive that was dropped later
        Count = last;
        return true;
    }

    /// <summary>Forgets the nodes from <paramref name="count"/> on.</summary>
    internal void Truncate(int count)
    {
        Array.Clear(items, count, Count - count);
        Count = count;
    }

    internal void CopyTo(List<TNode> target)
    {
        foreach (TNode? node in Nodes) target.Add(node!);
    }

    private TNode?[] Grow()
    {
        Array.Resize(ref items, Math.Max(4, 2 * items.Length));
        return items;
    }
}
