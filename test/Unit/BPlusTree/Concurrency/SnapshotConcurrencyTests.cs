using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Snapshots and batches taken beside threads that write: each is one exact moment.</summary>
[Collection(Alone.Name)]
public class SnapshotConcurrencyTests
{
    [Fact]
    public void A_snapshot_is_the_exact_result_of_a_prefix_of_the_writes()
    {
        // Write number i sets key i % 64 to i. After write m each key k holds the greatest i <= m with i % 64 == k.
        const int Keys = 64;
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, long>(domain: domain);
        for (int key = 0; key < Keys; key++) tree.Add(key, key);
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (long i = Keys; i < 300_000; i++) tree[(int)(i % Keys)] = i;
        });
        for (int taker = 0; taker < 2; taker++)
        {
            long before = 0;
            crew.AddUntilDone($"snapshot taker {taker}", () =>
            {
                var snapshot = tree.Snapshot();
                long latest = 0;
                foreach (var entry in snapshot) latest = Math.Max(latest, entry.Value);
                Assert.True(latest >= before, $"write {latest} after write {before}");
                before = latest;
                for (int again = 0; again < 2; again++)
                {
                    Assert.Equal(Keys, snapshot.Count);
                    for (int key = 0; key < Keys; key++) Assert.Equal(latest - (latest - key) % Keys, snapshot[key]);
                }
            });
        }

        crew.Join();
    }

    [Fact]
    public void A_snapshot_of_a_moving_window_holds_one_window_without_holes()
    {
        const int Window = 70;
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<long, Twin>(domain: domain);
        for (long key = 0; key < Window; key++) tree.Add(key, Twin.Of(key));
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (long next = Window; next < 150_000; next++)
            {
                tree.Add(next, Twin.Of(next));
                Assert.True(tree.Remove(next - Window));
            }
        });
        var kept = new List<(BPlusTreeSnapshot<long, Twin> Snapshot, long First, int Count)>();
        crew.AddUntilDone("snapshot taker", () =>
        {
            var snapshot = tree.Snapshot();
            Assert.True(snapshot.TryGetFirst(out long first, out _));
            int count = snapshot.Count;
            Assert.InRange(count, Window, Window + 1);
            WindowIsWhole(snapshot, first, count);
            if (kept.Count < 200) kept.Add((snapshot, first, count));
        });
        crew.Join();
        foreach (var (snapshot, first, count) in kept) WindowIsWhole(snapshot, first, count);
        tree.CheckInvariants();
    }

    [Fact]
    public void Batches_that_move_amounts_conserve_the_sum_for_every_reader_of_a_snapshot()
    {
        const int Accounts = 50;
        const long Each = 1_000;
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, long>(domain: domain);
        for (int account = 0; account < Accounts; account++) tree.Add(account, Each);
        using var crew = new Crew();
        for (int mover = 0; mover < 2; mover++)
        {
            var random = new Random(mover);
            crew.Add($"mover {mover}", () =>
            {
                for (int i = 0; i < 20_000; i++)
                {
                    using var batch = tree.BeginBatch();
                    int from = random.Next(Accounts);
                    int to = random.Next(Accounts);
                    long amount = random.Next(100);
                    // An emptied account is closed and opened again: the keys move too.
                    batch.TryGetValue(from, out long had);
                    if (had <= amount) batch.Remove(from);
                    else batch[from] = had - amount;
                    batch.TryGetValue(to, out long has);
                    batch[to] = has + Math.Min(had, amount);
                    if (random.Next(10) != 0) batch.Commit();
                }
            });
        }

        for (int reader = 0; reader < 2; reader++)
        {
            crew.AddUntilDone($"auditor {reader}", () =>
            {
                long sum = 0;
                int count = 0;
                var snapshot = tree.Snapshot();
                foreach (var entry in snapshot)
                {
                    sum += entry.Value;
                    count++;
                }

                Assert.Equal(Accounts * Each, sum);
                Assert.Equal(count, snapshot.Count);
            });
        }

        crew.Join();
        tree.CheckInvariants();
    }

    [Fact]
    public void A_lock_free_reader_never_sees_a_part_of_a_batch_that_a_later_read_takes_back()
    {
        // Each batch writes its number under every key, highest key first. Who has read n under one key reads at least n under any other.
        const int Keys = 40;
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, long>(domain: domain);
        for (int key = 0; key < Keys; key++) tree.Add(key, 0);
        using var crew = new Crew();
        crew.Add("batch writer", () =>
        {
            for (long number = 1; number <= 5_000; number++)
            {
                using var batch = tree.BeginBatch();
                for (int key = Keys - 1; key >= 0; key--) batch[key] = number;
                batch.Commit();
            }
        });
        for (int reader = 0; reader < 2; reader++)
        {
            var random = new Random(reader);
            long latest = 0;
            crew.AddUntilDone($"reader {reader}", () =>
            {
                for (int i = 0; i < 100; i++)
                {
                    int key = random.Next(Keys);
                    long seen = tree[key];
                    if (seen < latest) Assert.Fail($"key {key} holds {seen} after another key held {latest}");
                    latest = seen;
                }
            });
        }

        crew.Join();
        Assert.Equal(5_000, tree[0]);
    }

    [Fact]
    public void Snapshots_taken_by_several_threads_freeze_no_more_than_their_moment()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        for (int key = 0; key < 100; key++) tree.Add(key, Twin.Of(0));
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            // Every key has the number of the round or of the round before; lower keys are ahead.
            for (int round = 1; round <= 2_000; round++)
            {
                for (int key = 0; key < 100; key++) tree[key] = Twin.Of(round);
            }
        });
        for (int taker = 0; taker < 3; taker++)
        {
            crew.AddUntilDone($"taker {taker}", () =>
            {
                long previous = long.MaxValue;
                long first = -1;
                foreach (var entry in tree.Snapshot())
                {
                    Assert.True(entry.Value.IsWhole);
                    if (first < 0) first = entry.Value.Left;
                    if (entry.Value.Left > previous || entry.Value.Left < first - 1) Assert.Fail($"{entry} after {previous}, first {first}");
                    previous = entry.Value.Left;
                }
            });
        }

        crew.Join();
    }

    private static void WindowIsWhole(BPlusTreeSnapshot<long, Twin> snapshot, long first, int count)
    {
        Assert.Equal(count, snapshot.Count);
        long next = first;
        foreach (var (key, value) in snapshot)
        {
            Assert.Equal(next, key);
            Assert.Equal(Twin.Of(key), value);
            next++;
        }

        Assert.Equal(first + count, next);
    }
}
