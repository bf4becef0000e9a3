using System;
using System.Collections.Generic;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class ReadSectionTests
{
    [Fact]
    public void A_thread_is_inside_from_enter_to_dispose()
    {
        using var domain = new RcuDomain();
        Assert.False(domain.IsInReadSection);
        using (domain.EnterRead()) Assert.True(domain.IsInReadSection);
        Assert.False(domain.IsInReadSection);
    }

    [Fact]
    public void Sections_nest_and_only_the_outermost_end_lets_the_grace_period_go()
    {
        using var domain = new RcuDomain();
        ReadSection outer = domain.EnterRead();
        long tag = domain.Periods.Next() - 1;
        ReadSection inner = domain.EnterRead();
        inner.Dispose();
        Assert.True(domain.IsInReadSection);
        Assert.True(domain.Periods.Advance() < tag);
        outer.Dispose();
        Assert.False(domain.IsInReadSection);
        Assert.True(domain.Periods.Advance() >= tag);
    }

    [Fact]
    public void A_copy_disposed_again_throws_and_leaves_the_outer_section_open()
    {
        using var domain = new RcuDomain();
        ReadSection outer = domain.EnterRead();
        ReadSection inner = domain.EnterRead();
        ReadSection copy = inner;
        inner.Dispose();
        AssertMisnested(copy);
        Assert.True(domain.IsInReadSection);
        outer.Dispose();
        AssertMisnested(outer);
    }

    [Fact]
    public void Disposing_the_outer_section_first_throws_and_leaves_both_open()
    {
        using var domain = new RcuDomain();
        ReadSection outer = domain.EnterRead();
        ReadSection inner = domain.EnterRead();
        AssertMisnested(outer);
        Assert.True(domain.IsInReadSection);
        inner.Dispose();
        outer.Dispose();
        Assert.False(domain.IsInReadSection);
    }

    [Fact]
    public void The_default_section_ends_nothing()
    {
        using var domain = new RcuDomain();
        using (domain.EnterRead())
        {
            default(ReadSection).Dispose();
            Assert.True(domain.IsInReadSection);
        }
    }

    [Fact]
    public void Domains_do_not_hold_each_other_back()
    {
        using var first = new RcuDomain();
        using var second = new RcuDomain();
        using (first.EnterRead())
        {
            Assert.False(second.IsInReadSection);
            using (second.EnterRead()) Assert.True(second.IsInReadSection);
            second.Synchronize();
            Assert.True(first.IsInReadSection);
        }
    }

    [Fact]
    public void A_thread_may_be_inside_many_domains_at_once()
    {
        var domains = new List<RcuDomain>();
        for (int i = 0; i < 20; i++) domains.Add(new RcuDomain());
        EnterAll(0);
        foreach (RcuDomain domain in domains)
        {
            Assert.False(domain.IsInReadSection);
            domain.Dispose();
        }

        void EnterAll(int next)
        {
            if (next == domains.Count) return;
            using (domains[next].EnterRead())
            {
                EnterAll(next + 1);
                Assert.True(domains[next].IsInReadSection);
            }
        }
    }

    [Fact]
    public void A_handle_opens_the_same_sections_as_the_domain()
    {
        using var domain = new RcuDomain();
        ReaderHandle reader = domain.GetReader();
        using (reader.EnterRead())
        {
            Assert.True(domain.IsInReadSection);
            using (domain.EnterRead())
            {
            }

            Assert.True(domain.IsInReadSection);
        }

        Assert.False(domain.IsInReadSection);
        Assert.Equal(1, domain.GetStatistics().ReaderSlots);
    }

    [Fact]
    public void A_disposed_domain_turns_readers_away_known_ones_and_new_ones()
    {
        var domain = new RcuDomain(new RcuDomainOptions { Name = "gone" });
        ReaderHandle handle = domain.GetReader();
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => domain.EnterRead());
        try
        {
            handle.EnterRead();
            Assert.Fail("A handle opened a section on a disposed domain.");
        }
        catch (ObjectDisposedException e)
        {
            Assert.Equal("gone", e.ObjectName);
        }

        Crew.Elsewhere(() => Assert.Throws<ObjectDisposedException>(() => domain.EnterRead()));
        Crew.Elsewhere(() => Assert.Throws<ObjectDisposedException>(() => { domain.GetReader(); }));
        Assert.False(domain.IsInReadSection);
    }

    [Fact]
    public void A_domain_that_inherits_a_disposed_domains_place_is_not_mistaken_for_it()
    {
        for (int i = 0; i < 50; i++)
        {
            var domain = new RcuDomain();
            Assert.False(domain.IsInReadSection);
            using (domain.EnterRead()) Assert.True(domain.IsInReadSection);
            domain.Dispose();
            Assert.False(domain.IsInReadSection);
        }
    }

    [Fact]
    public void Entering_and_leaving_allocates_nothing()
    {
        using var domain = new RcuDomain();
        using (domain.EnterRead())
        {
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            using (domain.EnterRead())
            {
                using (domain.GetReader().EnterRead())
                {
                }
            }
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_a_section_can_reach_is_never_freed_under_it()
    {
        // Two writers free after a grace period of their own while two readers look: on hardware, with several advancers at once.
        using var domain = new RcuDomain();
        var shared = new Freeable?[2];
        shared[0] = new Freeable();
        shared[1] = new Freeable();
        int writing = 2;
        Crew.Run(4, number =>
        {
            if (number < 2)
            {
                for (int i = 0; i < 3_000; i++)
                {
                    Freeable old = Interlocked.Exchange(ref shared[number], new Freeable())!;
                    if (i % 2 == 0) domain.Synchronize();
                    else domain.SynchronizeExpedited();
                    old.Free();
                }

                Interlocked.Decrement(ref writing);
                return;
            }

            while (Volatile.Read(ref writing) > 0)
            {
                using (domain.EnterRead())
                {
                    Freeable first = Volatile.Read(ref shared[0])!;
                    Freeable second = Volatile.Read(ref shared[1])!;
                    for (int look = 0; look < 5; look++) Assert.False(first.IsFree || second.IsFree);
                }
            }
        });
    }

    private static void AssertMisnested(ReadSection section)
    {
        try
        {
            section.Dispose();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        Assert.Fail("The section could be disposed though it is not the innermost open one.");
    }

    private sealed class Freeable
    {
        private int free;

        internal bool IsFree => Volatile.Read(ref free) != 0;

        internal void Free() => Volatile.Write(ref free, 1);
    }
}
