using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>The ends of trees that own their values, of their domains, and what both do to each other (V1).</summary>
public class OwnedTreeTests
{
    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void Disposing_a_tree_disposes_its_values_once_and_closes_it_for_writes(int capacity)
    {
        using var bed = new OwnedBed(capacity);
        bed.Tree.Dispose();
        bed.Tree.Dispose();
        bed.AssertDisposed(Enumerable.Range(0, 40));
        Assert.Equal(0, bed.Tree.Count);
        using (bed.Domain.EnterRead()) Assert.False(bed.Tree.TryGetValue(5, out _));
        var given = new Probe();
        Action[] writes =
        [
            () => bed.Tree[5] = given,
            () => bed.Tree.TryAdd(5, given),
            () => bed.Tree.Clear(),
            () => bed.Tree.TakeAll(),
            () => bed.Tree.Snapshot(),
            () => bed.Tree.BeginBatch(),
            () => bed.Tree.Load([new(5, given)]),
            () => bed.Tree.AddRange([new(5, given)]),
            () => bed.Tree.MergeFrom(bed.Empty()),
            () => bed.Empty().MergeFrom(bed.Tree),
        ];
        Assert.All(writes, write => Assert.Throws<ObjectDisposedException>(write));
        bed.Settle();
        given.AssertAlive();
    }

    [Fact]
    public void A_tree_that_is_disposed_while_a_snapshot_lives_waits_for_that_with_what_it_sees()
    {
        using var bed = new OwnedBed();
        var snapshot = bed.Tree.Snapshot();
        bed.Tree[100] = new Probe();
        bed.Tree.Dispose();
        bed.AssertDisposed();
        Assert.Same(bed.Values[5], snapshot[5]);
        snapshot.Dispose();
        bed.AssertDisposed(Enumerable.Range(0, 40));
    }

    [Theory]
    [InlineData("domain, tree, snapshot")]
    [InlineData("domain, snapshot, tree")]
    [InlineData("tree, domain, snapshot")]
    [InlineData("snapshot, domain, tree")]
    [InlineData("tree, snapshot, domain")]
    [InlineData("snapshot, tree, domain")]
    public void Tree_domain_and_snapshot_may_be_disposed_in_any_order(string order)
    {
        var bed = new OwnedBed();
        var snapshot = bed.Tree.Snapshot();
        bed.Tree.Remove(5);
        bed.Tree[6] = new Probe();
        bool snapshotLives = true;
        foreach (string what in order.Split(", "))
        {
            if (snapshotLives) Assert.All(bed.Values, value => value.AssertAlive());
            if (what == "domain") bed.Domain.Dispose();
            if (what == "tree") bed.Tree.Dispose();
            if (what == "snapshot") snapshot.Dispose();
            snapshotLives &= what != "snapshot";
        }

        Assert.All(bed.Values, value => value.AssertDisposedOnce());
    }

    [Fact]
    public void After_the_domain_every_value_is_disposed_though_some_of_them_throw()
    {
        foreach (bool keepSnapshots in new[] { true, false })
        {
            var domain = new RcuDomain();
            var tree = new BPlusTree<int, Probe>(TreeOf.Options<int, Probe>(domain: domain) with { OwnsValues = true });
            Probe[] values = [.. Enumerable.Range(0, 12).Select(i => i % 3 == 0 ? Probe.Failing() : new Probe())];
            for (int i = 0; i < values.Length; i++) tree[i] = values[i];
            var first = tree.Snapshot();
            tree.Remove(0);
            var second = tree.Snapshot();
            tree.Remove(1);
            tree.Remove(3);
            if (!keepSnapshots) first.Dispose();
            if (!keepSnapshots) second.Dispose();
            Exception? told = Record.Exception(domain.Dispose);
            Assert.Equal(keepSnapshots, told is null);
            Assert.Equal(keepSnapshots, Record.Exception(tree.Dispose) is null);
            if (keepSnapshots)
            {
                Assert.Throws<AggregateException>(first.Dispose);
                Assert.Throws<AggregateException>(second.Dispose);
            }

            tree.Dispose();
            Assert.All(values, value => value.AssertDisposedOnce());
        }
    }

    [Fact]
    public async Task A_tree_closed_where_it_cannot_wait_for_its_domain_is_finished_by_a_later_call()
    {
        var bed = new OwnedBed();
        using (var reader = ParkedReader.Run(park =>
        {
            using ReadSection section = bed.Domain.EnterRead();
            park();
            Assert.Throws<InvalidOperationException>(bed.Tree.Dispose);
        }))
        {
            var closing = bed.Domain.DisposeAsync().AsTask();
            reader.Release();
            await closing;
        }

        Assert.All(bed.Values, value => value.AssertAlive());
        bed.Tree.Dispose();
        Assert.All(bed.Values, value => value.AssertDisposedOnce());
    }

    [Fact]
    public void A_value_may_dispose_the_tree_the_snapshot_and_a_batch_of_its_own()
    {
        using var bed = new OwnedBed();
        var snapshot = bed.Tree.Snapshot();
        var fresh = new Probe();
        var first = new Probe
        {
            OnDispose = () =>
            {
                using (var batch = bed.Tree.BeginBatch()) batch[1] = fresh;
                snapshot.Dispose();
                bed.Tree.Dispose();
            },
        };
        using var other = bed.Empty();
        other[1] = first;
        other.Remove(1);
        bed.Settle();
        bed.Settle();
        first.AssertDisposedOnce();
        fresh.AssertDisposedOnce();
        bed.AssertDisposed(Enumerable.Range(0, 40));
    }

    [Fact]
    public void Merged_values_belong_to_the_tree_they_came_to()
    {
        using var bed = new OwnedBed();
        var victim = bed.Empty();
        Probe[] moved = [new(), new()];
        victim[100] = moved[0];
        victim[101] = moved[1];
        bed.Tree.MergeFrom(victim);
        victim.Dispose();
        bed.Settle();
        Assert.All(moved, value => value.AssertAlive());
        bed.Tree.Remove(100);
        bed.Settle();
        moved[0].AssertDisposedOnce();
        moved[1].AssertAlive();
        bed.AssertAllDisposedInTheEnd();
        Assert.All(moved, value => value.AssertDisposedOnce());
    }

    [Fact]
    public void A_merge_that_is_refused_leaves_every_value_where_it_was()
    {
        using var bed = new OwnedBed();
        using var domain = new RcuDomain();
        using var victim = bed.Empty();
        var value = new Probe();
        victim[5] = value;
        victim[100] = new Probe();
        Assert.Throws<ArgumentException>(() => bed.Tree.MergeFrom(victim));
        Assert.Throws<ArgumentException>(() => bed.Tree.MergeFrom(new BPlusTree<int, Probe?>()));
        Assert.Throws<ArgumentException>(() => new BPlusTree<int, Probe?>().MergeFrom(bed.Tree));
        Assert.Throws<ArgumentException>(() => bed.Tree.MergeFrom(new BPlusTree<int, Probe?>(new BPlusTreeOptions<int, Probe?> { Domain = domain, OwnsValues = true })));
        bed.AssertAllDisposedInTheEnd();
        value.AssertAlive();
        victim.Dispose();
        bed.Settle();
        value.AssertDisposedOnce();
    }

    [Fact]
    public void Only_objects_can_be_owned_and_owned_values_cannot_be_copied()
    {
        Assert.Equal("OwnsValues", Assert.Throws<ArgumentException>(() => new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { OwnsValues = true })).ParamName);
        Assert.Throws<ArgumentException>(() => new BPlusTree<int, int?>(new BPlusTreeOptions<int, int?> { OwnsValues = true }));
        using var bed = new OwnedBed();
        Assert.Throws<InvalidOperationException>(() => bed.Tree.Clone());
    }

    [Fact]
    public void Values_that_are_null_or_not_disposable_are_let_go_of()
    {
        using var domain = new RcuDomain();
        var tree = new BPlusTree<int, object?>(new BPlusTreeOptions<int, object?> { Domain = domain, OwnsValues = true, NodeCapacity = 4 });
        var disposable = new Probe();
        tree[1] = null;
        tree[2] = "text";
        tree[3] = disposable;
        tree[1] = "more text";
        tree[3] = null;
        tree.Remove(2);
        tree.Clear();
        tree.Dispose();
        domain.Barrier();
        disposable.AssertDisposedOnce();
    }

    [Fact]
    public void A_tree_that_does_not_own_its_values_disposes_none_and_may_be_read_anywhere()
    {
        using var domain = new RcuDomain();
        var tree = new BPlusTree<int, Probe>(new BPlusTreeOptions<int, Probe> { Domain = domain });
        Probe[] values = [new(), new(), new()];
        for (int i = 0; i < 3; i++) tree[i] = values[i];
        var snapshot = tree.Snapshot();
        tree.Remove(0);
        tree[1] = values[2];
        tree.GetOrAdd(1, new Probe());
        snapshot.Dispose();
        Assert.Same(values[0], snapshot[0]);
        Assert.Same(values[2], tree[1]);
        tree.Dispose();
        domain.Barrier();
        Assert.All(values, value => value.AssertAlive());
    }

    [Fact]
    public void A_thread_that_is_interrupted_while_it_writes_and_releases_loses_no_value()
    {
        using var bed = new OwnedBed();
        Crew.OnAnotherThread(() =>
        {
            for (int key = 0; key < 40; key++)
            {
                try
                {
                    System.Threading.Thread.CurrentThread.Interrupt();
                    using var snapshot = bed.Tree.Snapshot();
                    bed.Tree.Remove(key);
                }
                catch (System.Threading.ThreadInterruptedException)
                {
                }
            }
        });
        bed.Tree.CheckInvariants();
        bed.Tree.Dispose();
        Eventually.True(() => Array.TrueForAll(bed.Values, value => value.Disposals > 0), "what an interrupt held up is sent again by the domain's next tick, for which no barrier waits");
        bed.AssertAllDisposedInTheEnd();
    }
}
