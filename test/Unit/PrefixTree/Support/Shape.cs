using System.Collections.Generic;
using Concurrent.Nodes;

namespace Concurrent.Unit.Prefixes;

/// <summary>What a tree looks like inside.</summary>
internal static class Shape
{
    public static PrefixNode Root<TValue>(PrefixTree<TValue> tree) => (PrefixNode)((IPrefixSource)tree).Root!;

    /// <summary>All nodes of a tree without writers.</summary>
    public static List<PrefixNode> Nodes<TValue>(PrefixTree<TValue> tree) => Nodes((IPrefixSource)tree);

    public static List<PrefixNode> Nodes(IPrefixSource source)
    {
        List<PrefixNode> all = [(PrefixNode)source.Root!];
        for (int i = 0; i < all.Count; i++)
        {
            if (all[i] is not PrefixInner inner) continue;
            if (inner.Terminal is { } terminal) all.Add((PrefixNode)terminal);
            for (int by = inner.NextByte(0); by < 256; by = inner.NextByte(by + 1)) all.Add((PrefixNode)inner.Child((byte)by)!);
        }

        return all;
    }
}
