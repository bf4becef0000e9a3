using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;
using Concurrent.Unit.Trees;
using Xunit;

namespace Concurrent.Unit.Maples;

/// <summary>Writes that break off for want of a node, and writes where none may be made: nothing happened, and the lock is free (P5).</summary>
[Collection(Alone.Name)]
public class RangeFailureTests
{
    private const int Keys = 6_000;

    [Theory]
    [InlineData(4, false)]
    [InlineData(4, true)]
    [InlineData(32, true)]
    public void Wherever_a_write_is_interrupted_it_has_happened_whole_or_not_at_all(int capacity, bool gaps)
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain); // no ticks meanwhile
        var pool = new MapleTreePool<ushort, string>(domain);
        var tree = new MapleTree<ushort, string>(new MapleTreeOptions<ushort, string> { Pool = pool, NodeCapacity = capacity, TrackGaps = gaps });
        var model = new string?[Keys];
        var random = new Random(capacity);
        for (int key = 0; key < Keys; key += 2)
        {
            tree.Store((ushort)key, "even");
            model[key] = "even";
        }

        int brokenOff = 0, done = 0;
        for (int i = 0; i < 400; i++)
        {
            if (i % 10 == 0) PutNodesAtHand(tree);
            int width = random.Next(4) switch { 0 => 1, 1 => 10, 2 => 200, _ => 2_000 };
            ushort first = (ushort)random.Next(Keys), last = (ushort)Math.Min(Keys - 1, first + random.Next(width));
            string? value = random.Next(3) == 0 ? null : $"{i}";
            if (IsBrokenOff(pool, () => Write(tree, first, last, value)))
            {
                brokenOff++;
            }
            else
            {
                done++;
                Array.Fill(model, value, first, last - first + 1);
            }

            Assert.True(tree.WriterSide.Lock.TryEnter(TimeSpan.Zero, out WriterToken token), "the writer lock is still held");
            token.Dispose();
            tree.CheckInvariants();
            AssertSame(model, tree, first, last);
            Refill(tree, model, random);
        }

        Assert.True(brokenOff > 20 && done > 20, $"{brokenOff} broken off, {done} done");
        AssertSame(model, tree, 0, Keys - 1);
    }

    [Fact]
    public void A_batch_one_of_whose_writes_broke_off_half_way_can_only_be_disposed()
    {
        using var domain = new RcuDomain();
        using BusyCallback busy = BusyCallback.Start(domain);
        var pool = new MapleTreePool<ushort, string>(domain);
        var tree = new MapleTree<ushort, string>(new MapleTreeOptions<ushort, string> { Pool = pool, NodeCapacity = 4, TrackGaps = true });
        for (int key = 0; key < 40; key++) tree.Store((ushort)key, "before");
        Trees.Crew.OnAnotherThread(() =>
        {
            using (MapleTree<ushort, string>.Batch batch = tree.BeginBatch())
            {
                HeldGate leaves = HeldGate.Of(pool.Leaves.Gate), inners = HeldGate.Of(pool.Inners.Gate);
                Thread.CurrentThread.Interrupt();
                bool broken = false;
                try
                {
                    for (int key = 100; key < 10_000; key += 2) batch.Store((ushort)key, "inside");
                }
                catch (ThreadInterruptedException)
                {
                    broken = true;
                }

                leaves.Release();
                inners.Release();
                Assert.True(broken, "the pool was not needed: this proves nothing");
                AssertRefused(batch, b => b.Commit());
                AssertRefused(batch, b => b.Store(1, "no"));
                AssertRefused(batch, b => b.RemoveRange(1, 2));
                AssertRefused(batch, b => b.TryAllocate(1, "no", out _));
                AssertRefused(batch, b => b.Clear());
            }

            tree.CheckInvariants();
            Assert.Equal(40, tree.Count);
            for (int i = 0; i < 2_000; i++) tree.StoreRange((ushort)(i * 7 % 500), (ushort)((i * 7 % 500) + (i % 9)), "after"); // a node that is in the tree and in the pool would show
            tree.CheckInvariants();
        });
    }

    [Fact]
    public void An_ended_batch_refuses_everything()
    {
        var tree = new MapleTree<byte, int>(new MapleTreeOptions<byte, int> { TrackGaps = true });
        MapleTree<byte, int>.Batch batch = tree.BeginBatch();
        batch.Store(1, 1);
        batch.Commit();
        AssertEnded(batch);
        batch.Dispose(); // as often as one likes
        MapleTree<byte, int>.Batch discarded = tree.BeginBatch();
        discarded.Store(2, 2);
        discarded.Dispose();
        discarded.Dispose();
        AssertEnded(discarded);
        AssertEnded(default);
        Assert.Equal(1, tree.Count);

        static void AssertEnded(MapleTree<byte, int>.Batch batch)
        {
            AssertRefused(batch, b => b.Commit());
            AssertRefused(batch, b => _ = b.Count);
            AssertRefused(batch, b => _ = b.LongCount);
            AssertRefused(batch, b => _ = b.IsEmpty);
            AssertRefused(batch, b => b.Store(1, 1));
            AssertRefused(batch, b => b.StoreRange(1, 2, 1));
            AssertRefused(batch, b => b.TryAdd(1, 1));
            AssertRefused(batch, b => b.TryAddRange(1, 2, 1));
            AssertRefused(batch, b => b.RemoveRange(1, 2));
            AssertRefused(batch, b => b.TryRemoveContaining(1, out _));
            AssertRefused(batch, b => b.TryAllocate(1, 1, out _));
            AssertRefused(batch, b => b.TryAllocateHighest(1, 1, out _));
            AssertRefused(batch, b => b.TryFindGap(1, out _));
            AssertRefused(batch, b => b.TryFindGapHighest(1, out _));
            AssertRefused(batch, b => b.Clear());
        }
    }

    [Fact]
    public void A_thread_with_an_open_batch_cannot_write_by_other_ways()
    {
        var tree = new MapleTree<byte, int>(new MapleTreeOptions<byte, int> { TrackGaps = true });
        tree.Store(9, 9);
        using (MapleTree<byte, int>.Batch batch = tree.BeginBatch())
        {
            batch.Store(1, 1);
            byte next = 0;
            foreach (Action write in new Action[]
            {
                () => tree.Store(3, 3), () => tree.StoreRange(3, 4, 3), () => tree.TryAdd(3, 3), () => tree.TryAddRange(3, 4, 3), () => tree.RemoveRange(3, 4), () => tree.TryRemoveContaining(9, out _),
                () => tree.TryAllocate(1, 1, out _), () => tree.TryAllocateHighest(1, 1, out _), () => tree.TryAllocateCyclic(1, 1, ref next, out _), () => tree.TryFindGap(1, out _),
                () => tree.TryFindGapHighest(1, out _), () => tree.Clear(), () => tree.TakeAll(), () => tree.Drain(0, (_, _, _) => { }), () => tree.Load([]), () => tree.Clone(), () => tree.Snapshot(),
                () => tree.BeginBatch().Dispose(), () => tree.TryBeginBatch(TimeSpan.Zero, out _),
            })
            {
                Assert.Throws<InvalidOperationException>(write);
            }

            batch.Commit();
        }

        tree.CheckInvariants();
        Assert.Equal(2, tree.Count);
    }

    [Fact]
    public void A_disposed_domain_refuses_reads_and_writes()
    {
        var domain = new RcuDomain();
        var tree = new MapleTree<byte, int>(new MapleTreeOptions<byte, int> { TrackGaps = true, Domain = domain });
        domain.Dispose();
        foreach (Action call in new Action[]
        {
            () => tree.Store(3, 3), () => tree.TryAdd(3, 3), () => tree.RemoveRange(3, 4), () => tree.TryRemoveContaining(9, out _), () => tree.TryAllocate(1, 1, out _), () => tree.TryFindGap(1, out _),
            () => tree.Clear(), () => tree.TakeAll(), () => tree.Load([]), () => tree.Clone(), () => tree.Snapshot(), () => tree.BeginBatch().Dispose(), () => tree.TryBeginBatch(TimeSpan.Zero, out _),
            () => tree.TryGetValue(1, out _),
        })
        {
            Assert.Throws<ObjectDisposedException>(call);
        }
    }

    [Fact]
    public void Reversed_ranges_are_named_and_change_nothing()
    {
        var tree = new MapleTree<byte, int>();
        tree.Store(5, 5);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.StoreRange(6, 5, 1)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.TryAddRange(255, 0, 1)).ParamName);
        Assert.Equal("last", Assert.Throws<ArgumentException>(() => tree.RemoveRange(6, 5)).ParamName);
        using (MapleTree<byte, int>.Batch batch = tree.BeginBatch())
        {
            AssertReversed(batch, b => b.StoreRange(6, 5, 1));
            AssertReversed(batch, b => b.TryAddRange(6, 5, 1));
            AssertReversed(batch, b => b.RemoveRange(6, 5));
        }

        Assert.Equal([new RangeEntry<byte, int>(5, 5, 5)], tree.ToList());

        static void AssertReversed(MapleTree<byte, int>.Batch batch, BatchCall<byte, int> call)
        {
            string? parameter = null;
            try
            {
                call(batch);
            }
            catch (ArgumentException refusal)
            {
                parameter = refusal.ParamName;
            }

            Assert.Equal("last", parameter);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(32)]
    public void Writes_allocate_nothing_in_the_steady_state(int capacity)
    {
        using var domain = new RcuDomain();
        var tree = new MapleTree<ulong, object>(new MapleTreeOptions<ulong, object> { NodeCapacity = capacity, TrackGaps = true, Domain = domain });
        object value = new();
        ulong next = 0;
        for (ulong key = 0; key < 3_000; key++) tree.StoreRange(key * 10, (key * 10) + 4, value);
        for (int round = 0; round < 5; round++) Work(); // every bag of the pool has met a write that replaces many nodes and grown by then
        Assert.Equal(0, Allocations.Fewest(Work));
        tree.CheckInvariants();

        void Work()
        {
            for (int i = 0; i < 4_000; i++) Step((ulong)i);
        }

        void Step(ulong i)
        {
            ulong at = i * 7_919 % 30_000;
            tree.StoreRange(at, at + (i % 40), value);
            tree.RemoveRange(at + (i % 7), at + (i % 37) + 9);
            if (tree.TryAllocate(3, value, out ulong low)) tree.RemoveRange(low, low + 1);
            if (tree.TryAllocateHighest(2, value, out ulong high, windowLast: 30_000, alignment: 2)) tree.TryRemoveContaining(high, out _);
            tree.TryAllocateCyclic(1, value, ref next, out _, windowLast: 30_000);
            domain.Synchronize();
        }
    }

    private delegate void BatchCall<TKey, TValue>(MapleTree<TKey, TValue>.Batch batch)
        where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>, System.Numerics.IUnsignedNumber<TKey>, System.Numerics.IMinMaxValue<TKey>;

    private static void AssertRefused<TKey, TValue>(MapleTree<TKey, TValue>.Batch batch, BatchCall<TKey, TValue> call)
        where TKey : unmanaged, System.Numerics.IBinaryInteger<TKey>, System.Numerics.IUnsignedNumber<TKey>, System.Numerics.IMinMaxValue<TKey>
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

    private static void Write(MapleTree<ushort, string> tree, ushort first, ushort last, string? value)
    {
        if (value is null) tree.RemoveRange(first, last);
        else tree.StoreRange(first, last, value);
    }

    /// <summary>Many ranges where wide writes left few.</summary>
    private static void Refill(MapleTree<ushort, string> tree, string?[] model, Random random)
    {
        for (int i = 0; i < 60; i++)
        {
            int key = random.Next(Keys);
            tree.Store((ushort)key, "again");
            model[key] = "again";
        }
    }

    private static void AssertSame(string?[] model, MapleTree<ushort, string> tree, int first, int last)
    {
        for (int key = first; key <= last; key++)
        {
            Assert.Equal(model[key] is not null, tree.TryGetValue((ushort)key, out string? value));
            Assert.Equal(model[key], value);
        }
    }

    /// <summary>Discards a batch: what it made is at hand for the writes to come.</summary>
    private static void PutNodesAtHand(MapleTree<ushort, string> tree)
    {
        using MapleTree<ushort, string>.Batch batch = tree.BeginBatch();
        for (int key = 0; key < 100; key++) batch.Store((ushort)(key * 31), "");
    }

    /// <summary>Makes the call on a thread that is interrupted at its first wait, while another one is at the pool.</summary>
    private static bool IsBrokenOff(MapleTreePool<ushort, string> pool, Action call)
    {
        bool broken = false;
        using (pool.Leaves.Gate.EnterScope())
        using (pool.Inners.Gate.EnterScope())
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

        return broken;
    }
}
