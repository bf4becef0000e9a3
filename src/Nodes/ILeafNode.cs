using Concurrent.Rcu;

namespace Concurrent.Nodes;

/// <summary>What the structural steps need to know of a leaf, whatever is in it.</summary>
internal interface ILeafNode<TKey, TLeaf> : IPooledNode<TLeaf>
    where TLeaf : Node, ILeafNode<TKey, TLeaf>
{
    /// <summary>The size of the largest gap, in trees that track gaps.</summary>
    TKey LargestGap { get; }

    /// <summary>The key that separates the entries up to this one from those behind it.</summary>
    TKey SeparatorAfter(int index);

    /// <summary>Appends some neighbouring entries to a leaf that nobody else can see.</summary>
    void AppendTo(TLeaf target, int from, int count);
}
