using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Nodes;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>
/// A writer that is interrupted at its first wait, while another thread is at the shared pool: the one thing besides want of memory that can break a write off. It
/// happens whole or not at all, and the lock comes back (P5).
/// </summary>
[Collection(Alone.Name)]
public class InterruptTests
{
    private const int Entries = 3_200;
    private const int BagSize = 512;

    private static readonly Dictionary<string, Action<BPlusTree<int, int>, BPlusTree<int, int>>> Openings = new()
    {
        ["TryAdd"] = (tree, _) => tree.TryAdd(1, 1),
        ["set"] = (tree, _) => tree[2] = 7,
        ["Remove"] = (tree, _) => tree.Remove(2),
        ["TryUpdate"] = (tree, _) => tree.TryUpdate(2, 7),
        ["GetOrAdd"] = (tree, _) => tree.GetOrAdd(1, 1),
        ["AddOrUpdate"] = (tree, _) => tree.AddOrUpdate(2, 1, (_, old) => old + 1),
        ["BeginBatch"] = (tree, _) =>
        {
            using var batch = tree.BeginBatch();
            batch[1] = 1;
            batch.Commit();
        },
        ["Clear"] = (tree, _) => tree.Clear(),
        ["TakeAll"] = (tree, _) => tree.TakeAll(),
        ["TryBeginBatch"] = (tree, _) =>
        {
            Assert.True(tree.TryBeginBatch(TimeSpan.Zero, out var batch));
            batch.Dispose();
        },
        ["TryUpdateOrRemove"] = (tree, _) => tree.TryUpdateOrRemove(2, (_, _) => EntryChange<int>.Set(7)),
        ["AddUpdateOrRemove"] = (tree, _) => tree.AddUpdateOrRemove(1, _ => EntryChange<int>.Set(7), (_, _) => default),
        ["TryRemoveFirst"] = (tree, _) => tree.TryRemoveFirst(out int _, out int _),
        ["TryRemoveFirstUpTo"] = (tree, _) => tree.TryRemoveFirstUpTo(1_000, out int _, out int _),
        ["RemoveRange"] = (tree, _) => tree.RemoveRange(KeyRange<int>.HalfOpen(10, 300)),
        ["AddRange"] = (tree, _) => tree.AddRange([new(1, 1)]),
        ["SetRange"] = (tree, _) => tree.SetRange([new(1, 1)]),
        ["Load"] = (tree, _) => tree.Load([new(1, 1)]),
        ["MergeFrom"] = (tree, other) => tree.MergeFrom(other),
        ["MergeFrom of the other"] = (tree, other) => other.MergeFrom(tree),
    };

    public static TheoryData<string> EveryOpening => [.. Openings.Keys];

    [Fact]
    public void A_write_that_fills_a_bag_succeeds_while_another_thread_is_at_the_pool()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain); // no ticks meanwhile
        BPlusTree<int, int> tree = Evens(domain, out var pool);
        FillBagBut(1, tree);
        int entries = tree.Count;

        bool broken = IsBrokenOff(pool, () => tree.TryAdd(2_001, 1)); // splits a full leaf: retires it

        Assert.False(broken, "thrown after the publication");
        Assert.Equal(BagSize, tree.WriterSide.Transaction.Leaves.Cache.RetiredNodes); // else the pool was not needed, and this proves nothing
        IsFree(tree);
        Assert.Equal(1, tree[2_001]);
        Assert.Equal(entries + 1, tree.Count);
        tree.CheckInvariants();

        SealNow(tree); // the bag that stayed open is taken by a later write
        tree.CheckInvariants();
    }

    [Fact]
    public void A_batch_that_fills_a_bag_is_committed_while_another_thread_is_at_the_pool()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        BPlusTree<int, int> tree = Evens(domain, out var pool);
        FillBagBut(1, tree);
        int entries = tree.Count;

        Exception? thrown = null;
        Crew.OnAnotherThread(() =>
        {
            using var batch = tree.BeginBatch();
            batch.TryAdd(2_001, 1);
            batch.Remove(4);
            HeldGate leaves = HeldGate.Of(pool.Leaves.Gate);
            HeldGate inners = HeldGate.Of(pool.Inners.Gate);
            Thread.CurrentThread.Interrupt();
            try
            {
                batch.Commit();
            }
            catch (Exception e) when (e is ThreadInterruptedException or InvalidOperationException)
            {
                thrown = e;
            }

            leaves.Release();
            inners.Release();
        });

        Assert.Null(thrown);
        Assert.InRange(tree.WriterSide.Transaction.Leaves.Cache.RetiredNodes, BagSize, int.MaxValue);
        IsFree(tree);
        Assert.True(tree.ContainsKey(2_001));
        Assert.False(tree.ContainsKey(4));
        Assert.Equal(entries, tree.Count);
        tree.CheckInvariants();
        SealNow(tree);
        tree.CheckInvariants();
    }

    [Fact]
    public void Wherever_a_write_is_interrupted_it_has_happened_whole_or_not_at_all()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        BPlusTree<int, int> tree = Evens(domain, out var pool);
        var model = new SortedDictionary<int, int>();
        foreach (var (key, value) in tree) model.Add(key, value);
        var random = new Random(3);
        int brokenOff = 0, done = 0;
        for (int i = 0; i < 1_500; i++)
        {
            if (i % 40 == 0) PutNodesAtHand(tree);
            int key = random.Next(2 * Entries);
            bool remove = random.Next(2) == 0;
            if (IsBrokenOff(pool, () => Write(tree, key, remove, i)))
            {
                brokenOff++;
            }
            else
            {
                done++;
                if (remove) model.Remove(key);
                else model[key] = i;
            }

            IsFree(tree);
            tree.CheckInvariants();
            Assert.Equal(model.TryGetValue(key, out int expected), tree.TryGetValue(key, out int value));
            Assert.Equal(expected, value);
            Write(tree, 100, i % 2 == 0, i); // an ordinary one in between
            if (i % 2 == 0) model.Remove(100);
            else model[100] = i;
        }

        Assert.InRange(brokenOff, 1, done); // both kinds were met
        TreeAssert.Matches(tree, model);
    }

    [Fact]
    public void Wherever_a_write_of_many_entries_is_interrupted_it_has_happened_whole_or_not_at_all()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        BPlusTree<int, int> tree = Evens(domain, out var pool);
        var model = new SortedDictionary<int, int>();
        foreach (var (key, value) in tree) model.Add(key, value);
        var random = new Random(5);
        int brokenOff = 0, done = 0;
        for (int i = 0; i < 600; i++)
        {
            if (i % 10 == 0) PutNodesAtHand(tree);
            int first = random.Next(2 * Entries), length = random.Next(i % 5 == 0 ? 400 : 60);
            int[] keys = TreeOf.Keys(length, first);
            bool remove = random.Next(2) == 0;
            if (IsBrokenOff(pool, () => WriteMany(tree, first, keys, remove, i)))
            {
                brokenOff++;
            }
            else
            {
                done++;
                foreach (int key in keys)
                {
                    if (remove) model.Remove(key);
                    else model[key] = i;
                }
            }

            IsFree(tree);
            tree.CheckInvariants();
            Assert.Equal(model, tree);
        }

        Assert.True(brokenOff > 20 && done > 20, $"{brokenOff} broken off, {done} done");
        TreeAssert.Matches(tree, model);

        static void WriteMany(BPlusTree<int, int> tree, int first, int[] keys, bool remove, int value)
        {
            if (remove) tree.RemoveRange(KeyRange<int>.HalfOpen(first, first + keys.Length));
            else tree.SetRange(Array.ConvertAll(keys, key => KeyValuePair.Create(key, value)));
        }
    }

    [Theory]
    [MemberData(nameof(EveryOpening))]
    public void A_transaction_that_cannot_be_opened_leaves_no_lock_behind_and_changes_nothing(string opening)
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        BPlusTree<int, int> tree = Evens(domain, out var pool);
        BPlusTree<int, int> other = TreeOf.Tens(1_000_001, 1_000_003);
        SealNow(tree); // the next write needs a bag from the pool
        int entries = tree.Count;

        Assert.True(IsBrokenOff(pool, () => Openings[opening](tree, other)), "the pool was not needed: this proves nothing");

        IsFree(tree);
        IsFree(other);
        Assert.Equal(entries, tree.Count);
        Assert.Equal(2, other.Count);
        tree.CheckInvariants();
        other.CheckInvariants();
        Openings[opening](tree, other);
        tree.CheckInvariants();
        other.CheckInvariants();
    }

    [Fact]
    public void A_batch_one_of_whose_writes_broke_off_half_way_can_only_be_disposed()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        var pool = new BPlusTreePool<int, int>(domain);
        var tree = new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Pool = pool, NodeCapacity = 4 });
        for (int key = 1; key <= 3; key++) tree.Add(key, key * 10);
        Crew.OnAnotherThread(() =>
        {
            using (var batch = tree.BeginBatch())
            {
                int greatest = 100, least = 0;
                while (Top(tree) is not { Count: 4 }) batch[greatest++] = 1;
                while (Top(tree)!.Child(0).Count < 4) batch[least--] = 1;
                Assert.Equal((1, 4), (Top(tree)!.Level, Top(tree)!.Count));

                HeldGate held = HeldGate.Of(pool.Inners.Gate);
                Thread.CurrentThread.Interrupt();
                bool broken = false;
                try
                {
                    batch[least] = 1; // splits the first leaf, and for want of room the root
                }
                catch (ThreadInterruptedException)
                {
                    broken = true;
                }

                held.Release();
                Assert.True(broken, "the pool was not needed: this proves nothing");
                Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Commit());
                Refusal.Of<InvalidOperationException, int, int>(batch, b => b.TryAdd(5_000, 1));
                Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Remove(1));
                Refusal.Of<InvalidOperationException, int, int>(batch, b => b.ContainsKey(1));
                Refusal.Of<InvalidOperationException, int, int>(batch, b => b.Commit());
                TreeAssert.ReadsTens(tree, 1, 2, 3);
            }

            TreeAssert.HoldsTens(tree, 1, 2, 3);
            using (var next = tree.BeginBatch())
            {
                for (int key = 4; key <= 60; key++) next[key] = key * 10;
                next.Commit();
            }

            TreeAssert.HoldsTens(tree, TreeOf.Keys(60, first: 1));
        });
        IsFree(tree);
        for (int i = 0; i < 5_000; i++) Write(tree, i * 7 % 61 + 1, i % 3 == 0, i); // a node that is in the tree and in the pool would show
        tree.CheckInvariants();

        static InnerNode<int>? Top(BPlusTree<int, int> tree) => tree.WriterSide.BatchRoot as InnerNode<int>;
    }

    [Fact]
    public void A_batch_that_is_interrupted_while_it_gives_its_nodes_back_gives_the_lock_back()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        BPlusTree<int, int> tree = Evens(domain, out var pool);
        for (int again = 0; again < 20; again++)
        {
            Crew.OnAnotherThread(() =>
            {
                var batch = tree.BeginBatch();
                for (int key = 0; key < 2 * Entries; key += 2) batch[key] = -1;
                HeldGate leaves = HeldGate.Of(pool.Leaves.Gate);
                HeldGate inners = HeldGate.Of(pool.Inners.Gate);
                Thread.CurrentThread.Interrupt();
                try
                {
                    batch.Dispose();
                }
                catch (ThreadInterruptedException)
                {
                }

                leaves.Release();
                inners.Release();
            });
            IsFree(tree);
            Assert.Equal(Entries, tree.Count);
            tree.CheckInvariants();
            for (int i = 0; i < 2_000; i++) Write(tree, i * 37 % (2 * Entries) / 2 * 2 + 1, i % 2 == 0, i);
            tree.CheckInvariants();
            for (int key = 0; key < 2 * Entries; key += 2) Assert.Equal(key, tree[key]);
            for (int key = 1; key < 2 * Entries; key += 2) tree.Remove(key);
        }
    }

    /// <summary>A tree of the even keys, each its own value, with a pool that others could share.</summary>
    private static BPlusTree<int, int> Evens(RcuDomain domain, out BPlusTreePool<int, int> pool)
    {
        pool = new BPlusTreePool<int, int>(domain);
        var tree = new BPlusTree<int, int>(new BPlusTreeOptions<int, int> { Pool = pool });
        for (int i = 0; i < Entries; i++) tree.Add(2 * i, 2 * i);
        return tree;
    }

    private static void Write(BPlusTree<int, int> tree, int key, bool remove, int value)
    {
        if (remove) tree.Remove(key);
        else tree[key] = value;
    }

    /// <summary>A write that copies one leaf: removes an entry, or adds it again.</summary>
    private static void RetireOne(BPlusTree<int, int> tree)
    {
        if (!tree.Remove(100)) tree.Add(100, 100);
    }

    /// <summary>Writes until the open bag has room for so many more, and nodes are at hand.</summary>
    private static void FillBagBut(int room, BPlusTree<int, int> tree)
    {
        var leaves = tree.WriterSide.Transaction.Leaves.Cache;
        while (leaves.RetiredNodes < BagSize - room) RetireOne(tree);
        PutNodesAtHand(tree);
        Assert.InRange(tree.WriterSide.Transaction.Leaves.Cache.ReadyNodes, 3, int.MaxValue);
        Assert.InRange(tree.WriterSide.Transaction.Inners.Cache.ReadyNodes, 2, int.MaxValue);
        Assert.Equal(BagSize - room, leaves.RetiredNodes);
    }

    /// <summary>Discards a batch: what it made is at hand for the writes to come.</summary>
    private static void PutNodesAtHand(BPlusTree<int, int> tree)
    {
        using var batch = tree.BeginBatch();
        for (int key = 0; key < 2 * Entries; key += 2) batch[key] = -1;
    }

    /// <summary>Writes until the pool has just taken the bag of retired leaves.</summary>
    private static void SealNow(BPlusTree<int, int> tree)
    {
        var leaves = tree.WriterSide.Transaction.Leaves.Cache;
        do RetireOne(tree);
        while (leaves.RetiredNodes != 0);
    }

    /// <summary>Makes the call on a thread that is interrupted at its first wait, while another one is at the pool.</summary>
    private static bool IsBrokenOff(BPlusTreePool<int, int> pool, Action call)
    {
        bool broken = false;
        using (pool.Leaves.Gate.EnterScope())
        using (pool.Inners.Gate.EnterScope())
        {
            Crew.OnAnotherThread(() =>
            {
                Thread.CurrentThread.Interrupt();
                try
                {
                    call();
                }
                catch (ThreadInterruptedException)
                {
                    broken = true;
                }
            });
        }

        return broken;
    }

    /// <summary>Nobody holds the writer lock.</summary>
    private static void IsFree(BPlusTree<int, int> tree)
    {
        Assert.True(tree.WriterSide.Lock.TryEnter(TimeSpan.Zero, out WriterToken token), "the writer lock is still held");
        token.Dispose();
    }
}
