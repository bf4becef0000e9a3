using System;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class RcuReferenceTests
{
    [Fact]
    public void It_holds_what_it_is_given_null_included()
    {
        var reference = new RcuReference<string?>(null);
        Assert.Same(RcuDomain.Default, reference.Domain);
        Assert.Null(reference.Current);
        Assert.Null(reference.Exchange("first"));
        Assert.Equal("first", reference.Current);
        using (ReadSection section = RcuDomain.Default.EnterRead()) Assert.Equal("first", reference.Read(section));
    }

    [Fact]
    public void Reading_takes_a_section_of_the_right_domain()
    {
        using var domain = new RcuDomain();
        using var other = new RcuDomain();
        var reference = new RcuReference<string>("value", domain);
        using (ReadSection section = domain.EnterRead()) Assert.Equal("value", reference.Read(section));
        Assert.Throws<InvalidOperationException>(() => reference.Read(default));
        Assert.Throws<InvalidOperationException>(() =>
        {
            using ReadSection section = other.EnterRead();
            reference.Read(section);
        });
    }

    [Fact]
    public void Replace_disposes_what_was_there_after_its_last_reader()
    {
        using var domain = new RcuDomain();
        var first = new CountedDisposable();
        var second = new CountedDisposable();
        var reference = new RcuReference<CountedDisposable?>(first, domain);
        using (ParkedReader reader = ParkedReader.Enter(domain))
        {
            reference.Replace(second);
            Assert.Same(second, reference.Current);
            Eventually.Rounds(domain, 10);
            Assert.Equal(0, first.Disposals);
        }

        domain.Barrier();
        Assert.Equal(1, first.Disposals);
        reference.Replace(second); // by itself
        domain.Barrier();
        Assert.Equal(0, second.Disposals);
        reference.Replace(null);
        reference.Replace(null);
        domain.Barrier();
        Assert.Equal(1, second.Disposals);
    }

    [Fact]
    public void Exchange_leaves_the_old_object_to_the_caller()
    {
        using var domain = new RcuDomain();
        var first = new CountedDisposable();
        var reference = new RcuReference<CountedDisposable>(first, domain);
        Assert.Same(first, reference.Exchange(new CountedDisposable()));
        domain.Barrier();
        Assert.Equal(0, first.Disposals);
    }

    [Fact]
    public void No_update_is_lost_and_each_replaced_object_is_disposed_once()
    {
        using var domain = new RcuDomain();
        var reference = new RcuReference<Version>(new Version(0), domain);
        int disposed = 0;
        Crew.Run(3, _ =>
        {
            for (int i = 0; i < 1_000; i++)
            {
                reference.Update(
                    old =>
                    {
                        Assert.False(old.IsDisposed);
                        return new Version(old.Number + 1, () => Interlocked.Increment(ref disposed));
                    },
                    disposeReplaced: true);
            }
        });
        Assert.Equal(3_000, reference.Current.Number);
        domain.Barrier();
        Assert.Equal(2_999, disposed); // the very first counts nothing, the last one lives
        Assert.False(reference.Current.IsDisposed);
    }

    [Fact]
    public void An_update_that_returns_its_argument_or_throws_changes_nothing()
    {
        using var domain = new RcuDomain();
        var value = new CountedDisposable();
        var reference = new RcuReference<CountedDisposable>(value, domain);
        Assert.Same(value, reference.Update(old => old, disposeReplaced: true));
        Assert.Throws<FormatException>(() => reference.Update(_ => throw new FormatException()));
        Assert.Throws<ArgumentNullException>("change", () => reference.Update(null!));
        Assert.False(domain.IsInReadSection);
        domain.Barrier();
        Assert.Same(value, reference.Current);
        Assert.Equal(0, value.Disposals);
    }

    [Fact]
    public void On_a_disposed_domain_it_can_be_read_but_not_replaced_for_disposal()
    {
        var domain = new RcuDomain();
        var reference = new RcuReference<string>("value", domain);
        domain.Dispose();
        Assert.Throws<ObjectDisposedException>(() => reference.Replace("other"));
        Assert.Throws<ObjectDisposedException>(() => reference.Update(_ => "other"));
        Assert.Equal("value", reference.Current);
    }

    private sealed class Version(int number, Action? onDispose = null) : IDisposable
    {
        private int disposed;

        internal int Number => number;

        internal bool IsDisposed => Volatile.Read(ref disposed) != 0;

        public void Dispose()
        {
            Volatile.Write(ref disposed, 1);
            onDispose?.Invoke();
        }
    }
}
