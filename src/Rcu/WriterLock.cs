using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>The lock of a structure's single writer: spins, then yields, then sleeps; knows its owner; is never re-entrant.</summary>
/// <remarks>
/// Readers never take it. User code must not run under it (rule W1), with two exceptions: key comparers and the bodies of batches. A thread that holds any writer
/// lock cannot wait for a grace period: a reader inside its section may be waiting for the lock. Not fair: a waiter may be overtaken. A thread that ends while it
/// holds the lock leaves it held for ever.
/// </remarks>
public sealed class WriterLock
{
    /// <summary>Managed thread id of the owner; 0 = free. Alone on its cache lines: the structure's readers load what lies beside the lock.</summary>
    private PaddedInt32 owner;

    /// <summary>Whether the calling thread holds the lock.</summary>
    public bool IsHeldByCurrentThread => Volatile.Read(ref owner.Value) == ReaderThread.Id;

    /// <summary>Takes the lock; blocks while another thread holds it.</summary>
    /// <returns>The proof of ownership; disposing it releases the lock.</returns>
    /// <exception cref="InvalidOperationException">The calling thread holds the lock already.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WriterToken Enter()
    {
        int me = ReaderThread.Id;
        // The owner's stores of the previous critical section are visible: pairs with the release in Exit.
        if (Interlocked.CompareExchange(ref owner.Value, me, 0) != 0) EnterContended(me, Timeout.Infinite);
        ReaderThread.WriterLocksHeld++;
        return new WriterToken(this);
    }

    /// <summary>Takes the lock unless another thread holds it for longer than <paramref name="timeout"/>.</summary>
    /// <param name="timeout">How long to wait at the most; zero tries once; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="token">The proof of ownership; to be disposed only when the result is <see langword="true"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative and not infinite, or above <see cref="int.MaxValue"/> milliseconds.</exception>
    /// <exception cref="InvalidOperationException">The calling thread holds the lock already.</exception>
    public bool TryEnter(TimeSpan timeout, out WriterToken token)
    {
        double milliseconds = timeout.TotalMilliseconds;
        if (milliseconds is < 0 and not Timeout.Infinite || milliseconds > int.MaxValue) throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "Zero or more, or infinite.");
        int me = ReaderThread.Id;
        if (Interlocked.CompareExchange(ref owner.Value, me, 0) != 0 && !EnterContended(me, (int)milliseconds))
        {
            token = default;
            return false;
        }

        ReaderThread.WriterLocksHeld++;
        token = new WriterToken(this);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool EnterContended(int me, int timeoutMilliseconds)
    {
        if (Volatile.Read(ref owner.Value) == me)
            throw new InvalidOperationException("This thread holds the writer lock already: it has an open batch, or writes from inside a comparer. Writes do not nest.");
        long start = timeoutMilliseconds > 0 ? Environment.TickCount64 : 0;
        var spinner = new SpinWait();
        while (true)
        {
            // Read before trying: a waiter that only reads leaves the owner's cache line alone.
            if (Volatile.Read(ref owner.Value) == 0 && Interlocked.CompareExchange(ref owner.Value, me, 0) == 0) return true;
            if (timeoutMilliseconds == 0) return false;
            if (timeoutMilliseconds > 0 && Environment.TickCount64 - start >= timeoutMilliseconds) return false;
            spinner.SpinOnce();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit()
    {
        if (owner.Value != ReaderThread.Id) ThrowNotOwner();
        ReaderThread.WriterLocksHeld--;
        // Every store of the critical section -> owner store. Pairs with the compare-and-swap of the next writer.
        Volatile.Write(ref owner.Value, 0);
        // Every store of the write -> whatever this thread loads next. A write that has returned is visible to all: without the fence two threads that each write one tree and
        // then read the other could both miss the other's write, and "linearizable" would not be true.
        Interlocked.MemoryBarrier();
    }

    private static void ThrowNotOwner() => throw new SynchronizationLockException("The calling thread does not hold the writer lock; a token was disposed twice.");
}
