using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Several writers at once: every write happens exactly once.</summary>
[Collection(Alone.Name)]
public class WriterTests
{
    private const int Writers = 4;

    [Fact]
    public void Of_several_threads_that_add_or_remove_one_key_exactly_one_succeeds()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, int>(domain: domain);
        long added = 0;
        long removed = 0;
        using var crew = new Crew();
        for (int writer = 0; writer < Writers; writer++)
        {
            var random = new Random(writer);
            crew.Add($"writer {writer}", () =>
            {
                long mine = 0;
                long gone = 0;
                for (int i = 0; i < 50_000; i++)
                {
                    int key = random.Next(100);
                    if (random.Next(2) == 0)
                    {
                        if (tree.TryAdd(key, key * 10)) mine++;
                    }
                    else if (tree.TryRemove(key, out int value))
                    {
                        Assert.Equal(key * 10, value);
                        gone++;
                    }
                }

                Interlocked.Add(ref added, mine);
                Interlocked.Add(ref removed, gone);
            });
        }

        crew.Join();
        Assert.Equal(added - removed, tree.LongCount);
        TreeAssert.HoldsTens(tree, new TreeReads<int, int>(tree).Ascending().Select(entry => entry.Key));
    }

    [Fact]
    public void AddOrUpdate_is_an_atomic_counter()
        => CountsExactly(static (tree, key) => tree.AddOrUpdate(key, 1, static (_, old) => old + 1));

    [Fact]
    public void AddOrUpdate_of_a_16_byte_value_is_an_atomic_counter()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        using var crew = new Crew();
        for (int writer = 0; writer < Writers; writer++)
        {
            crew.Add($"writer {writer}", () =>
            {
                for (int i = 0; i < 25_000; i++)
                {
                    tree.AddOrUpdate(i % 7, static (_, step) => Twin.Of(step), static (_, old, step) => Twin.Of(old.Left + step), 1L);
                }
            });
        }

        crew.Join();
        Assert.All(new TreeReads<int, Twin>(tree).Ascending(), entry => Assert.True(entry.Value.IsWhole));
        Assert.Equal(Writers * 25_000, new TreeReads<int, Twin>(tree).Ascending().Sum(entry => entry.Value.Left));
    }

    [Fact]
    public void TryUpdate_with_a_comparand_is_an_atomic_counter()
        => CountsExactly(static (tree, key) =>
        {
            while (true)
            {
                long old = tree.GetOrAdd(key, 0);
                if (tree.TryUpdate(key, old + 1, old)) return;
            }
        });

    [Fact]
    public void A_batch_is_an_atomic_counter()
        => CountsExactly(static (tree, key) =>
        {
            using var batch = tree.BeginBatch();
            batch.TryGetValue(key, out long old);
            batch[key] = old + 1;
            batch.Commit();
        });

    [Fact]
    public void GetOrAdd_gives_every_thread_the_one_value_that_won()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, object>(domain: domain);
        var seen = new object[Writers][];
        using var crew = new Crew();
        for (int writer = 0; writer < Writers; writer++)
        {
            var mine = seen[writer] = new object[20_000];
            crew.Add($"writer {writer}", () =>
            {
                for (int key = 0; key < mine.Length; key++) mine[key] = tree.GetOrAdd(key, static _ => new object());
            });
        }

        crew.Join();
        Assert.Equal(20_000, tree.Count);
        for (int key = 0; key < 20_000; key++)
        {
            for (int writer = 0; writer < Writers; writer++) Assert.Same(tree[key], seen[writer][key]);
        }

        tree.CheckInvariants();
    }

    [Fact]
    public void An_entry_moved_by_remove_and_add_is_held_by_exactly_one_thread_or_the_tree()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, Twin>(domain: domain);
        for (int key = 0; key < 20; key++) tree.Add(key, Twin.Of(key));
        using var crew = new Crew();
        for (int writer = 0; writer < Writers; writer++)
        {
            var random = new Random(writer);
            crew.Add($"mover {writer}", () =>
            {
                for (int i = 0; i < 30_000; i++)
                {
                    int key = random.Next(20);
                    if (!tree.TryRemove(key, out var held)) continue;
                    Assert.Equal(Twin.Of(key), held);
                    Assert.True(tree.TryAdd(key, held), $"{key} was added by another thread");
                }
            });
        }

        crew.Join();
        Assert.Equal(TreeOf.Keys(20).Select(key => KeyValuePair.Create(key, Twin.Of(key))), new TreeReads<int, Twin>(tree).Ascending());
    }

    [Fact]
    public void Every_entry_added_beside_drains_is_drained_exactly_once()
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<long, long>(domain: domain);
        var drained = new HashSet<long>();
        using var crew = new Crew();
        for (int writer = 0; writer < 2; writer++)
        {
            long mine = writer;
            crew.Add($"writer {writer}", () =>
            {
                for (long i = 0; i < 50_000; i++) Assert.True(tree.TryAdd(i * 2 + mine, -i));
            });
        }

        void Drain()
        {
            long last = -1;
            tree.Drain(0, (_, key, _, _) =>
            {
                if (key <= last) Assert.Fail($"{key} after {last}");
                last = key;
                if (!drained.Add(key)) Assert.Fail($"{key} drained twice");
            });
        }

        crew.AddUntilDone("drainer", Drain);
        crew.Join();
        Drain();
        Assert.Equal(100_000, drained.Count);
        Assert.True(tree.IsEmpty);
    }

    [Fact]
    public void A_key_on_its_way_from_one_tree_into_another_is_always_in_one_of_them()
    {
        using var domain = new RcuDomain();
        var source = TreeOf.Empty<int, int>(domain: domain);
        var target = TreeOf.Empty<int, int>(domain: domain);
        int published = 0;
        using var crew = new Crew();
        crew.Add("writer", () =>
        {
            for (int from = 0; from < 3_000; from += 20)
            {
                for (int key = from; key < from + 20; key++) source.Add(key, key * 10);
                Volatile.Write(ref published, from + 20);
                target.MergeFrom(source);
            }
        });
        for (int reader = 0; reader < 2; reader++)
        {
            var random = new Random(reader);
            crew.AddUntilDone($"reader {reader}", () =>
            {
                int bound = Volatile.Read(ref published);
                if (bound == 0) return;
                int key = bound - 1 - random.Next(Math.Min(bound, 40));
                // The target changes first: a key that has left the source has arrived.
                if (!source.TryGetValue(key, out int value) && !target.TryGetValue(key, out value)) Assert.Fail($"{key} is in neither");
                Assert.Equal(key * 10, value);
            });
        }

        crew.Join();
        TreeAssert.HoldsTens(target, TreeOf.Keys(3_000));
        Assert.True(source.IsEmpty);
    }

    private static void CountsExactly(Action<BPlusTree<int, long>, int> increment)
    {
        using var domain = new RcuDomain();
        var tree = TreeOf.Empty<int, long>(domain: domain);
        using var crew = new Crew();
        for (int writer = 0; writer < Writers; writer++)
        {
            crew.Add($"writer {writer}", () =>
            {
                for (int i = 0; i < 25_000; i++) increment(tree, i % 5);
            });
        }

        crew.Join();
        Assert.Equal(Enumerable.Range(0, 5).Select(key => KeyValuePair.Create(key, Writers * 5_000L)), new TreeReads<int, long>(tree).Ascending());
    }
}
