using System;
using System.Collections.Generic;
using Concurrent;
using Concurrent.Rcu;

namespace Exploration.Scenarios;

/// <summary>Writes of many entries at once: by one store, whatever they span (P2).</summary>
/// <remarks>
/// <code>
/// scenario                    mutants it is meant to catch
/// tree-remove-range           range removed by two stores; published nodes changed in place
/// tree-remove-range-recycled  nodes of the edges retired before the store, or given back without a grace period
/// tree-remove-range-snapshot  frozen nodes changed, or recycled
/// tree-remove-range-writer    lock not held: the other writer's key is lost, or a count is wrong
/// tree-pop-due                the look before the lock trusted under it
/// tree-pop-answer             an answer that was true at no moment of the call
/// tree-load                   emptied first and filled then
/// tree-load-and-writer        published outside the lock
/// tree-load-snapshot          loaded nodes not frozen by a later snapshot
/// tree-add-range              entries added one by one, or in place
/// tree-add-range-empty        the tree taken for empty when it no longer is
/// tree-merge-whole            entries merged in place
/// tree-try-begin              a batch without the lock
/// </code>
/// </remarks>
internal static class BulkScenarios
{
    /// <summary>A range over two leaves is removed: who misses one of its keys misses all from then on, and the keys around it are always found.</summary>
    [Scenario("tree-remove-range")]
    public static void RemoveRange(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        world.Thread("remover", () => Check.Equal(4, tree.RemoveRange(KeyRange<long>.Inclusive(30, 60)), "entries removed"));
        world.Thread("reader", () =>
        {
            bool low = tree.Finds(30);
            Check.That(low || !tree.Finds(60), "30 went before 60");
            bool high = tree.Finds(60);
            Check.That(high || !tree.Finds(30), "60 went before 30");
            tree.CheckFinds(20);
            tree.CheckFinds(70);
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal("10 20 70 80 90", Keys(tree), "keys");
        });
    }

    /// <summary>Nodes of both edges are used again at once: a reader inside must not notice.</summary>
    [Scenario("tree-remove-range-recycled")]
    public static void RemoveRangeRecycled(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60, 70, 80, 90);
        world.Thread("remover", () =>
        {
            tree.RemoveRange(KeyRange<long>.Inclusive(30, 60));
            tree.TryAdd(5, Value.Of(5));
            tree.TryAdd(75, Value.Of(75));
        });
        world.Thread("reader", () =>
        {
            tree.CheckFinds(10);
            tree.CheckFinds(70);
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>A snapshot holds the range whole or not at all, for ever.</summary>
    [Scenario("tree-remove-range-snapshot")]
    public static void RemoveRangeSnapshot(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30, 40, 50, 60);
        world.Thread("remover", () =>
        {
            tree.RemoveRange(KeyRange<long>.HalfOpen(20, 60));
            tree.TryAdd(25, Value.Of(25));
            tree[10] = Value.Newer(10);
        });
        world.Thread("reader", () =>
        {
            BPlusTreeSnapshot<long, long> snapshot = tree.Snapshot();
            string keys = Keys(snapshot);
            Check.That(keys is "10 20 30 40 50 60" or "10 60" or "10 25 60", $"a snapshot holds {keys}");
            long value = snapshot[10];
            Check.Equal(keys, Keys(snapshot), "keys of a snapshot, read again");
            Check.Equal(value, snapshot[10], "a value of a snapshot, read again");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Somebody adds keys inside and outside of the range meanwhile: those outside stay, and the count is exact.</summary>
    [Scenario("tree-remove-range-writer")]
    public static void RemoveRangeWriter(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50, 60);
        long removed = 0;
        world.Thread("remover", () => removed = tree.RemoveRange(KeyRange<long>.Inclusive(20, 50)));
        world.Thread("writer", () =>
        {
            tree.TryAdd(35, Value.Of(35));
            tree.TryAdd(70, Value.Of(70));
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            foreach (long key in (ReadOnlySpan<long>)[10, 60, 70]) tree.CheckFinds(key);
            Check.Equal(8 - removed, tree.Count, "entries left");
            Check.Equal(removed == 4, tree.Finds(35), "35 is there if it came behind the removal");
        });
    }

    /// <summary>Two take what is due while a third adds: each entry once, and nothing that is not due.</summary>
    [Scenario("tree-pop-due")]
    public static void PopDue(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30);
        var taken = new List<long>[] { [], [] };
        for (int i = 0; i < taken.Length; i++)
        {
            List<long> mine = taken[i];
            world.Thread($"taker {i}", () =>
            {
                if (!tree.TryRemoveFirstUpTo(15, out long key, out long value)) return;
                Value.CheckIsOf(key, value);
                mine.Add(key);
            });
        }

        world.Thread("writer", () => tree.TryAdd(5, Value.Of(5)));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            List<long> all = [.. taken[0], .. taken[1]];
            foreach (long key in all) Check.That(key <= 15, $"{key} was taken and was not due");
            Check.That(all.Contains(10), "10 was due throughout, and two came to take what is due");
            foreach ((long key, _) in tree) all.Add(key);
            all.Sort();
            Check.Equal("5 10 20 30", string.Join(' ', all), "keys taken and left");
        });
    }

    /// <summary>There is something due at every moment, in one entry or the other: who asks is not told that there is nothing.</summary>
    [Scenario("tree-pop-answer")]
    public static void PopAnswer(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        world.Thread("writer", () =>
        {
            tree.TryAdd(5, Value.Of(5));
            tree.Remove(10);
            tree.TryAdd(3, Value.Of(3));
        });
        world.Thread("taker", () =>
        {
            Check.That(tree.TryRemoveFirstUpTo(15, out long key, out long value), "nothing was due, though something was at every moment");
            Value.CheckIsOf(key, value);
            Check.That(key <= 10, $"{key} was taken and was not due");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>All is replaced under a reader: he finds the old entries or the new ones, and a key of both at every moment.</summary>
    [Scenario("tree-load")]
    public static void Load(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Recycling(Given.Domain(world), bagSize: 1, out _, 10, 20, 30);
        world.Thread("loader", () =>
        {
            tree.Load([15, 20, 60, 70, 80], [Value.Of(15), Value.Newer(20), Value.Of(60), Value.Of(70), Value.Of(80)]);
            tree.TryAdd(65, Value.Of(65));
        });
        world.Thread("reader", () =>
        {
            tree.CheckFinds(20);
            bool loaded = tree[20] == Value.Newer(20);
            Check.That(!loaded || (tree.Finds(80) && !tree.Finds(10)), "one entry was loaded before all were");
            Check.That(tree.Finds(10) || tree.Finds(80), "the old entries went before the new ones came");
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal("15 20 60 65 70 80", Keys(tree), "keys");
        });
    }

    /// <summary>Somebody writes while all is replaced: his key was replaced with the rest, or came after.</summary>
    [Scenario("tree-load-and-writer")]
    public static void LoadAndWriter(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40);
        world.Thread("loader", () => tree.Load([50, 60], [Value.Of(50), Value.Of(60)]));
        world.Thread("writer", () => tree.TryAdd(25, Value.Of(25))); // splits the root
        world.Finally(() =>
        {
            tree.CheckInvariants();
            string keys = Keys(tree);
            Check.That(keys is "50 60" or "25 50 60", $"the tree holds {keys}");
        });
    }

    /// <summary>A snapshot of loaded entries is taken while somebody overwrites and appends: it keeps what it showed first.</summary>
    [Scenario("tree-load-snapshot")]
    public static void LoadSnapshot(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10);
        tree.Load([10, 20, 30], [Value.Of(10), Value.Of(20), Value.Of(30)]);
        world.Thread("writer", () =>
        {
            tree[20] = Value.Newer(20);
            tree.TryAdd(40, Value.Of(40));
        });
        world.Thread("reader", () =>
        {
            BPlusTreeSnapshot<long, long> snapshot = tree.Snapshot();
            string keys = Keys(snapshot);
            long value = snapshot[20];
            Check.Equal(keys, Keys(snapshot), "keys of a snapshot, read again");
            Check.Equal(value, snapshot[20], "a value of a snapshot, read again");
            Check.Equal(snapshot.Count, keys.Split(' ').Length, "entries of a snapshot, against its count");
        });
        world.Finally(tree.CheckInvariants);
    }

    /// <summary>Several keys are added at once, at the end of a leaf too, where a single one would be appended in place: a reader finds all of them or none.</summary>
    [Scenario("tree-add-range")]
    public static void AddRange(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        world.Thread("adder", () => tree.AddRange([new(60, Value.Of(60)), new(15, Value.Of(15)), new(55, Value.Of(55))]));
        world.Thread("reader", () =>
        {
            bool first = tree.Finds(15);
            Check.That(!first || tree.Finds(60), "half of the entries were visible");
            bool last = tree.Finds(60);
            Check.That(!last || tree.Finds(15), "half of the entries were visible");
            tree.CheckFinds(50);
        });
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal("10 15 20 30 40 50 55 60", Keys(tree), "keys");
        });
    }

    /// <summary>The tree is empty when the nodes are built, and need not be when they are published.</summary>
    [Scenario("tree-add-range-empty")]
    public static void AddRangeEmpty(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world);
        world.Thread("adder", () => tree.AddRange([new(20, Value.Of(20)), new(10, Value.Of(10))]));
        world.Thread("writer", () => tree.TryAdd(15, Value.Of(15)));
        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.Equal("10 15 20", Keys(tree), "keys");
        });
    }

    /// <summary>A merge shows all of its entries in the target at once.</summary>
    [Scenario("tree-merge-whole")]
    public static void MergeWhole(World world)
    {
        BPlusTree<long, long> target = SmallTree.Of(world, 10, 30, 50);
        BPlusTree<long, long> victim = SmallTree.Of(world, 60, 70);
        world.Thread("merger", () => target.MergeFrom(victim));
        world.Thread("reader", () =>
        {
            bool first = target.Finds(60);
            Check.That(!first || target.Finds(70), "half of the victim was visible");
            bool gone = !victim.Finds(60);
            Check.That(!gone || (target.Finds(60) && !victim.Finds(70)), "the victim gave a part away, or gave it to nobody");
        });
        world.Finally(() =>
        {
            target.CheckInvariants();
            victim.CheckInvariants();
            Check.Equal("10 30 50 60 70", Keys(target), "keys");
        });
    }

    /// <summary>Two ask for a batch and do not wait: one of them at least gets it, and what they write does not mix.</summary>
    [Scenario("tree-try-begin")]
    public static void TryBegin(World world)
    {
        BPlusTree<long, long> tree = SmallTree.Of(world, 10, 20, 30, 40, 50);
        int begun = 0;
        foreach (bool newer in (ReadOnlySpan<bool>)[false, true])
        {
            world.Thread(newer ? "newer" : "older", () =>
            {
                if (!tree.TryBeginBatch(TimeSpan.Zero, out BPlusTree<long, long>.Batch batch)) return;
                using (batch)
                {
                    begun++;
                    batch[10] = newer ? Value.Newer(10) : Value.Of(10);
                    batch[50] = newer ? Value.Newer(50) : Value.Of(50);
                    batch.Commit();
                }
            });
        }

        world.Finally(() =>
        {
            tree.CheckInvariants();
            Check.That(begun >= 1, "nobody got a batch");
            Check.Equal(tree[10] == Value.Newer(10), tree[50] == Value.Newer(50), "both values are of one batch");
        });
    }

    private static string Keys(IEnumerable<KeyValuePair<long, long>> entries)
    {
        var keys = new List<long>();
        foreach ((long key, _) in entries) keys.Add(key);
        return string.Join(' ', keys);
    }
}
