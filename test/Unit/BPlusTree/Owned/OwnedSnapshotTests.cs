using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Snapshots of a tree that owns its values: what they hold back, and until when (V1).</summary>
public class OwnedSnapshotTests
{
    [Fact]
    public void The_oldest_living_snapshot_decides_in_whatever_order_they_are_released()
    {
        foreach (int[] order in new[] { new[] { 0, 1, 2 }, [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            using var bed = new OwnedBed();
            var snapshots = new BPlusTreeSnapshot<int, Probe?>[3];
            for (int i = 0; i < 3; i++)
            {
                snapshots[i] = bed.Tree.Snapshot();
                bed.Tree.Remove(i); // after snapshot i: seen by those up to i
            }

            bed.Settle();
            Assert.Equal(3, bed.Domain.GetStatistics().HeldCallbacks);

            var living = new HashSet<int> { 0, 1, 2 };
            bed.AssertDisposed();
            foreach (int i in order)
            {
                snapshots[i].Dispose();
                snapshots[i].Dispose();
                living.Remove(i);
                bed.AssertDisposed(Enumerable.Range(0, 3).Where(removed => !living.Any(snapshot => snapshot <= removed)));
                foreach (int other in living) Assert.All(snapshots[other].Values.ToArray(), value => value!.AssertAlive());
            }

            Assert.Equal(0, bed.Domain.GetStatistics().HeldCallbacks);
        }
    }

    [Fact]
    public void A_released_snapshot_shows_nothing_any_more()
    {
        using var bed = new OwnedBed();
        var snapshot = bed.Tree.Snapshot();
        snapshot.Dispose();
        Action[] reads =
        [
            () => _ = snapshot[5],
            () => snapshot.TryGetValue(5, out _),
            () => snapshot.ContainsKey(5),
            () => snapshot.TryGetFirst(out _, out _),
            () => snapshot.TryGetLast(out _, out _),
            () => snapshot.TryGetFloor(5, out _, out _),
            () => snapshot.TryGetHigher(5, out _, out _),
            () => snapshot.GetMany([5], new Probe?[1], new bool[1]),
            () => snapshot.CountRange(KeyRange<int>.AtLeast(5)),
            () => snapshot.CopyRange(KeyRange<int>.All, new int[1], new Probe?[1], out _),
            () => snapshot.ToArray(),
            () => snapshot.ToList(),
            () => snapshot.Values.ToArray(),
            () => snapshot.ContainsValue(null),
            () => snapshot.ForEach(0, static (_, _, _, _) => { }),
            () => { foreach (var entry in snapshot) _ = entry; },
            () => { foreach (var entry in snapshot.EnumerateDescending()) _ = entry; },
            () => Assert.NotNull(snapshot.AsEnumerable().First().Value),
            () => { using var cursor = snapshot.GetCursor(); cursor.MoveNext(); },
        ];
        Assert.All(reads, read => Assert.Throws<ObjectDisposedException>(read));
        Assert.Equal(40, snapshot.Count);
    }

    [Theory]
    [InlineData("foreach")]
    [InlineData("cursor")]
    [InlineData("IEnumerable")]
    [InlineData("values")]
    public void An_enumeration_that_has_begun_goes_on_over_a_released_snapshot_and_holds_its_values(string how)
    {
        using var bed = new OwnedBed(entries: 300); // several pages
        var snapshot = bed.Tree.Snapshot();
        bed.Tree.Clear();
        int seen = 0;
        switch (how)
        {
            case "foreach":
                foreach ((_, Probe? value) in snapshot) See(value!);
                break;
            case "cursor":
                using (var cursor = snapshot.GetCursor()) while (cursor.MoveNext()) See(cursor.Value!);
                break;
            case "IEnumerable":
                foreach ((_, Probe? value) in snapshot.AsEnumerable()) See(value!);
                break;
            default:
                foreach (Probe? value in (IEnumerable<Probe?>)snapshot.Values) See(value!);
                break;
        }

        Assert.Equal(300, seen);
        bed.AssertDisposed(Enumerable.Range(0, 300));

        void See(Probe value)
        {
            if (seen++ == 0) snapshot.Dispose();
            if (seen % 50 == 0) bed.Settle();
            value.AssertAlive();
        }
    }

    [Fact]
    public void All_that_was_taken_is_disposed_with_the_last_of_the_result_and_the_older_snapshots()
    {
        using var bed = new OwnedBed();
        var before = bed.Tree.Snapshot();
        var all = bed.Tree.TakeAll();
        bed.Tree[1] = new Probe();
        using var after = bed.Tree.Snapshot();
        all.Dispose();
        bed.AssertDisposed();
        before.Dispose();
        bed.AssertDisposed(Enumerable.Range(0, 40));
        Assert.Equal(1, after.Count);
    }

    [Fact]
    public void A_forgotten_snapshot_is_released_by_the_collector()
    {
        using var bed = new OwnedBed(entries: 0);
        using var disposed = new ManualResetEventSlim();
        bed.Tree[1] = new Probe { OnDispose = disposed.Set };
        Forget(bed.Tree);
        bed.Tree.Remove(1);
        bed.Settle();
        Assert.False(disposed.IsSet);
        Collect();
        Assert.True(disposed.Wait(TimeSpan.FromMinutes(4)), "the value of a forgotten snapshot is never disposed");
    }

    [Fact]
    public void What_a_snapshot_holds_back_outlives_a_forgotten_tree()
    {
        using var domain = new Concurrent.Rcu.RcuDomain();
        using var disposed = new ManualResetEventSlim();
        var snapshot = TakeOfForgottenTree(domain, disposed);
        domain.Barrier();
        Collect();
        Assert.False(disposed.IsSet);
        Assert.True(snapshot.ContainsKey(1));
        snapshot.Dispose();
        Assert.True(disposed.Wait(TimeSpan.FromMinutes(4)), "the value that a snapshot of a forgotten tree held back is never disposed");
    }

    [Fact]
    public void Releasing_a_snapshot_that_held_much_back_waits_for_no_reader()
    {
        using var domain = new Concurrent.Rcu.RcuDomain(new Concurrent.Rcu.RcuDomainOptions { CallbackHighWaterMark = 1, CallbackBackPressure = TimeSpan.FromMinutes(10) });
        using var tree = new BPlusTree<int, Probe>(TreeOf.Options<int, Probe>(domain: domain) with { OwnsValues = true });
        var values = new List<Probe>();
        var snapshot = tree.Snapshot();
        for (int i = 0; i < 1000; i++) values.Add(tree[1] = new Probe());
        domain.Barrier();
        using var reader = ParkedReader.Enter(domain);
        snapshot.Dispose(); // one callback, for which there is room; a thousand would wait for the reader
        reader.Release();
        domain.Barrier();
        Assert.Equal(999, values.Count(value => value.Disposals == 1));
        values[^1].AssertAlive();
    }

    [Fact]
    public void Merged_values_are_held_back_by_snapshots_of_both_trees()
    {
        using var bed = new OwnedBed();
        using var victim = bed.Empty();
        var moved = new Probe("the moved value");
        victim[100] = moved;
        var here = bed.Tree.Snapshot();
        var there = victim.Snapshot();
        bed.Tree.MergeFrom(victim);
        bed.Tree.Remove(100);
        bed.Tree.Remove(5);
        here.Dispose();
        bed.Settle();
        moved.AssertAlive();
        bed.Values[5].AssertAlive(); // more than must be: the other tree's snapshot is not asked what it sees
        Assert.Same(moved, there[100]);
        there.Dispose();
        bed.AssertDisposed(5);
        moved.AssertDisposedOnce();
    }

    [Fact]
    public void Trees_that_are_merged_to_and_fro_beside_a_snapshot_keep_few_records()
    {
        using var bed = new OwnedBed();
        using var other = bed.Empty();
        var snapshots = new List<BPlusTreeSnapshot<int, Probe?>> { bed.Tree.Snapshot() };
        for (int i = 0; i < 60; i++) // Fibonacci's sixtieth number of records would never end
        {
            other.MergeFrom(bed.Tree);
            if (i == 30) snapshots.Add(other.Snapshot());
            bed.Tree.MergeFrom(other);
        }

        bed.Tree.Remove(5);
        bed.AssertDisposed();
        snapshots[0].Dispose();
        bed.AssertDisposed();
        snapshots[1].Dispose();
        bed.AssertDisposed(5);
        bed.AssertAllDisposedInTheEnd();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget(BPlusTree<int, Probe?> tree) => Assert.Equal(1, tree.Snapshot().Count);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static BPlusTreeSnapshot<int, Probe> TakeOfForgottenTree(Concurrent.Rcu.RcuDomain domain, ManualResetEventSlim disposed)
    {
        var tree = new BPlusTree<int, Probe>(TreeOf.Options<int, Probe>(domain: domain) with { OwnsValues = true });
        tree[1] = new Probe { OnDispose = disposed.Set };
        var snapshot = tree.Snapshot();
        tree.Remove(1);
        return snapshot;
    }

    private static void Collect()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
