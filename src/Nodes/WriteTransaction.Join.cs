namespace Concurrent.Nodes;

/// <summary>Cutting trees apart and putting them together again, aside from what is published: <see cref="IsBatch"/> holds.</summary>
internal sealed partial class WriteTransaction<TKey, TLeaf>
{
    /// <summary>Some neighbouring children of a node, as a tree of their own.</summary>
    /// <returns>Null for none; the child itself where there is one.</returns>
    internal Node? Part(InnerNode<TKey> node, int from, int count)
    {
        if (count == 0) return null;
        if (count == 1) return node.Children[from];
        InnerNode<TKey> part = Inners.Rent(Number, node.Level);
        node.Children.Slice(from, count).CopyTo(part.Children);
        node.Keys.Slice(from, count - 1).CopyTo(part.Keys);
        part.Count = count;
        return part;
    }

    /// <summary>A root over two trees of the same height.</summary>
    internal Node Over(Node left, TKey separator, Node right)
    {
        InnerNode<TKey> top = Inners.Rent(Number, left.Level + 1);
        top.Keys[0] = separator;
        top.Children[0] = left;
        top.Children[1] = right;
        top.Count = 2;
        return top;
    }

    /// <summary>Makes two neighbours that are to have one parent fit for that: one node of both, or two of which neither is too small, or as they are.</summary>
    internal (InnerNode<TKey> First, InnerNode<TKey>? Second, TKey Separator) Combine(InnerNode<TKey> left, TKey separator, InnerNode<TKey> right)
    {
        int total = left.Count + right.Count;
        int smaller = int.Min(left.Count, right.Count);
        bool fits = total <= capacity * 3 / 4;
        if (smaller >= minimum && !(fits && smaller <= mergeThreshold)) return (left, right, separator);
        int half = fits ? total : total / 2;
        InnerNode<TKey> first = Inners.Rent(Number, left.Level);
        InnerNode<TKey>? second = fits ? null : Inners.Rent(Number, left.Level);
        assembly.TakeBoth(left, separator, right);
        assembly.FillInto(first, 0, half);
        if (second is not null)
        {
            separator = assembly.Separator(half - 1);
            assembly.FillInto(second, half, total - half);
        }

        assembly.Clear();
        RetireInner(left);
        RetireInner(right);
        return (first, second, separator);
    }
}
