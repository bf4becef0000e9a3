using System;
using System.Collections.Generic;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Writing calls that find nothing to write are refused all the same where writing is: misuse does not depend on what is in the tree.</summary>
public class NothingToWriteTests
{
    public static TheoryData<string> Members => [.. Calls.Keys];

    private static readonly Dictionary<string, Action<BPlusTree<int, int>>> Calls = new()
    {
        ["TryUpdate"] = tree => tree.TryUpdate(99, 1),
        ["TryUpdate with a comparand"] = tree => tree.TryUpdate(99, 1, 2),
        ["TryUpdate with another comparand"] = tree => tree.TryUpdate(10, 1, 2),
        ["TryRemove"] = tree => tree.TryRemove(99, out _),
        ["TryRemove of a pair"] = tree => tree.TryRemove(KeyValuePair.Create(99, 1)),
        ["TryRemove of another pair"] = tree => tree.TryRemove(KeyValuePair.Create(10, 1)),
        ["Remove"] = tree => tree.Remove(99),
        ["Remove through ICollection"] = tree => ((ICollection<KeyValuePair<int, int>>)tree).Remove(KeyValuePair.Create(99, 1)),
        ["TryUpdateOrRemove"] = tree => tree.TryUpdateOrRemove(99, (_, _) => EntryChange<int>.Remove),
        ["TryUpdateOrRemove that keeps"] = tree => tree.TryUpdateOrRemove(10, (_, _) => EntryChange<int>.Keep),
        ["AddUpdateOrRemove that keeps"] = tree => tree.AddUpdateOrRemove(99, _ => EntryChange<int>.Keep, (_, _) => EntryChange<int>.Keep),
        ["TryRemoveFirstUpTo"] = tree => tree.TryRemoveFirstUpTo(-1, out _, out _),
        ["RemoveRange"] = tree => tree.RemoveRange(KeyRange<int>.AtLeast(50)),
        ["AddRange"] = tree => tree.AddRange([]),
        ["TryAddRange"] = tree => tree.TryAddRange([]),
        ["SetRange"] = tree => tree.SetRange([]),
        ["MergeFrom"] = tree => tree.MergeFrom(new BPlusTree<int, int>(tree.Comparer)),
    };

    [Theory]
    [MemberData(nameof(Members))]
    public void While_this_thread_holds_a_batch(string member)
    {
        var tree = TreeOf.Tens(10, 20);
        using (var batch = tree.BeginBatch()) Assert.Throws<InvalidOperationException>(() => Calls[member](tree));
        Calls[member](tree);
        TreeAssert.HoldsTens(tree, [10, 20]);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void After_the_tree_was_disposed(string member)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        tree.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Calls[member](tree));
        Assert.Throws<ObjectDisposedException>(() => tree.TryRemoveFirst(out _, out _));
        Assert.Throws<ObjectDisposedException>(() => tree.TryRemoveLast(out _, out _));
    }

    [Fact]
    public void Pops_of_an_empty_tree_while_this_thread_holds_a_batch()
    {
        var tree = TreeOf.Tens();
        using var batch = tree.BeginBatch();
        Assert.Throws<InvalidOperationException>(() => tree.TryRemoveFirst(out _, out _));
        Assert.Throws<InvalidOperationException>(() => tree.TryRemoveLast(out _, out _));
        Assert.Throws<InvalidOperationException>(() => tree.TryRemoveFirstUpTo(1, out _, out _));
    }
}
