using System;
using System.Linq;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit.Trees;

/// <summary>Each enumerator keeps its own read section, from its first step to its end.</summary>
public class EnumeratorLifetimeTests
{
    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(0, 2, 1)]
    [InlineData(1, 0, 2)]
    [InlineData(1, 2, 0)]
    [InlineData(2, 0, 1)]
    [InlineData(2, 1, 0)]
    public void Enumerators_of_one_thread_end_in_any_order_and_leave_no_section_open(int first, int second, int third)
    {
        using var domain = new RcuDomain();
        var one = Numbers(domain);
        var other = Numbers(domain);
        var a = one.GetEnumerator();
        var b = other.EnumerateDescending().GetEnumerator();
        var c = one.EnumerateRange(KeyRange<int>.AtLeast(50)).GetEnumerator();
        Assert.True(a.MoveNext() & b.MoveNext() & c.MoveNext());
        foreach (int next in new[] { first, second, third })
        {
            Assert.True(domain.IsInReadSection);
            if (next == 0) a.Dispose();
            if (next == 1) b.Dispose();
            if (next == 2) c.Dispose();
        }

        Assert.False(domain.IsInReadSection);
        domain.Synchronize();
    }

    [Fact]
    public void A_nested_section_may_open_and_close_between_the_ends_of_enumerators_and_the_last_one_stays_protected()
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        var first = tree.GetEnumerator();
        var last = tree.GetEnumerator();
        Assert.True(first.MoveNext());
        using (domain.EnterRead())
        {
            Assert.True(last.MoveNext());
            using (domain.EnterRead()) first.Dispose();
            Assert.True(domain.IsInReadSection);
        }

        Assert.True(domain.IsInReadSection);
        bool over = false;
        domain.Call(_ => Volatile.Write(ref over, true), 0);
        Eventually.Rounds(domain, 5);
        Assert.False(Volatile.Read(ref over), "the section of the last enumerator has ended before it");
        int seen = 1;
        while (last.MoveNext()) seen++;
        Assert.Equal(100, seen);
        last.Dispose();

        Assert.False(domain.IsInReadSection);
        domain.Synchronize();
        domain.Barrier();
        Assert.True(Volatile.Read(ref over));
    }

    [Fact]
    public void Enumerators_that_begin_inside_a_section_may_outlive_it()
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        var section = domain.EnterRead();
        var entries = tree.GetEnumerator();
        Assert.True(entries.MoveNext());
        section.Dispose();
        Assert.True(domain.IsInReadSection);
        Assert.True(entries.MoveNext());
        entries.Dispose();
        Assert.False(domain.IsInReadSection);
        domain.Synchronize();
    }

    [Fact]
    public void Ending_an_enumerator_twice_does_nothing()
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        using var section = domain.EnterRead();
        var entries = tree.GetEnumerator();
        Assert.True(entries.MoveNext());
        entries.Dispose();
        entries.Dispose();
        Assert.False(entries.MoveNext());
        Assert.True(domain.IsInReadSection);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_copy_of_an_enumerator_that_has_ended_throws_at_its_end_and_ends_no_foreign_section(bool insideSection)
    {
        using var domain = new RcuDomain();
        var tree = Numbers(domain);
        var entries = tree.GetEnumerator();
        Assert.True(entries.MoveNext());
        var copy = entries;
        entries.Dispose();
        Assert.False(domain.IsInReadSection);
        var section = insideSection ? domain.EnterRead() : default;
        bool thrown = false;
        try
        {
            copy.Dispose();
        }
        catch (InvalidOperationException)
        {
            thrown = true;
        }

        Assert.True(thrown);
        Assert.Equal(insideSection, domain.IsInReadSection);
        section.Dispose();
        Assert.False(domain.IsInReadSection);
        domain.Synchronize();
    }

    [Fact]
    public void An_enumerator_that_was_never_made_has_no_entries()
    {
        var entries = default(EntryEnumerator<int, string>);
        Assert.False(entries.MoveNext());
        Assert.False(entries.MoveNext());
        entries.Dispose();
    }

    [Fact]
    public void A_range_that_was_never_made_has_no_entries()
    {
        int seen = 0;
        foreach (var entry in default(EntryRange<int, string>)) seen += 1 + entry.Key;
        Assert.Equal(0, seen);
        Assert.Empty(default(EntryRange<int, string>).ToList());
    }

    private static BPlusTree<int, int> Numbers(RcuDomain domain)
    {
        var tree = TreeOf.Empty<int, int>(domain: domain);
        for (int key = 0; key < 100; key++) tree.Add(key, key * 10);
        return tree;
    }
}
