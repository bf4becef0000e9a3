using System;
using System.Collections.Generic;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Concurrent.Unit.Radix;

/// <summary>Looks at the nodes of a tree that nobody writes to.</summary>
internal static class Shape
{
    /// <summary>The names of the node types from the root down to where an index is looked for, with their shifts: <c>Inner4/6 Leaf16</c>.</summary>
    public static string PathTo<TValue>(RadixTree<TValue> tree, ulong index)
    {
        List<string> path = [];
        var node = (RadixNode?)tree.RootSlot;
        while (node is not null)
        {
            path.Add(NameOf(node));
            node = node.Kind < RadixKind.Inner4 ? null : ChildAt((RadixInner)node, ((RadixInner)node).DigitOf(index));
        }

        return string.Join(' ', path);
    }

    /// <summary>How many nodes of each type there are.</summary>
    public static SortedDictionary<string, int> Census<TValue>(RadixTree<TValue> tree)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (RadixNode node in Nodes(tree))
        {
            string name = NameOf(node);
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }

        return counts;
    }

    /// <summary>Every node once.</summary>
    public static HashSet<RadixNode> Nodes<TValue>(RadixTree<TValue> tree)
    {
        HashSet<RadixNode> found = [];
        Collect((RadixNode)tree.RootSlot!, found);
        return found;
    }

    private static void Collect(RadixNode node, HashSet<RadixNode> found)
    {
        if (!found.Add(node) || node is not RadixInner inner) return;
        for (ulong rest = inner.Present; rest != 0; rest &= rest - 1) Collect(ChildAt(inner, BitOperations.TrailingZeroCount(rest))!, found);
    }

    private static RadixNode? ChildAt(RadixInner inner, int digit)
    {
        if ((inner.Present >> digit & 1) == 0) return null;
        return Unsafe.As<RadixNode>(inner.Slot(inner.Kind == RadixKind.Inner64 ? digit : RadixBits.Before(inner.Present, digit)));
    }

    private static string NameOf(RadixNode node) => node.Kind switch
    {
        RadixKind.Leaf4 => "Leaf4",
        RadixKind.Leaf16 => "Leaf16",
        RadixKind.Leaf64 => "Leaf64",
        RadixKind.Span => $"Span/{node.Shift}",
        RadixKind.Inner4 => $"Inner4/{node.Shift}",
        RadixKind.Inner16 => $"Inner16/{node.Shift}",
        _ => $"Inner64/{node.Shift}",
    };
}
