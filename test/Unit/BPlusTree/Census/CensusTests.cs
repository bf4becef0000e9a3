using System;
using System.Linq;
using System.Text.RegularExpressions;
using Concurrent.Nodes;
using Concurrent.Rcu;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>
/// After any sequence of writes, the nodes that are live, frozen, at hand, retired, waiting, pooled and dropped add up to every node ever allocated; no node is in two places, none comes back
/// after it was dropped, none that a snapshot may see is used again, and none is dropped but for a reason.
/// </summary>
public class CensusTests
{
    [Theory]
    [InlineData(4, 40, true)]
    [InlineData(4, 40, false)]
    [InlineData(5, 60, true)]
    [InlineData(TreeOf.FullCapacity, 400, true)]
    [InlineData(TreeOf.FullCapacity, 400, false)]
    public void All_nodes_add_up_after_every_step(int capacity, int keySpace, bool recycles)
        => Holds(new CensusWorld(capacity, keySpace) { Recycles = recycles }, 150);

    [Theory]
    [InlineData(4, 40)]
    [InlineData(TreeOf.FullCapacity, 400)]
    public void Nodes_that_come_back_at_once_add_up(int capacity, int keySpace) => Holds(new CensusWorld(capacity, keySpace) { BagSize = 1 }, 150);

    [Theory]
    [InlineData(4, 40)]
    [InlineData(TreeOf.FullCapacity, 400)]
    public void Writes_that_a_comparer_breaks_off_lose_no_node(int capacity, int keySpace)
        => Holds(new CensusWorld(capacity, keySpace) { ComparerFails = true, BagSize = 2 }, 150);

    [Fact]
    public void What_is_dropped_beyond_the_bound_on_limbo_adds_up()
        => Holds(new CensusWorld(4, 40) { BagSize = 2, MaxLimbo = 20 }, 200, mustBound: true);

    [Fact]
    public void A_live_node_that_is_retired_is_in_two_places()
        => Finds("Live .* and Open", static (tree, leaf) =>
        {
            var core = tree.WriterSide;
            using var token = core.Lock.Enter();
            core.BeginTransaction(batch: false);
            core.Transaction.RetireLeaf(leaf);
            core.Commit();
        });

    [Fact]
    public void A_node_that_is_retired_twice_is_in_two_places()
        => Finds("Open .* and Open", static (tree, leaf) =>
        {
            var core = tree.WriterSide;
            using var token = core.Lock.Enter();
            core.BeginTransaction(batch: false);
            var node = core.Transaction.NewLeaf();
            core.Transaction.RetireLeaf(node);
            core.Transaction.RetireLeaf(node);
            core.Commit();
        });

    [Fact]
    public void A_discarded_node_that_is_given_back_twice_is_in_two_places()
        => Finds("AtHand .* and AtHand|recycled twice", static (tree, leaf) =>
        {
            var cache = tree.WriterSide.Transaction.Leaves.Cache;
            using var token = tree.WriterSide.Lock.Enter();
            var node = cache.Rent();
            cache.GiveBack(node);
            cache.GiveBack(node);
        });

    [Fact]
    public void A_node_that_was_left_to_the_collector_and_comes_back_is_noticed()
        => Finds("left to the collector is AtHand again", static (tree, leaf) =>
        {
            using var token = tree.WriterSide.Lock.Enter();
            tree.WriterSide.Transaction.Leaves.Cache.GiveBack(leaf);
        }, clear: true);

    [Fact]
    public void A_node_of_two_trees_is_in_two_places()
        => Finds("Live .tree 0. and Live .tree 1.", static (tree, leaf) => { }, share: true);

    [Fact]
    public void A_node_that_is_lost_is_told_by_the_allocations()
    {
        using var domain = new RcuDomain();
        var (tree, census) = TreeOfOneLeaf(domain);
        Assert.Equal(1, census.Unseen); // the first root
        using (tree.WriterSide.Lock.Enter()) tree.WriterSide.Transaction.Leaves.Cache.Rent();
        Assert.Empty(census.Count());
        Assert.Equal(2, census.Unseen);
    }

    [Fact]
    public void A_loss_names_the_place_that_the_node_was_lost_from()
    {
        using var domain = new RcuDomain();
        var (tree, census) = TreeOfOneLeaf(domain);
        tree.Clear();
        var loss = Assert.Single(census.Count());
        Assert.Equal((NodePlace.Live, 0), (loss.Before.Place, loss.Before.Tree));
        Assert.Equal((1, 1), (census.In(NodePlace.Live), census.In(NodePlace.Dropped)));
    }

    private static void Finds(string what, Action<BPlusTree<int, long>, LeafNode<int, long>> mistake, bool clear = false, bool share = false)
    {
        using var domain = new RcuDomain();
        var (tree, census) = TreeOfOneLeaf(domain);
        var leaf = (LeafNode<int, long>)census.LiveIn(0).Single();
        if (clear) tree.Clear();
        census.Count();
        var failure = Assert.Throws<InvalidOperationException>(() =>
        {
            mistake(tree, leaf);
            if (share)
            {
                var thief = new BPlusTree<int, long>(TreeOf.Options<int, long>(domain: domain));
                ((IEntrySource<int>)thief).Root = leaf;
                census.Trees.Add(thief);
            }

            census.Count();
        });
        Assert.True(Regex.IsMatch(failure.Message, what), failure.Message);
    }

    private static (BPlusTree<int, long> Tree, NodeCensus<int, long> Census) TreeOfOneLeaf(RcuDomain domain)
    {
        var pool = new BPlusTreePool<int, long>(domain, new NodePoolOptions());
        var census = new NodeCensus<int, long>(pool);
        var tree = new BPlusTree<int, long>(TreeOf.Options<int, long>() with { Pool = pool });
        census.Trees.Add(tree);
        tree.Add(1, 1);
        tree.Add(0, 0); // into a copy: the first root is older than every transaction, and so frozen
        census.Count();
        census.Count();
        return (tree, census);
    }

    private static void Holds(CensusWorld world, int sequences, bool mustBound = false)
    {
        long bounded = 0, recycled = 0, frozen = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(sequences).WithQuietOnSuccess(true),
            Prop.ForAll(Scenarios.Over(world.KeySpace, 60), scenario =>
            {
                var met = CensusRun.Of(world, scenario);
                (bounded, recycled, frozen) = (bounded + met.Bounded, recycled + met.Recycled, frozen + met.Frozen);
            }));
        // A run that met nothing of this proves nothing.
        Assert.True(frozen > 0, "no snapshot held a node that was no longer live");
        Assert.Equal(world.Recycles, recycled > 0);
        Assert.Equal(mustBound, bounded > 0);
    }
}
