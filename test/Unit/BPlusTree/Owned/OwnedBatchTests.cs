using System;
using System.Linq;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Batches over a tree that owns its values (V1, B1).</summary>
public class OwnedBatchTests
{
    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void A_discarded_batch_disposes_what_it_had_stored_and_nothing_that_it_had_removed(int capacity)
    {
        using var bed = new OwnedBed(capacity);
        Probe added = new(), replacing = new(), replaced = new(), passing = new(), refused = new(), taken = new();
        using (var batch = bed.Tree.BeginBatch())
        {
            batch[100] = added;
            batch[5] = replaced;
            batch[5] = replacing;
            batch[101] = passing;
            batch.Remove(101);
            Assert.False(batch.TryAdd(5, refused));
            batch[102] = taken;
            Assert.True(batch.TryRemove(102, out _));
            batch.TryRemove(6, out _);
            batch.Remove(7);
            batch.RemoveRange(KeyRange<int>.Inclusive(10, 30));
            batch.TryRemoveFirst(out _, out _);
            batch.Clear();
            batch[7] = bed.Values[7];
        }

        bed.AssertDisposed();
        foreach (Probe value in new[] { added, replacing, replaced, passing }) value.AssertDisposedOnce();
        refused.AssertAlive();
        taken.AssertAlive();
        bed.AssertAllDisposedInTheEnd();
        taken.AssertAlive();
    }

    [Theory]
    [MemberData(nameof(Capacities.SmallestAndFull), MemberType = typeof(Capacities))]
    public void A_committed_batch_disposes_what_it_took_out_and_what_only_passed_through(int capacity)
    {
        using var bed = new OwnedBed(capacity);
        Probe stays = new(), passing = new(), taken = new();
        using (var batch = bed.Tree.BeginBatch())
        {
            batch[100] = stays;
            batch[5] = passing;
            batch[5] = null;
            batch[102] = taken;
            Assert.True(batch.TryRemove(102, out _));
            batch.TryRemove(6, out _);
            batch.RemoveRange(KeyRange<int>.Inclusive(10, 30));
            Assert.False(passing.IsDisposed);
            batch.Commit();
        }

        bed.AssertDisposed([5, .. Enumerable.Range(10, 21)]);
        passing.AssertDisposedOnce();
        bed.AssertAllDisposedInTheEnd(6);
        stays.AssertDisposedOnce();
        taken.AssertAlive();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_value_may_move_to_another_key_in_either_order(bool outFirst)
    {
        using var bed = new OwnedBed();
        Probe fresh = new();
        using (var batch = bed.Tree.BeginBatch())
        {
            if (outFirst) batch.Remove(5);
            batch[105] = bed.Values[5];
            if (!outFirst) batch.Remove(5);
            if (outFirst) batch.TryRemove(6, out _);
            batch[106] = bed.Values[6];
            if (!outFirst) batch[6] = fresh;
            batch.Commit();
        }

        bed.AssertDisposed();
        Assert.True(bed.Tree.Remove(105));
        Assert.True(bed.Tree.Remove(106));
        bed.AssertDisposed(5, 6);
        fresh.AssertAlive();
        bed.AssertAllDisposedInTheEnd();
    }

    [Fact]
    public void A_value_that_moved_and_left_is_disposed_once()
    {
        using var bed = new OwnedBed();
        using (var batch = bed.Tree.BeginBatch())
        {
            batch[105] = bed.Values[5];
            batch.Remove(5);
            batch.Remove(105);
            batch.Commit();
        }

        bed.AssertDisposed(5);
    }

    [Fact]
    public void A_value_that_was_taken_out_and_then_lost_by_GetOrAdd_waits_for_its_readers()
    {
        using var bed = new OwnedBed();
        using var reader = ParkedReader.Enter(bed.Domain, bed.Values[5].AssertAlive);
        using (var batch = bed.Tree.BeginBatch())
        {
            batch.TryRemove(5, out var value);
            Assert.Same(bed.Values[6], batch.GetOrAdd(6, value));
            batch.Remove(7);
            Assert.Same(bed.Values[6], batch.GetOrAdd(6, bed.Values[7]));
            batch.Commit();
        }

        reader.Release();
        bed.AssertDisposed(5, 7);
    }

    [Fact]
    public void What_was_handed_out_by_a_batch_that_is_discarded_is_the_trees_again()
    {
        using var bed = new OwnedBed();
        using (var batch = bed.Tree.BeginBatch())
        {
            Assert.True(batch.TryRemove(5, out _));
            Assert.True(batch.TryRemoveLast(out _, out _));
        }

        bed.AssertAllDisposedInTheEnd();
    }

    [Fact]
    public void A_comparer_that_throws_half_way_leaves_the_batchs_account_of_values_as_it_was()
    {
        var comparer = new FailingComparer();
        foreach (bool commit in new[] { true, false })
        {
            using var bed = new OwnedBed(comparer: comparer);
            Probe[] fresh = [.. Enumerable.Range(0, 30).Select(i => new Probe($"number {i}"))];
            using (var batch = bed.Tree.BeginBatch())
            {
                for (int compare = 1; compare < 30; compare++)
                {
                    batch[200 + compare] = fresh[compare];
                    for (int write = 0; write < 5; write++)
                    {
                        comparer.ArmAt(compare);
                        try
                        {
                            if (write == 0) batch[5] = null;
                            if (write == 1) batch.Remove(200 + compare - 1);
                            if (write == 2) batch.RemoveRange(KeyRange<int>.Inclusive(7, 20));
                            if (write == 3) batch.TryRemove(6, out _);
                            if (write == 4) batch.TryAdd(6, bed.Values[6]);
                        }
                        catch (PlantedException)
                        {
                        }

                        comparer.Disarm();
                    }
                }

                if (commit) batch.Commit();
            }

            bed.Tree.CheckInvariants();
            int[] left = [.. bed.Tree.Keys];
            bed.AssertDisposed(commit ? Enumerable.Range(0, 40).Where(key => (key != 6 && !left.Contains(key)) || key == 5) : []);
            for (int i = 1; i < 30; i++) Assert.Equal(left.Contains(200 + i) ? 0 : 1, fresh[i].Disposals);
        }
    }

    [Fact]
    public void Clearing_a_batch_with_a_comparer_that_throws_is_clearing_it_all_the_same()
    {
        var comparer = new FailingComparer();
        using var bed = new OwnedBed(comparer: comparer);
        using (var batch = bed.Tree.BeginBatch())
        {
            comparer.ArmAt(1);
            batch.Clear();
            comparer.Disarm();
            batch.Commit();
        }

        bed.AssertDisposed(Enumerable.Range(0, 40));
    }

    [Fact]
    public void A_batch_shows_values_without_a_section()
    {
        using var bed = new OwnedBed();
        using var batch = bed.Tree.BeginBatch();
        Assert.Same(bed.Values[5], batch[5]);
        Assert.True(batch.TryGetFirst(out _, out var first));
        Assert.Same(bed.Values[0], first);
        int seen = 0;
        foreach ((int key, Probe? value) in batch)
        {
            Assert.Same(bed.Values[key], value);
            seen++;
        }

        Assert.Equal(40, seen);
        Assert.Equal(40, batch.ForEach(bed, static (bed, key, value, _) => Assert.Same(bed.Values[key], value)));
    }

    [Fact]
    public void An_enumeration_of_a_batch_ends_with_it_at_the_next_step()
    {
        using var bed = new OwnedBed();
        var batch = bed.Tree.BeginBatch();
        var entries = ((System.Collections.Generic.IEnumerable<System.Collections.Generic.KeyValuePair<int, Probe?>>)batch.EnumerateRange(KeyRange<int>.All)).GetEnumerator();
        Assert.True(entries.MoveNext());
        batch.Clear();
        batch.Commit();
        Assert.Throws<InvalidOperationException>(() => entries.MoveNext());
        entries.Dispose();
    }
}
