using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Concurrent.Rcu;

/// <summary>What other threads ask of the reclaimer. Each makes its request visible first and then calls <see cref="Wake"/>.</summary>
internal sealed partial class Reclaimer
{
    private readonly Lock gate = new();
    private readonly List<Completion> barriers = [];
    private readonly List<(long Tag, Completion Waiter)> waits = [];
    private readonly Completion closed = new();
    private bool started;
    private bool closing;
    private bool ended;

    /// <summary>The latest tag that somebody wants to become safe without driving the epochs himself.</summary>
    private long wanted;

    internal long PendingCallbacks => queue.Count + Volatile.Read(ref batchLeft);

    internal FailureLog Failures => failures;

    internal StallMonitor Monitor => monitor;

    internal int IdleWorks => idleWork.Count;

    /// <summary>Queues a callback. May block for the back-pressure time, but never a thread on which something else may wait.</summary>
    internal void Enqueue(DeferredCallback callback)
    {
        EnsureStarted();
        if (!queue.TryAdd(callback) && !(MayWait() && queue.TryAdd(callback, backPressure)) && !queue.TryAddOverflow(callback)) ThrowDisposed();
        Wake(LightSleep);
    }

    /// <summary>Readers hold back the grace period that would make room, a reclaimer makes the room, and a section may be waiting for a writer lock.</summary>
    private static bool MayWait() => ReaderThread.WriterLocksHeld == 0 && ReaderThread.ReclaimerOf is null && !ReaderThread.IsInAnySection();

    /// <summary>Completes when every callback that was queued before has run.</summary>
    internal Completion RequestBarrier(CancellationToken cancellationToken)
    {
        EnsureStarted();
        var barrier = new Completion(cancellationToken);
        using (gate.EnterScope())
        {
            if (ended) ThrowDisposed();
            barriers.Add(barrier);
        }

        Wake(LightSleep);
        return barrier;
    }

    /// <summary>Sees to it that <paramref name="tag"/> becomes safe though nobody else drives the epochs.</summary>
    /// <returns><see langword="false"/> when the domain has been disposed.</returns>
    internal bool TryDrive(long tag)
    {
        EnsureStarted();
        using (gate.EnterScope())
        {
            if (ended) return false;
            if (wanted < tag) Volatile.Write(ref wanted, tag);
        }

        Wake(LightSleep);
        return true;
    }

    /// <summary>A task that completes when <paramref name="tag"/> is safe.</summary>
    internal Task WaitAsync(long tag, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled(cancellationToken);
        if (periods.Safe >= tag) return Task.CompletedTask;
        EnsureStarted();
        var waiter = new Completion(cancellationToken);
        using (gate.EnterScope())
        {
            if (ended) ThrowDisposed();
            if (wanted < tag) Volatile.Write(ref wanted, tag);
            waits.Add((tag, waiter));
        }

        Wake(LightSleep);
        return waiter.Task;
    }

    internal void Register(IIdleWork work)
    {
        // Here and not in RequestIdleWork, which may not allocate.
        EnsureStarted();
        idleWork.Add(work);
    }

    internal void RequestIdleWork()
    {
        // The work's state -> idleRequested load. Pairs with the barrier in Tick: a 1 that is found here is taken back later, and the tick after that sees the state.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref idleRequested) != 0) return;
        Volatile.Write(ref idleRequested, 1);
        Wake(DeepSleep);
    }

    /// <summary>Lets the reclaimer finish what is queued, and end.</summary>
    internal Completion Close()
    {
        EnsureStarted(); // first: if there is no memory for a thread, nothing has happened yet
        periods.Close();
        queue.Close();
        // Everything retired so far, and every reader inside.
        long tag = GracePeriods.TagBefore(periods.NextOfReserve());
        using (gate.EnterScope())
        {
            if (!ended && wanted < tag) Volatile.Write(ref wanted, tag);
            Volatile.Write(ref closing, true);
        }

        Wake(LightSleep);
        return closed;
    }

    /// <summary>Wakes the reclaimer from a sleep of this depth or deeper.</summary>
    private void Wake(int fromDepth)
    {
        // Request stores -> rest load. Pairs with the barrier in Sleep: the reclaimer sees the request before it sleeps, or its rest is seen here.
        Interlocked.MemoryBarrier();
        int seen = Volatile.Read(ref rest);
        // One ringer is enough. When the exchange fails another rang, or the reclaimer woke by itself, and looks for work before it sleeps again.
        if (seen >= fromDepth && Interlocked.CompareExchange(ref rest, Awake, seen) == seen) bell.Ring();
    }

    private void EnsureStarted()
    {
        if (Volatile.Read(ref started)) return;
        using (gate.EnterScope())
        {
            if (started) return;
            var thread = new Thread(Run) { IsBackground = true, Name = $"RCU reclaimer ({domain.Name})" };
            thread.UnsafeStart(); // the first caller's execution context is none of the later callbacks' business
            Volatile.Write(ref started, true);
        }
    }

    private void ThrowDisposed() => throw new ObjectDisposedException(domain.Name, "The RCU domain is disposed.");
}
