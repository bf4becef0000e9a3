using System;
using System.Threading;
using Concurrent.Rcu;
using Xunit;

namespace Concurrent.Unit;

public sealed class WriterLockTests
{
    [Fact]
    public void One_writer_at_a_time()
    {
        var writer = new WriterLock();
        int plain = 0;
        Crew.Run(4, number =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                if (number % 2 == 0)
                {
                    using (writer.Enter()) plain++;
                }
                else
                {
                    Assert.True(writer.TryEnter(Timeout.InfiniteTimeSpan, out WriterToken token));
                    using (token) plain++;
                }
            }
        });
        Assert.Equal(20_000, plain);
    }

    [Fact]
    public void The_owner_is_known()
    {
        var writer = new WriterLock();
        Assert.False(writer.IsHeldByCurrentThread);
        using (writer.Enter())
        {
            Assert.True(writer.IsHeldByCurrentThread);
            Assert.Equal(1, ReaderThread.WriterLocksHeld);
            Crew.Elsewhere(() => Assert.False(writer.IsHeldByCurrentThread));
        }

        Assert.False(writer.IsHeldByCurrentThread);
        Assert.Equal(0, ReaderThread.WriterLocksHeld);
    }

    [Fact]
    public void Taking_it_again_throws_and_leaves_it_held()
    {
        var writer = new WriterLock();
        using (writer.Enter())
        {
            Assert.Throws<InvalidOperationException>(() => { writer.Enter(); });
            Assert.Throws<InvalidOperationException>(() => { writer.TryEnter(TimeSpan.Zero, out _); });
            Assert.Throws<InvalidOperationException>(() => { writer.TryEnter(Timeout.InfiniteTimeSpan, out _); });
            Assert.True(writer.IsHeldByCurrentThread);
            Assert.Equal(1, ReaderThread.WriterLocksHeld);
        }
    }

    [Fact]
    public void Two_locks_may_be_held_at_once()
    {
        var first = new WriterLock();
        var second = new WriterLock();
        using (first.Enter())
        {
            using (second.Enter()) Assert.Equal(2, ReaderThread.WriterLocksHeld);
            Assert.Equal(1, ReaderThread.WriterLocksHeld);
        }
    }

    [Fact]
    public void Trying_ends_with_the_patience()
    {
        var writer = new WriterLock();
        using (writer.Enter())
        {
            Crew.Elsewhere(() =>
            {
                Assert.False(writer.TryEnter(TimeSpan.Zero, out WriterToken none));
                none.Dispose(); // the default token releases nothing
                Assert.False(writer.TryEnter(TimeSpan.FromMilliseconds(2), out _));
                Assert.Equal(0, ReaderThread.WriterLocksHeld);
            });
            Assert.True(writer.IsHeldByCurrentThread);
        }

        Assert.True(writer.TryEnter(TimeSpan.Zero, out WriterToken token));
        token.Dispose();
    }

    [Fact]
    public void Patience_outside_its_range_is_refused()
    {
        var writer = new WriterLock();
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { writer.TryEnter(TimeSpan.FromMilliseconds(-2), out _); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { writer.TryEnter(TimeSpan.FromTicks(-1), out _); });
        Assert.Throws<ArgumentOutOfRangeException>("timeout", () => { writer.TryEnter(TimeSpan.FromMilliseconds(int.MaxValue + 1.0), out _); });
        Assert.True(writer.TryEnter(TimeSpan.FromMilliseconds(int.MaxValue), out WriterToken token));
        token.Dispose();
    }

    [Fact]
    public void A_token_disposed_twice_throws_and_takes_nothing_from_the_next_owner()
    {
        var writer = new WriterLock();
        WriterToken token = writer.Enter();
        token.Dispose();
        try
        {
            token.Dispose();
            Assert.Fail("A token was disposed twice.");
        }
        catch (SynchronizationLockException)
        {
            Assert.Equal(0, ReaderThread.WriterLocksHeld);
        }

        using var held = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        var next = new Thread(() =>
        {
            using (writer.Enter())
            {
                held.Set();
                release.Wait();
                Assert.True(writer.IsHeldByCurrentThread);
            }
        });
        next.Start();
        held.Wait();
        try
        {
            token.Dispose();
            Assert.Fail("A stale token released another thread's lock.");
        }
        catch (SynchronizationLockException)
        {
            Assert.False(writer.IsHeldByCurrentThread);
        }

        release.Set();
        next.Join();
    }

    [Fact]
    public void What_the_last_owner_wrote_is_seen_by_the_next()
    {
        var writer = new WriterLock();
        long[] pair = new long[2];
        Crew.Run(3, _ =>
        {
            for (int i = 0; i < 5_000; i++)
            {
                using (writer.Enter())
                {
                    Assert.Equal(pair[0], pair[1]);
                    pair[0]++;
                    pair[1]++;
                }
            }
        });
    }
}
