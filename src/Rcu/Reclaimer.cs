using System;
using System.Collections.Generic;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>The background half of a domain: one thread that waits for grace periods on behalf of others and runs what waits for them.</summary>
/// <remarks>
/// The thread is started when something first needs it and sleeps without any timer while nothing is pending. It goes in rounds; a round never blocks on a
/// reader, so ticks and the stall monitor go on while a reader holds a grace period back. This file is the thread's side, the other part is everybody else's.
/// </remarks>
internal sealed partial class Reclaimer
{
    /// <summary>Time between two looks at readers and idle work, while anything is pending.</summary>
    internal const int TickMilliseconds = 25;

    // How the reclaimer rests. The order matters: whoever needs it now wakes from either rest, idle work only from the deep one, as a light one ends by itself.
    private const int Awake = 0, LightSleep = 1, DeepSleep = 2;

    private readonly RcuDomain domain;
    private readonly GracePeriods periods;
    private readonly FailureLog failures;
    private readonly StallMonitor monitor;
    private readonly IdleWorkList idleWork;
    private readonly CallbackQueue queue;
    private readonly Doorbell bell = new();
    private readonly int highWaterMark;
    private readonly TimeSpan backPressure;
    private int rest;
    private int idleRequested;

    // The batch in flight and the thread's own notes: touched by the reclaimer only.
    private List<DeferredCallback> batch = [];
    private readonly List<Completion> batchBarriers = [];
    private readonly List<Completion> due = [];
    private int batchNext;
    private long batchTag;
    private bool batchTaken;
    private bool idlePending;
    private long lastTick;
    private SpinWait spinner;
    private int napMilliseconds = 1;

    /// <summary>Callbacks of the batch that have not run. Written by the reclaimer, read by statistics.</summary>
    private int batchLeft;

    internal Reclaimer(RcuDomain domain, GracePeriods periods, RcuDomainOptions options)
    {
        this.domain = domain;
        this.periods = periods;
        failures = new FailureLog(domain);
        monitor = new StallMonitor(domain, periods, failures, options.StallThreshold, static () => Environment.TickCount64);
        idleWork = new IdleWorkList(failures);
        queue = new CallbackQueue(options.CallbackHighWaterMark);
        highWaterMark = options.CallbackHighWaterMark;
        backPressure = options.CallbackBackPressure;
    }

    private void Run()
    {
        ReaderThread.ReclaimerOf = domain;
        bool over = false;
        while (!over)
        {
            try
            {
                over = Round();
            }
            catch (Exception e)
            {
                // Out of memory, or an interrupt that a callback sent to this thread: reported, and the next round goes on where this one stopped.
                failures.Report(e, state: null);
            }
        }

        closed.TryComplete(failure: null);
    }

    /// <summary>One look at everything.</summary>
    /// <returns>Whether the domain is closed and nothing is left to do.</returns>
    private bool Round()
    {
        if (!batchTaken) TakeBatch();
        if (IsHeldBack) periods.Scan(periods.NextOfReserve());
        bool progress = false;
        if (batchTaken && periods.Safe >= batchTag)
        {
            RunBatch();
            progress = true;
        }

        CompleteWaits();
        if (TryEnd()) return true;
        if (IsTickDue(out long now)) Tick(now);
        if (progress) Refresh();
        else Rest();
        return false;
    }

    /// <summary>Whether something waits for a grace period that has not ended.</summary>
    private bool IsHeldBack => Math.Max(batchTaken ? batchTag : 0, Volatile.Read(ref wanted)) > periods.Safe;

    private void TakeBatch()
    {
        // Barriers before callbacks: each callback that was queued before such a barrier is in the queue by now, or was in an earlier batch.
        using (gate.EnterScope())
        {
            batchBarriers.AddRange(barriers);
            barriers.Clear();
        }

        bool forBarrier = batchBarriers.Count != 0;
        queue.Take(batch, everything: forBarrier);
        if (batch.Count == 0 && !forBarrier) return;
        // Taking the callbacks from the queue -> G increment: what they dispose was unlinked before they were queued, so one tag serves all of them (E3).
        batchTag = batch.Count == 0 ? 0 : GracePeriods.TagBefore(periods.NextOfReserve());
        batchNext = 0;
        batchTaken = true;
        Volatile.Write(ref batchLeft, batch.Count);
    }

    /// <summary>Runs the callbacks; stops half way when a tick is due, and goes on in the next round.</summary>
    private void RunBatch()
    {
        while (batchNext < batch.Count)
        {
            if (IsTickDue(out _)) return;
            DeferredCallback callback = batch[batchNext];
            batch[batchNext++] = null!;
            RunOne(callback);
            Volatile.Write(ref batchLeft, batch.Count - batchNext);
        }

        batch.Clear();
        if (batch.Capacity > 4L * Math.Max(highWaterMark, 1024)) batch = []; // grown by an overflow
        CompleteBarriers();
        batchTaken = false;
    }

    private void RunOne(DeferredCallback callback)
    {
        try
        {
            callback.Invoke();
        }
        catch (Exception e)
        {
            failures.Report(e, callback.State);
        }

        if (ReaderThread.FindSlot(domain) is not { IsInSection: true } slot) return;
        // It would hold back every later grace period, silently.
        slot.Abandon();
        failures.Report(new InvalidOperationException($"A callback of the RCU domain '{domain.Name}' left a read section open; it was ended."), callback.State);
    }

    private void CompleteBarriers()
    {
        if (batchBarriers.Count == 0) return;
        AggregateException? failed = failures.Take();
        bool told = false;
        foreach (Completion barrier in batchBarriers)
        {
            // Each gets an exception object of its own: threads that throw the same one would write into the same stack trace.
            told |= barrier.TryComplete(failed is null ? null : new AggregateException(failed.Message, failed.InnerExceptions));
        }

        batchBarriers.Clear();
        if (failed is not null && !told) failures.PutBack(failed);
    }

    private void CompleteWaits()
    {
        using (gate.EnterScope())
        {
            long safe = periods.Safe;
            for (int i = waits.Count - 1; i >= 0; i--)
            {
                (long tag, Completion waiter) = waits[i];
                if (tag > safe && !waiter.IsOver) continue;
                due.Add(waiter);
                waits[i] = waits[^1];
                waits.RemoveAt(waits.Count - 1);
            }
        }

        foreach (Completion waiter in due) waiter.TryComplete(failure: null);
        due.Clear();
    }

    private bool TryEnd()
    {
        // Closed first, then looked: the queue that is empty now stays so.
        if (!Volatile.Read(ref closing) || batchTaken || queue.Count != 0) return false;
        using (gate.EnterScope())
        {
            if (barriers.Count != 0 || waits.Count != 0 || wanted > periods.Safe) return false;
            ended = true;
            return true;
        }
    }

    private bool IsIdleWorkDue => idlePending || Volatile.Read(ref idleRequested) != 0;

    private bool IsTickDue(out long now)
    {
        now = Environment.TickCount64;
        return now - lastTick >= TickMilliseconds && (IsIdleWorkDue || IsHeldBack);
    }

    private void Tick(long now)
    {
        lastTick = now;
        periods.ReapDeadThreads();
        monitor.Look();
        // After the look: a section entered from here on announces a later epoch than any that was seen (StallMonitor).
        periods.Scan(periods.NextOfReserve());
        // idleRequested store -> loads of the works' state. Pairs with the barrier in RequestIdleWork: a request that still found the old 1 was made by a work
        // whose state the tick below sees. The barrier is spelled out because an exchange alone need not keep later loads behind its store on ARM64.
        Interlocked.Exchange(ref idleRequested, 0);
        Interlocked.MemoryBarrier();
        idlePending = idleWork.Tick();
    }

    /// <summary>After progress the next grace period deserves to be waited for eagerly again.</summary>
    private void Refresh()
    {
        spinner.Reset();
        napMilliseconds = 1;
    }

    /// <summary>Waits, for what this round left over.</summary>
    private void Rest()
    {
        if (IsHeldBack)
        {
            // A reader is inside. Most leave within microseconds; for the others the naps double. New callbacks would have to wait for the same reader, so they do not wake.
            if (spinner.Count < 16)
            {
                spinner.SpinOnce(sleep1Threshold: -1);
            }
            else
            {
                bell.Wait(napMilliseconds);
                napMilliseconds = Math.Min(2 * napMilliseconds, TickMilliseconds);
            }

            return;
        }

        Refresh();
        if (IsIdleWorkDue)
        {
            Sleep(LightSleep, (int)Math.Clamp(lastTick + TickMilliseconds - Environment.TickCount64, 1, TickMilliseconds));
        }
        else
        {
            monitor.Pause();
            Sleep(DeepSleep, Timeout.Infinite);
        }
    }

    private void Sleep(int kind, int milliseconds)
    {
        // rest store -> loads of all work. Pairs with the barrier in Wake: either the work is seen below, or its maker sees the rest and rings.
        Volatile.Write(ref rest, kind);
        Interlocked.MemoryBarrier();
        if (!HasWork(kind)) bell.Wait(milliseconds);
        Volatile.Write(ref rest, Awake);
    }

    private bool HasWork(int kind)
    {
        if (batchTaken) return true; // its grace period ended after this round had looked
        if (kind == DeepSleep && Volatile.Read(ref idleRequested) != 0) return true;
        if (Volatile.Read(ref closing) || Volatile.Read(ref wanted) > periods.Safe || queue.Count != 0) return true;
        using (gate.EnterScope()) return barriers.Count != 0 || waits.Count != 0;
    }
}
