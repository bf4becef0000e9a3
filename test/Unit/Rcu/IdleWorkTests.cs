using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class IdleWorkTests
{
    private static readonly NodePoolOptions SmallBags = new() { BagSize = 64 };

    [Fact]
    public void An_idle_trees_nodes_come_back_without_further_writes()
    {
        using var domain = new RcuDomain();
        var tree = new TestTree(domain, SmallBags);
        tree.Replace("payload", times: 10);
        Eventually.True(() => tree.Waiting == 0, "the open bag is sealed and comes back");
        Assert.Equal(10, tree.Pool.FreeNodes);
    }

    [Fact]
    public void They_come_back_time_and_again()
    {
        using var domain = new RcuDomain();
        var tree = new TestTree(domain, SmallBags);
        for (int i = 0; i < 5; i++)
        {
            tree.Replace("payload");
            Eventually.True(() => tree.Waiting == 0, "the open bag is sealed and comes back");
        }
    }

    [Fact]
    public void Nodes_sealed_in_one_go_under_a_reader_come_back_after_it()
    {
        using var domain = new RcuDomain();
        var tree = new TestTree(domain, new NodePoolOptions { BagSize = 1 });
        using ParkedReader reader = ParkedReader.Enter(domain);
        tree.Replace("payload", times: 3);
        Assert.Equal(3, tree.Waiting);
        reader.Leave();
        Eventually.True(() => tree.Waiting == 0, "what the reader held back comes back");
    }

    [Fact]
    public void A_stalled_reader_and_a_pending_callback_do_not_stop_the_ticks()
    {
        using var domain = new RcuDomain();
        var tree = new TestTree(domain, SmallBags);
        using ParkedReader reader = ParkedReader.Enter(domain);
        domain.Call(static _ => { }, 0);
        tree.Replace("payload");
        Eventually.True(() => tree.Ticks >= 5, "ticks go on");
        Assert.Equal(1, tree.Waiting);
        Assert.Equal(1, domain.GetStatistics().PendingNodes); // sealed meanwhile
    }

    [Fact]
    public void Ticks_end_when_nothing_waits()
    {
        using var domain = new RcuDomain();
        var tree = new TestTree(domain, SmallBags);
        tree.Replace("payload");
        Eventually.True(() => tree.Waiting == 0, "the open bag is sealed and comes back");
        int ticks = -1;
        Eventually.True(
            () =>
            {
                int before = ticks;
                ticks = tree.Ticks;
                return before == ticks;
            },
            "ticks end");
        for (int i = 0; i < 10; i++)
        {
            // A callback wakes the reclaimer, but a tick is due only while idle work or a grace period waits.
            domain.Call(static _ => { }, 0);
            domain.Barrier();
        }

        Assert.InRange(tree.Ticks, ticks, ticks + 10);
    }

    [Fact]
    public void Asking_for_a_tick_allocates_nothing()
    {
        using var domain = new RcuDomain();
        var tree = new TestTree(domain, SmallBags);
        domain.RequestIdleWork();
        Eventually.True(() => tree.Ticks > 0, "a tick comes");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++) domain.RequestIdleWork();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void No_request_is_lost_however_it_falls()
    {
        using var domain = new RcuDomain();
        var work = new CountedWork();
        domain.Register(work);
        for (int i = 0; i < 40; i++)
        {
            work.Made++;
            domain.RequestIdleWork();
            int made = work.Made;
            Eventually.True(() => work.Seen >= made, "the work is seen");
            for (int pause = i % 7; pause > 0; pause--) Thread.SpinWait(500);
        }
    }

    [Fact]
    public void What_a_tick_throws_is_reported_and_the_others_are_ticked()
    {
        using var domain = new RcuDomain();
        Exception? failure = null;
        domain.CallbackFailed += (_, e) => failure = e.Exception;
        var failing = new FailingWork();
        domain.Register(failing);
        var tree = new TestTree(domain, SmallBags);
        tree.Replace("payload");
        Eventually.True(() => tree.Waiting == 0, "the tree is ticked all the same");
        Assert.IsType<NotSupportedException>(failure);
        GC.KeepAlive(failing);
    }

    [Fact]
    public void Work_is_held_weakly_and_pruned()
    {
        using var domain = new RcuDomain();
        var list = new IdleWorkList(new FailureLog(domain));
        var kept = new CountedWork();
        list.Add(kept);
        AddTemporary(list);
        Assert.Equal(2, list.Count);
        GC.Collect();
        list.Tick();
        Assert.Equal(1, list.Count);
        list.Tick();
        GC.KeepAlive(kept);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void AddTemporary(IdleWorkList list)
        {
            list.Add(new CountedWork());
            Assert.False(list.Tick());
        }
    }

    [Fact]
    public void Work_that_comes_and_goes_without_a_tick_is_pruned_too()
    {
        using var domain = new RcuDomain();
        var list = new IdleWorkList(new FailureLog(domain));
        for (int i = 0; i < 10; i++)
        {
            AddMany(list);
            GC.Collect();
        }

        Assert.InRange(list.Count, 1, 300);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void AddMany(IdleWorkList list)
        {
            for (int i = 0; i < 100; i++) list.Add(new CountedWork());
        }
    }

    private sealed class CountedWork : IIdleWork
    {
        private int made;
        private int seen;

        internal int Made
        {
            get => Volatile.Read(ref made);
            set => Volatile.Write(ref made, value);
        }

        internal int Seen => Volatile.Read(ref seen);

        public bool Tick()
        {
            Volatile.Write(ref seen, Made);
            return false;
        }
    }

    private sealed class FailingWork : IIdleWork
    {
        public bool Tick() => throw new NotSupportedException("tick");
    }
}
