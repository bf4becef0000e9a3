using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>One reader thread's announcement in one domain. Slots are never moved or freed, only handed from a dead thread to a new one (E5).</summary>
internal sealed class ReaderSlot
{
    /// <summary>Stands in <see cref="owner"/> while a dead thread's slot is being cleared, so that nobody can claim it half cleared.</summary>
    private static readonly object Reaping = new();

    /// <summary>What one enumerator adds to the depth: nested sections are counted in the lower half of the word, enumerators in the upper.</summary>
    private const long Loose = 1L << 32;

    internal readonly RcuDomain Domain;
    private readonly GracePeriods periods;
    private object? owner;
    private PaddedReaderState state;

    /// <summary>The epoch the stall monitor saw here last, and when it first saw it. Touched by the monitor only.</summary>
    internal long MonitoredEpoch;
    internal long MonitoredSince;
    internal bool StallReported;

    internal ReaderSlot(RcuDomain domain, GracePeriods periods)
    {
        Domain = domain;
        this.periods = periods;
    }

    /// <summary>The announced epoch as a scan sees it; 0 or less = not in a section.</summary>
    internal long AnnouncedEpoch => Volatile.Read(ref state.Epoch);

    internal bool IsInSection => state.Depth != 0;

    /// <summary>Whether so many nested sections are open; for the owning thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool IsOpenAt(int depth) => (int)state.Depth >= depth;

    internal Thread? Owner => Volatile.Read(ref owner) as Thread;

    /// <summary>Enters a section on the owning thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadSection Enter()
    {
        Announce();
        long depth = state.Depth + 1;
        state.Depth = depth;
        return new ReadSection(this, (int)depth);
    }

    /// <summary>Enters a section that need not end before those that were entered earlier: an enumerator's.</summary>
    internal void EnterLoose()
    {
        Announce();
        state.Depth += Loose;
    }

    internal void ExitLoose()
    {
        if (state.Depth < Loose) ThrowMisnested();
        Leave(state.Depth - Loose);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Announce()
    {
        if (state.Depth == 0)
        {
            // Epoch before depth: a debugger that runs a section of its own in between finds depth 0, announces and clears;
            // the read below then sees the 0 and announces again.
            // slot.Epoch store -> root load. Pairs with the process-wide barrier in GracePeriods.Scan (E2).
            Volatile.Write(ref state.Epoch, Volatile.Read(ref periods.Epoch.Value));
            if (ProcessWideBarrier.ReadersFence) Interlocked.MemoryBarrier(); // the same pair where that barrier is not real (E4)
            // An acquiring read of the word just written: no later load is moved above the announcement by the compiler. It must be consumed, else it is deleted.
            // And G once more: who read it before the domain was closed, and announces after Dispose has looked for readers, sees the sign here and is turned away (E2).
            if (Volatile.Read(ref state.Epoch) <= 0 || Volatile.Read(ref periods.Epoch.Value) <= 0) AnnounceAgain();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Exit(int depth)
    {
        long open = state.Depth;
        if ((int)open != depth) ThrowMisnested();
        Leave(open - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Leave(long open)
    {
        state.Depth = open;
        if (open == 0)
        {
            // Every access of the section -> slot.Epoch store. Pairs with the volatile read of the scan: who sees 0 sees the section over.
            Volatile.Write(ref state.Epoch, 0);
        }
    }

    /// <summary>Ends whatever is open, on the owning thread: code that has returned cannot use it any more.</summary>
    internal void Abandon()
    {
        state.Depth = 0;
        Volatile.Write(ref state.Epoch, 0);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AnnounceAgain()
    {
        do
        {
            long epoch = Volatile.Read(ref periods.Epoch.Value);
            if (epoch <= 0)
            {
                Volatile.Write(ref state.Epoch, 0);
                throw new ObjectDisposedException(Domain.Name, "The RCU domain is disposed; no read section can be opened on it.");
            }

            Volatile.Write(ref state.Epoch, epoch);
            Interlocked.MemoryBarrier();
        }
        while (Volatile.Read(ref state.Epoch) <= 0 || Volatile.Read(ref periods.Epoch.Value) <= 0);
    }

    private static void ThrowMisnested() => throw new InvalidOperationException(
        "A read section was disposed out of order or twice: sections end in the reverse order of their start, each exactly once.");

    /// <summary>Takes a free slot for <paramref name="thread"/>.</summary>
    internal bool TryClaim(Thread thread) => Interlocked.CompareExchange(ref owner, thread, null) is null;

    /// <summary>Gives the slot of a thread that has ended back, also when it ended inside a section (E5).</summary>
    /// <remarks>The compare-and-swap on the owner makes one caller the only one; a finalizer beside it would free the slot a second time, under its next owner.</remarks>
    internal bool TryReap()
    {
        if (Volatile.Read(ref owner) is not Thread thread || thread.IsAlive) return false;
        if (Interlocked.CompareExchange(ref owner, Reaping, thread) != thread) return false;
        state.Depth = 0;
        Volatile.Write(ref state.Epoch, 0);
        Volatile.Write(ref owner, null); // last: who claims the slot finds it idle
        return true;
    }
}
