using System;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Concurrent.Rcu;

namespace Concurrent.Nodes;

/// <summary>
/// The writer's half of a tree with separators in its inner nodes: where new nodes come from, and the one structural step that all changes are made of (P4).
/// </summary>
/// <remarks>Callers pass the root slot they work on.</remarks>
internal sealed partial class WriteTransaction<TKey, TLeaf> : NodeTransaction
    where TLeaf : Node, ILeafNode<TKey, TLeaf>
{
    private readonly int capacity;
    private readonly int mergeThreshold;
    private readonly int minimum;
    private readonly int leafMergeThreshold;
    private readonly int leafMinimum;
    private readonly bool tracksGaps;
    private readonly InnerAssembly<TKey> assembly;

    /// <param name="leaves">Where leaves come from.</param>
    /// <param name="inners">Where inner nodes come from.</param>
    /// <param name="capacity">Children an inner node may have, logically.</param>
    /// <param name="tracksGaps">Whether inner nodes know the largest gap below each child.</param>
    internal WriteTransaction(NodeSupply<TLeaf> leaves, NodeSupply<InnerNode<TKey>> inners, int capacity, bool tracksGaps = false)
    {
        this.tracksGaps = tracksGaps;
        assembly = new InnerAssembly<TKey>(tracksGaps);
        Leaves = leaves;
        Inners = inners;
        this.capacity = capacity;
        mergeThreshold = Math.Max(2, capacity / 3);
        minimum = Math.Max(2, capacity / 4);
        leafMergeThreshold = Math.Max(1, capacity / 3);
        leafMinimum = Math.Max(1, capacity / 4);
    }

    internal NodeSupply<TLeaf> Leaves { get; }

    internal NodeSupply<InnerNode<TKey>> Inners { get; }

    /// <summary>Children of an inner node other than the root and those on the right edge, at least.</summary>
    internal int MinimumChildren => minimum;

    /// <summary>Entries of a leaf other than the root and the one on the right edge, at least.</summary>
    internal int MinimumEntries => leafMinimum;

    /// <summary>A leaf that has no more entries than this is put together with a neighbour.</summary>
    internal int LeafMergeThreshold => leafMergeThreshold;

    internal TLeaf NewLeaf() => Leaves.Rent(Number, level: 0);

    private InnerNode<TKey> NewInner(int level)
    {
        InnerNode<TKey> node = Inners.Rent(Number, level);
        if (tracksGaps) node.Gaps ??= new TKey[NodeLayout.InnerCapacity];
        return node;
    }

    internal void RetireLeaf(TLeaf leaf) => Retire(Leaves, leaf);

    internal void RetireInner(InnerNode<TKey> inner) => Retire(Inners, inner);

    /// <summary>Replaces a leaf by its successor.</summary>
    internal void ReplaceLeaf(ref Node? root, ref TreePath<TKey> path, Node replacement)
    {
        int parent = path.Depth - 1;
        Replace(ref root, ref path, parent, parent < 0 ? 0 : path.Index(parent), 1, replacement, null, default!);
    }

    /// <summary>
    /// The structural step (P4): in the inner node at <paramref name="depth"/> of the path, replaces <paramref name="removed"/> children from
    /// <paramref name="first"/> on by <paramref name="left"/> and <paramref name="right"/>, and whatever follows from that above. Ends in one store.
    /// </summary>
    /// <param name="root">The slot of the root.</param>
    /// <param name="path">The path to one of the children.</param>
    /// <param name="depth">Which inner node of the path; -1 replaces the root.</param>
    /// <param name="first">The first child to go.</param>
    /// <param name="removed">How many go.</param>
    /// <param name="left">What comes; null when nothing does.</param>
    /// <param name="right">What comes beside it, or null.</param>
    /// <param name="separator">The greatest key that <paramref name="left"/> may hold, when there is a right.</param>
    /// <param name="spread">Whether a node that overflows at the right edge is halved all the same: what is worked on will not be the right edge in the end.</param>
    internal void Replace(ref Node? root, ref TreePath<TKey> path, int depth, int first, int removed, Node? left, Node? right, TKey separator, bool spread = false)
    {
        while (depth >= 0)
        {
            InnerNode<TKey> parent = path.Inner(depth);
            if (removed == 1 && left is not null && right is null)
            {
                if (IsOwn(parent) || AllowsInPlaceStores(parent))
                {
                    Publication.Publish(ref parent.ChildSlot(first), left); // P1a, P2
                    if (tracksGaps) StoreGap(ref path, depth, first, left);
                    return;
                }

                left = CopyWithChild(parent, first, left);
            }
            else
            {
                assembly.Take(parent, first, removed, left, right, separator);
                if (tracksGaps) NoteGaps(first, left, right);
                if (assembly.Count > capacity)
                {
                    // At the right edge the left node stays nearly full: keys are probably being appended.
                    bool appending = !spread && right is not null && first + removed == parent.Count && path.IsRightmost;
                    (left, right, separator) = MakeTwo(parent.Level, appending ? assembly.Count - 2 : assembly.Count / 2);
                }
                else if (assembly.Count == 0)
                {
                    (left, right) = (null, null);
                }
                else if (depth == 0 && assembly.Count == 1)
                {
                    (left, right) = (assembly.FirstChild, null); // the root has one child left: that is the root now
                }
                else if (depth > 0 && assembly.Count <= mergeThreshold && TryTakeSibling(ref path, depth, ref first))
                {
                    (left, right, separator) = assembly.Count <= capacity * 3 / 4 ? (MakeOne(parent.Level), null, default!) : MakeTwo(parent.Level, assembly.Count / 2);
                    RetireInner(parent);
                    assembly.Clear();
                    depth--;
                    removed = 2; // first was set by TryTakeSibling
                    continue;
                }
                else if (IsOwn(parent))
                {
                    assembly.FillInto(parent, 0, assembly.Count);
                    assembly.Clear();
                    if (tracksGaps && depth > 0) StoreGap(ref path, depth - 1, path.Index(depth - 1), parent);
                    return;
                }
                else
                {
                    (left, right) = (MakeOne(parent.Level), null);
                }

                assembly.Clear();
            }

            RetireInner(parent);
            depth--;
            removed = 1;
            first = depth < 0 ? 0 : path.Index(depth);
        }

        Debug.Assert(left is not null, "A root has at least two children, so one is left");
        if (right is not null)
        {
            left = Over(left, separator, right);
        }

        Publication.Publish(ref root, left); // P2
    }

    private InnerNode<TKey> CopyWithChild(InnerNode<TKey> original, int index, Node child)
    {
        InnerNode<TKey> copy = NewInner(original.Level);
        int count = original.Count;
        original.Keys[..(count - 1)].CopyTo(copy.Keys);
        original.Children[..count].CopyTo(copy.Children);
        copy.Children[index] = child;
        copy.Count = count;
        if (tracksGaps)
        {
            original.Gaps.AsSpan(0, count).CopyTo(copy.Gaps);
            copy.Gaps![index] = GapOf(child);
        }

        return copy;
    }

    private InnerNode<TKey> MakeOne(int level)
    {
        InnerNode<TKey> node = NewInner(level);
        assembly.FillInto(node, 0, assembly.Count);
        return node;
    }

    private (Node Left, Node Right, TKey Separator) MakeTwo(int level, int leftCount)
    {
        InnerNode<TKey> left = NewInner(level);
        InnerNode<TKey> right = NewInner(level);
        assembly.FillInto(left, 0, leftCount);
        assembly.FillInto(right, leftCount, assembly.Count - leftCount);
        return (left, right, assembly.Separator(leftCount - 1));
    }

    /// <summary>Adds a sibling's children to the assembly if both fit into one node, or if the assembly alone would be too small.</summary>
    private bool TryTakeSibling(ref TreePath<TKey> path, int depth, ref int first)
    {
        InnerNode<TKey> grandparent = path.Inner(depth - 1);
        int at = path.Index(depth - 1);
        int sibling = SmallerNeighbour(grandparent, at);
        if (sibling < 0) return false;
        var neighbour = Unsafe.As<InnerNode<TKey>>(grandparent.Child(sibling));
        if (neighbour.Count + assembly.Count > capacity * 3 / 4 && assembly.Count >= minimum) return false;
        if (sibling < at) assembly.Prepend(neighbour, grandparent.Keys[sibling]);
        else assembly.Append(grandparent.Keys[at], neighbour);
        RetireInner(neighbour);
        first = Math.Min(sibling, at);
        return true;
    }

    /// <summary>Which neighbour of a child has fewer entries; -1 when there is none.</summary>
    internal static int SmallerNeighbour(InnerNode<TKey> parent, int index)
    {
        bool hasLeft = index > 0, hasRight = index + 1 < parent.Count;
        if (hasLeft && hasRight) return parent.Child(index - 1).Count < parent.Child(index + 1).Count ? index - 1 : index + 1;
        return hasLeft ? index - 1 : hasRight ? index + 1 : -1;
    }

    internal override bool Tick() => Leaves.Cache.Tick() | Inners.Cache.Tick();

    private protected override void PrepareSupplies()
    {
        Leaves.Prepare();
        Inners.Prepare();
    }

    private protected override bool CommitSupplies() => Leaves.Commit() | Inners.Commit();

    private protected override void RollbackSupplies()
    {
        assembly.Clear();
        Leaves.Rollback();
        Inners.Rollback();
        Leaves.GiveBackCreated();
        Inners.GiveBackCreated();
    }
}
