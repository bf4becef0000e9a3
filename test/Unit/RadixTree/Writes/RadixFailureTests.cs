using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Radix;

/// <summary>Writes that break off for want of a node, and writes where none may be made: nothing happened, and the lock is free (P5).</summary>
[Collection(Alone.Name)]
public class RadixFailureTests
{
    private const int Indices = 3_000;

    [Theory]
    [InlineData(0, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Wherever_a_write_is_interrupted_it_has_happened_whole_or_not_at_all(int tags, bool frozen)
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain); // no ticks meanwhile
        var pool = new RadixTreePool<string>(domain);
        var tree = new RadixTree<string>(new RadixTreeOptions<string> { Pool = pool, TagCount = tags });
        var model = new RadixModel<string>();
        var random = new Random(tags);
        for (int index = 0; index < Indices; index += 2)
        {
            tree[(ulong)index] = "even";
            model.Store((ulong)index, "even");
        }

        int brokenOff = 0, done = 0;
        for (int i = 0; i < 500; i++)
        {
            if (frozen && i % 25 == 0) _ = tree.Snapshot();
            if (i % 10 == 0) PutNodesAtHand(tree);
            (Action<RadixTree<string>> write, Action<RadixModel<string>> expected) = Step(random, i, tags);
            if (IsBrokenOff(pool, () => write(tree)))
            {
                brokenOff++;
            }
            else
            {
                done++;
                expected(model);
            }

            Assert.True(tree.WriterSide.Lock.TryEnter(TimeSpan.Zero, out WriterToken token), "the writer lock is still held");
            token.Dispose();
            tree.CheckInvariants();
            Assert.Equal(model.Count, tree.Count);
        }

        Assert.True(brokenOff > 20 && done > 20, $"{brokenOff} broken off, {done} done");
        RadixAssert.Whole(new TreeAccess<string>(tree), model, tags);
    }

    [Fact]
    public void A_batch_one_of_whose_writes_broke_off_half_way_can_only_be_disposed()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        var pool = new RadixTreePool<string>(domain);
        var tree = new RadixTree<string>(new RadixTreeOptions<string> { Pool = pool });
        for (ulong index = 0; index < 400; index += 3) tree.Add(index, "before");
        int count = tree.Count;
        Trees.Crew.OnAnotherThread(() =>
        {
            using (RadixTree<string>.Batch batch = tree.BeginBatch())
            {
                HeldGate[] gates = [.. Gates(pool).Select(HeldGate.Of)];
                Thread.CurrentThread.Interrupt();
                bool broken = false;
                try
                {
                    for (ulong index = 1; index < 400_000; index += 61) batch.TryAdd(index, "inside");
                }
                catch (ThreadInterruptedException)
                {
                    broken = true;
                }

                foreach (HeldGate gate in gates) gate.Release();
                Assert.True(broken, "the pool was not needed: this proves nothing");
                Refused(batch, b => b.Commit());
                Refused(batch, b => b.TryAdd(1, "no"));
                Refused(batch, b => b.StoreRange(1, 2, "no"));
                Refused(batch, b => b.RemoveRange(1, 2));
                Refused(batch, b => b.SetTag(3, 1));
                Refused(batch, b => b.Clear());
            }

            tree.CheckInvariants();
            Assert.Equal(count, tree.Count);
            for (ulong i = 0; i < 2_000; i++) tree.StoreRange(i * 7 % 500, (i * 7 % 500) + (i % 9), "after"); // a node that is in the tree and in the pool would show
            tree.CheckInvariants();
        });
    }

    [Fact]
    public void An_ended_batch_refuses_everything()
    {
        var tree = new RadixTree<string>();
        RadixTree<string>.Batch batch = tree.BeginBatch();
        batch.TryAdd(1, "");
        batch.Commit();
        AssertEnded(batch);
        batch.Dispose(); // as often as one likes
        RadixTree<string>.Batch discarded = tree.BeginBatch();
        discarded.TryAdd(2, "");
        discarded.Dispose();
        discarded.Dispose();
        AssertEnded(discarded);
        AssertEnded(default);
        Assert.Equal([1UL], tree.Select(entry => entry.Key));

        static void AssertEnded(RadixTree<string>.Batch batch)
        {
            Refused(batch, b => b.Commit());
            Refused(batch, b => _ = b.Count);
            Refused(batch, b => _ = b.LongCount);
            Refused(batch, b => _ = b.IsEmpty);
            Refused(batch, b => _ = b[1]);
            Refused(batch, b => b[1] = "");
            Refused(batch, b => b.TryAdd(1, ""));
            Refused(batch, b => b.Add(1, ""));
            Refused(batch, b => b.Store(1, "", out _));
            Refused(batch, b => b.StoreRange(1, 2, ""));
            Refused(batch, b => b.RemoveRange(1, 2));
            Refused(batch, b => b.Remove(1));
            Refused(batch, b => b.TryRemove(1, out _));
            Refused(batch, b => b.TryRemove(KeyValuePair.Create(1UL, "")));
            Refused(batch, b => b.TryUpdate(1, ""));
            Refused(batch, b => b.TryUpdate(1, "", ""));
            Refused(batch, b => b.CompareExchange(1, "", "", out _));
            Refused(batch, b => b.GetOrAdd(1, ""));
            Refused(batch, b => b.GetOrAdd(1, (_, _) => "", 0));
            Refused(batch, b => b.AddOrUpdate(1, "", (_, old, _) => old, 0));
            Refused(batch, b => b.AddRange([]));
            Refused(batch, b => b.SetRange([]));
            Refused(batch, b => b.SetTag(1, 1));
            Refused(batch, b => b.ClearTag(1, 1));
            Refused(batch, b => b.RetagRange(1, 2, 0, 1, 5, out _));
            Refused(batch, b => b.Clear());
        }
    }

    [Fact]
    public void A_thread_with_an_open_batch_cannot_write_by_other_ways()
    {
        var tree = new RadixTree<int> { { 9, 9 } };
        using (RadixTree<int>.Batch batch = tree.BeginBatch())
        {
            batch.TryAdd(1, 1);
            foreach (Action write in Writes(tree)) Assert.Throws<InvalidOperationException>(write);
            batch.Commit();
        }

        tree.CheckInvariants();
        Assert.Equal(2, tree.Count);
    }

    [Fact]
    public void A_disposed_domain_refuses_writes()
    {
        var domain = new RcuDomain();
        var tree = new RadixTree<int>(new RadixTreeOptions<int> { Domain = domain }) { { 9, 9 } };
        domain.Dispose();
        foreach (Action write in Writes(tree)) Assert.Throws<ObjectDisposedException>(write);
    }

    [Fact]
    public void A_reversed_range_is_named_and_changes_nothing()
    {
        var tree = new RadixTree<int> { { 5, 5 } };
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.StoreRange(6, 5, 1)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.RemoveRange(ulong.MaxValue, 0)).ParamName);
        Assert.Equal([KeyValuePair.Create(5UL, 5)], tree.ToList());
    }

    [Fact]
    public void Writes_allocate_nothing_in_the_steady_state()
    {
        using var domain = new RcuDomain();
        var tree = new RadixTree<object>(new RadixTreeOptions<object> { Domain = domain });
        object value = new();
        for (ulong index = 0; index < 2_000; index++) tree.Add(index * 5, value);
        for (int round = 0; round < 20; round++) Work(); // seven kinds of nodes: every bag of each pool has met a write that replaces many nodes and grown by then
        Assert.Equal(0, Allocations.Fewest(Work));
        tree.CheckInvariants();

        void Work()
        {
            for (ulong i = 0; i < 4_000; i++) Step(i);
        }

        void Step(ulong i)
        {
            ulong at = i * 7_919 % 10_000;
            tree[at] = value;
            tree.SetTag(at, (int)(i % 3));
            tree.Remove((at * 3) % 10_000);
            tree.ClearTag(at, 0);
            tree.TryAdd((at * 7) % 10_000, value);
            tree.TryUpdate(at, value, value);
            if (i % 8 == 0) tree.StoreRange(at, at + (i % 40), value);
            if (i % 8 == 1) tree.RemoveRange(at, at + (i % 90));
            if (i % 64 == 0) tree.RetagRange(at, at + 300, 1, 2, 10, out _);
            tree[(at % 16) << 50] = value;
            tree.Remove((at % 13) << 50);
            domain.Synchronize();
        }
    }

    private static Action[] Writes(RadixTree<int> tree) =>
    [
        () => tree[3] = 3, () => tree.TryAdd(3, 3), () => tree.Add(3, 3), () => tree.Store(3, 3, out _), () => tree.StoreRange(3, 4, 3), () => tree.RemoveRange(3, 4), () => tree.Remove(9), () => tree.TryRemove(9, out _),
        () => tree.TryRemove(KeyValuePair.Create(9UL, 9)), () => tree.TryUpdate(9, 1), () => tree.TryUpdate(9, 1, 9), () => tree.CompareExchange(9, 1, 9, out _), () => tree.GetOrAdd(3, 3), () => tree.GetOrAdd(3, _ => 3),
        () => tree.AddOrUpdate(9, 1, (_, old) => old), () => tree.SetTag(9, 0), () => tree.ClearTag(9, 0), () => tree.RetagRange(0, 9, 0, 1, 5, out _), () => tree.Clear(), () => tree.TakeAll(),
        () => tree.Drain(0, (_, _, _, _) => { }), () => tree.Load([]), () => tree.Load([], []), () => tree.AddRange([]), () => tree.TryAddRange([]), () => tree.SetRange([]), () => tree.Clone(), () => tree.Snapshot(),
        () => tree.BeginBatch().Dispose(), () => tree.TryBeginBatch(TimeSpan.Zero, out _),
    ];

    private static (Action<RadixTree<string>> Write, Action<RadixModel<string>> Expected) Step(Random random, int i, int tags)
    {
        ulong first = (ulong)random.Next(Indices) << (random.Next(10) == 0 ? 20 : 0), last = first + (ulong)random.Next(random.Next(2) == 0 ? 10 : 300);
        string value = $"{i}";
        int tag = tags == 0 ? 0 : i % tags;
        return random.Next(tags == 0 ? 4 : 6) switch
        {
            0 => (tree => tree[first] = value, model => model.Store(first, value)),
            1 => (tree => tree.Remove(first), model => model.RemoveRange(first, first)),
            2 => (tree => tree.StoreRange(first, last, value), model => model.StoreRange(first, last, value)),
            3 => (tree => tree.RemoveRange(first, last), model => model.RemoveRange(first, last)),
            4 => (tree => tree.SetTag(first, tag), model => model.SetTag(first, tag)),
            _ => (tree => tree.RetagRange(first, last, tag, (tag + 1) % tags, 50, out _), model =>
            {
                foreach (var piece in model.Tagged(tag, first, last).Take(50)) model.SetTag(piece.First, (tag + 1) % tags);
            }),
        };
    }

    private delegate void BatchCall(RadixTree<string>.Batch batch);

    private static void Refused(RadixTree<string>.Batch batch, BatchCall call)
    {
        bool refused = false;
        try
        {
            call(batch);
        }
        catch (InvalidOperationException)
        {
            refused = true;
        }

        Assert.True(refused, "the batch did it");
    }

    /// <summary>Discards a batch: what it made is at hand for the writes to come.</summary>
    private static void PutNodesAtHand(RadixTree<string> tree)
    {
        using RadixTree<string>.Batch batch = tree.BeginBatch();
        for (ulong index = 0; index < 100; index++) batch.TryAdd((index * 31) % 3_000, "");
    }

    private static Lock[] Gates(RadixTreePool<string> pool) =>
        [pool.Leaves4.Gate, pool.Leaves16.Gate, pool.Leaves64.Gate, pool.Spans.Gate, pool.Inners4.Gate, pool.Inners16.Gate, pool.Inners64.Gate];

    /// <summary>Makes the call on a thread that is interrupted at its first wait, while another one is at the pool.</summary>
    private static bool IsBrokenOff(RadixTreePool<string> pool, Action call)
    {
        bool broken = false;
        Lock[] gates = Gates(pool);
        foreach (Lock gate in gates) gate.Enter();
        try
        {
            Trees.Crew.OnAnotherThread(() =>
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
        finally
        {
            foreach (Lock gate in gates) gate.Exit();
        }

        return broken;
    }
}
