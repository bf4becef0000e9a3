using System;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class ThreadChurnTests
{
    [Fact]
    public void Thousands_of_short_threads_share_a_few_slots()
    {
        using var domain = new RcuDomain();
        for (int generation = 0; generation < 300; generation++)
        {
            Crew.Run(8, _ =>
            {
                using (domain.EnterRead()) Assert.True(domain.IsInReadSection);
            });
        }

        Assert.InRange(domain.GetStatistics().ReaderSlots, 1, 16);
    }

    [Fact]
    public void A_thread_that_died_inside_a_section_does_not_block_synchronize_for_ever()
    {
        using var domain = new RcuDomain();
        DyingThread.InsideSection(domain);
        domain.Synchronize();
        domain.SynchronizeExpedited();
    }

    [Fact]
    public void A_thread_that_died_inside_a_section_does_not_block_callbacks_and_polled_grace_periods()
    {
        using var domain = new RcuDomain();
        DyingThread.InsideSection(domain);
        GracePeriod period = domain.StartGracePeriod();
        domain.Call(static _ => { }, 0);
        domain.Barrier();
        Eventually.True(() => period.IsCompleted, "the dead reader is cleared away");
    }

    [Fact]
    public void A_thread_that_died_inside_a_section_does_not_block_recycling_also_without_a_reclaimer()
    {
        using var domain = new RcuDomain();
        var pool = new NodePool<TestNode>(domain, new NodePoolOptions { BagSize = 1 });
        DyingThread.InsideSection(domain);
        for (int i = 0; i < 40; i++)
        {
            Bag<TestNode> bag = pool.TakeEmpty();
            bag.Add(new TestNode());
            Assert.True(pool.TrySeal(bag));
        }

        Assert.True(domain.GetStatistics().RecycledNodes > 0);
    }

    [Fact]
    public void The_next_owner_of_a_dead_readers_slot_starts_outside()
    {
        using var domain = new RcuDomain();
        DyingThread.InsideSection(domain);
        Crew.Elsewhere(() =>
        {
            Assert.False(domain.IsInReadSection);
            using (domain.EnterRead()) Assert.True(domain.IsInReadSection);
            Assert.False(domain.IsInReadSection);
        });
        Assert.Equal(1, domain.GetStatistics().ReaderSlots);
    }

    [Fact]
    public void A_slot_is_handed_on_once_however_many_reap_it()
    {
        using var domain = new RcuDomain();
        for (int round = 0; round < 100; round++)
        {
            DyingThread.InsideSection(domain);
            int reaped = 0;
            Crew.Run(3, _ => Interlocked.Add(ref reaped, domain.Periods.ReapDeadThreads()));
            // The crews of earlier rounds never entered, so this is the one dead reader.
            Assert.Equal(1, reaped);
        }
    }

    [Fact]
    public void Readers_that_register_while_others_advance_are_waited_for()
    {
        using var domain = new RcuDomain();
        int registering = 2;
        Crew.Run(4, number =>
        {
            if (number >= 2)
            {
                while (Volatile.Read(ref registering) > 0) domain.Periods.Advance();
                return;
            }

            for (int i = 0; i < 200; i++)
            {
                using ParkedReader reader = ParkedReader.Enter(domain);
                long tag = domain.Periods.Next() - 1;
                Assert.True(domain.Periods.Advance() < tag);
            }

            Interlocked.Decrement(ref registering);
        });
    }
}
