using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Concurrent.Nodes;

/// <summary>The largest gap below each child, in trees that track gaps. The children that a node is made of bring theirs along, so no grandchild is looked at.</summary>
internal sealed partial class WriteTransaction<TKey, TLeaf>
{
    /// <summary>After a leaf of the open batch was changed in place.</summary>
    internal void LeafChanged(ref TreePath<TKey> path, TLeaf leaf)
    {
        if (tracksGaps && path.Depth > 0) StoreGap(ref path, path.Depth - 1, path.Index(path.Depth - 1), leaf);
    }

    /// <summary>After a child was stored in place: its gap, and whatever changes by that on the way up.</summary>
    /// <remarks>In place, too (P1d): a node that may be changed has only ancestors that may be. A frozen one cannot have been given a younger child, nor one from before a batch one of the batch.</remarks>
    private void StoreGap(ref TreePath<TKey> path, int depth, int index, Node child)
    {
        TKey gap = GapOf(child);
        while (true)
        {
            InnerNode<TKey> inner = path.Inner(depth);
            Debug.Assert(IsOwn(inner) || AllowsInPlaceStores(inner), "S1, B1: the gaps of a node change only where its children may");
            ref TKey slot = ref inner.Gaps![index];
            if (EqualityComparer<TKey>.Default.Equals(slot, gap)) return;
            slot = gap;
            if (--depth < 0) return;
            gap = inner.LargestGap;
            index = path.Index(depth);
        }
    }

    /// <summary>Tells the bench the gaps of what came.</summary>
    private void NoteGaps(int first, Node? left, Node? right)
    {
        if (left is not null) assembly.SetGap(first, GapOf(left));
        if (right is not null) assembly.SetGap(first + 1, GapOf(right));
    }

    private static TKey GapOf(Node node) => node.Level == 0 ? Unsafe.As<TLeaf>(node).LargestGap : Unsafe.As<InnerNode<TKey>>(node).LargestGap;
}
