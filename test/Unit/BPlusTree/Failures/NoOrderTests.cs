using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A comparer that contradicts itself is found out where a search would otherwise start again for ever.</summary>
public class NoOrderTests
{
    private const int Probe = 1_000_000;

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void A_search_below_the_key_throws(int capacity)
    {
        var (tree, comparer) = Tree(capacity, out int removedSeparator);
        // To the right of the separator, but below every key on either side of it.
        comparer.AnswerForProbe = key => key == removedSeparator ? -1 : 1;
        Refuses(tree, t => t.TryGetFloor(Probe, out _, out _));
        Refuses(tree, t => t.TryGetLower(Probe, out _, out _));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(TreeOf.FullCapacity)]
    public void A_search_above_the_key_throws(int capacity)
    {
        var (tree, comparer) = Tree(capacity, out int removedSeparator);
        // To the left of the separator, but above every key on either side of it.
        comparer.AnswerForProbe = key => key == removedSeparator ? 1 : -1;
        Refuses(tree, t => t.TryGetCeiling(Probe, out _, out _));
        Refuses(tree, t => t.TryGetHigher(Probe, out _, out _));
    }

    /// <summary>A tree of two leaves, between which stands a key that is not in the tree any more.</summary>
    private static (BPlusTree<int, int> Tree, Contradicting Comparer) Tree(int capacity, out int removedSeparator)
    {
        var comparer = new Contradicting();
        var tree = TreeOf.Empty<int, int>(capacity, comparer);
        int next = 0;
        while (Top(tree) is null) tree.Add(next, next++ * 10);
        Concurrent.Nodes.InnerNode<int> top = Top(tree)!;
        Assert.Equal((1, 2), (top.Level, top.Count));
        removedSeparator = top.Keys[0];
        Assert.True(tree.Remove(removedSeparator));
        Assert.Equal((2, removedSeparator), (Top(tree)!.Count, Top(tree)!.Keys[0]));
        tree.CheckInvariants();
        return (tree, comparer);
    }

    private static Concurrent.Nodes.InnerNode<int>? Top(BPlusTree<int, int> tree) => ((IEntrySource<int>)tree).Root as Concurrent.Nodes.InnerNode<int>;

    private static void Refuses(BPlusTree<int, int> tree, Action<BPlusTree<int, int>> search)
    {
        Crew.OnAnotherThread(() =>
        {
            Assert.Throws<InvalidOperationException>(() => search(tree));
            Assert.False(tree.Domain.IsInReadSection);
        });
    }

    /// <summary>Compares naturally, but for the probe, of which it says what the test wants.</summary>
    private sealed class Contradicting : IComparer<int>
    {
        public Func<int, int>? AnswerForProbe { get; set; }

        public int Compare(int x, int y)
        {
            if (AnswerForProbe is not { } answer) return x.CompareTo(y);
            if (y == Probe) return answer(x);
            return x == Probe ? -answer(y) : x.CompareTo(y);
        }
    }
}
