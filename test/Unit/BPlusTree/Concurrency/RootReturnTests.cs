using System;
using System.Collections.Generic;
using Concurrent.Nodes;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>A reader that finds the root it began with takes it that nothing above its leaf has changed (P7): no root may come back while a reader is inside.</summary>
public class RootReturnTests
{
    [Theory]
    [MemberData(nameof(Capacities.All), MemberType = typeof(Capacities))]
    public void A_full_root_leaf_that_gets_a_greater_key_is_not_the_root_again_when_that_key_goes(int capacity)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(capacity, domain: domain);
        int full = capacity == TreeOf.FullCapacity ? NodeLayout.LeafCapacity : capacity;
        for (int key = 1; key <= full; key++) tree.Add(key, key * 10);
        using (domain.EnterRead())
        {
            Node leaf = Root(tree);
            Assert.Equal((0, full), (leaf.Level, leaf.Count));

            Assert.True(tree.TryAdd(1_000, 10_000));
            var top = Assert.IsType<InnerNode<int>>(Root(tree));
            for (int i = 0; i < top.Count; i++) Assert.NotSame(leaf, top.Child(i));

            Assert.True(tree.Remove(1_000));
            Assert.NotSame(leaf, Root(tree));
            for (int key = full; key > 0; key--)
            {
                Assert.True(tree.Remove(key));
                Assert.NotSame(leaf, Root(tree));
            }
        }

        TreeAssert.HoldsTens(tree);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_root_comes_back_while_a_reader_is_inside_however_the_tree_grows_and_shrinks(int seed)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        var random = new Random(seed);
        var earlier = new HashSet<Node>();
        using var section = domain.EnterRead();
        Node root = Root(tree);
        int levels = 0;
        for (int i = 0; i < 30_000; i++)
        {
            // Up and down, now about a root that is a leaf, now to several levels; much of it at the right edge.
            bool grow = i / 25 % 2 == 0 ? random.Next(4) > 0 : random.Next(4) == 0;
            int key = random.Next(i / 200 % 3 == 0 ? 30 : 6);
            if (random.Next(2) == 0 && tree.TryGetLast(out int last, out _)) key = grow ? last + 1 : last;
            if (random.Next(10) == 0)
            {
                using var batch = tree.BeginBatch();
                if (grow) batch[key] = i;
                else batch.Remove(key);
                if (random.Next(3) > 0) batch.Commit();
            }
            else if (grow)
            {
                tree[key] = i;
            }
            else
            {
                tree.Remove(key);
            }

            Node now = Root(tree);
            if (now == root) continue;
            Assert.True(earlier.Add(root));
            if (earlier.Contains(now)) Assert.Fail($"the root of level {now.Level} came back after write {i}");
            levels = Math.Max(levels, now.Level);
            root = now;
        }

        Assert.InRange(levels, 2, 32);
        tree.CheckInvariants();
    }

    private static Node Root(BPlusTree<int, int> tree) => ((IEntrySource<int>)tree).Root!;
}
