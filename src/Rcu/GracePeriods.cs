using System;
using System.Diagnostics;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>The epochs of one domain: announcing slots, the advance, and how far it is safe to reclaim (rules E1 to E5).</summary>
/// <remarks>
/// The epoch G only grows. A reader announces the G it saw; what is retired is tagged with a G from after its unlinking; a tag is safe when every reader that
/// announced it or less has left. A late view of G delays re-use; it never shortens it.
/// </remarks>
internal sealed class GracePeriods
{
    /// <summary>The first epoch; 0 means idle in a slot.</summary>
    internal const long FirstEpoch = 1;

    /// <summary>
    /// No epoch beyond this is handed out. At one a nanosecond it is reached after 292 years; a counter that wrapped would free under readers.
    /// The epochs left above it are the reclaimer's, so that what was queued before still gets its grace period.
    /// </summary>
    internal const long LastEpoch = long.MaxValue - (1L << 40);

    /// <summary>A tag that is never safe.</summary>
    internal const long Never = long.MaxValue;

    private readonly RcuDomain domain;
    private readonly Lock registration = new();
    private ReaderSlot?[] slots = new ReaderSlot?[4];

    /// <summary>G. The sign bit says that the domain is closed: readers that announce such an epoch are turned away.</summary>
    internal PaddedInt64 Epoch;

    private PaddedInt64 safe;
    private long completed;

    internal GracePeriods(RcuDomain domain, long firstEpoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(firstEpoch, FirstEpoch);
        this.domain = domain;
        Epoch.Value = firstEpoch;
    }

    /// <summary>Everything tagged with this or less may be reclaimed.</summary>
    internal long Safe => Volatile.Read(ref safe.Value);

    internal long Current => Volatile.Read(ref Epoch.Value) & long.MaxValue;

    /// <summary>How many grace periods have ended: scans that found more safe than was known before.</summary>
    internal long Completed => Volatile.Read(ref completed);

    internal bool IsClosed => Volatile.Read(ref Epoch.Value) < 0;

    /// <summary>Turns new readers away. Those inside stay valid.</summary>
    internal void Close() => Interlocked.Or(ref Epoch.Value, long.MinValue);

    /// <summary>Begins an epoch. What was unlinked before the call may be tagged with the returned value minus one (E3).</summary>
    /// <returns>The new epoch, or <see cref="Never"/> when epochs have run out: its tag is never safe, so nothing is ever freed early.</returns>
    internal long Next()
    {
        if (Current >= LastEpoch) return Never;
        // unlink stores -> G increment. Pairs with the reader's volatile read of G: who announces this epoch or a later one sees the unlinks.
        return Interlocked.Increment(ref Epoch.Value) & long.MaxValue;
    }

    /// <summary>As <see cref="Next"/>, also when epochs have run out for all others. For the reclaimer: it begins some forty a second, and there are 2^40 left.</summary>
    internal long NextOfReserve() => Current >= Never - (1L << 20) ? Never : Interlocked.Increment(ref Epoch.Value) & long.MaxValue;

    /// <summary>The tag of what was unlinked before epoch <paramref name="g"/> began (E3).</summary>
    internal static long TagBefore(long g) => g == Never ? Never : g - 1;

    /// <summary>Begins an epoch and finds out how far it is safe to reclaim (E2).</summary>
    internal long Advance() => Scan(Next());

    /// <summary>The second half of an advance, for the epoch <paramref name="g"/> that this caller's <see cref="Next"/> began.</summary>
    internal long Scan(long g)
    {
        // Epochs have run out: look again at the last one, so that the tags handed out before still become safe. Any G that was read before the barrier will do:
        // what carries a tag below it was unlinked before it began.
        if (g == Never) g = Current;
        // G increment -> slot loads. Pairs with the announcement in ReaderSlot.Enter: its store is seen here, or its later loads see every unlink before G.
        ProcessWideBarrier.Issue();
        // The list is loaded after the barrier: a slot that is missing from it registered later, and its first loads see the unlinks as well.
        ReaderSlot?[] list = Volatile.Read(ref slots);
        long oldest = g; // this advance's own g: a G re-read after the scan would free under a reader when two threads advance
        foreach (ReaderSlot? slot in list)
        {
            if (slot is null) break;
            long epoch = slot.AnnouncedEpoch;
            if (epoch > 0 && epoch < oldest) oldest = epoch;
        }

        return RaiseSafe(oldest - 1);
    }

    /// <summary>Publishes by a monotone maximum: of two advancers the slower one must not take back what the faster one found.</summary>
    private long RaiseSafe(long candidate)
    {
        long seen = Volatile.Read(ref safe.Value);
        while (seen < candidate)
        {
            long before = Interlocked.CompareExchange(ref safe.Value, candidate, seen);
            if (before == seen)
            {
                Interlocked.Increment(ref completed);
                return candidate;
            }

            seen = before;
        }

        return seen;
    }

    /// <summary>Blocks until <paramref name="tag"/> is safe. The caller drives the epochs itself, so this needs no reclaimer.</summary>
    internal void WaitFor(long tag, bool expedited)
    {
        const int rounds = 64; // into the sleeps of a SpinWait: by now this is no reader that just needs a moment
        Debug.Assert(tag != Never, "The caller checks: this one would wait for ever.");
        // First with the epoch that the tag is from: nobody inside, no further epoch.
        if (Safe >= tag || Scan(tag + 1) >= tag) return;
        var spinner = new SpinWait();
        while (Advance() < tag)
        {
            if (spinner.NextSpinWillYield) ReapDeadThreads();
            if (spinner.Count == rounds) domain.WatchFor(tag);
            if (expedited) spinner.SpinOnce(sleep1Threshold: -1);
            else spinner.SpinOnce();
        }
    }

    /// <summary>The calling thread's slot, made on first use.</summary>
    internal ReaderSlot Register(Thread thread)
    {
        using (registration.EnterScope())
        {
            ReaderSlot slot = ClaimFree(thread) ?? (ReapDeadThreads() > 0 ? ClaimFree(thread) : null) ?? AddSlot(thread);
            ReaderThread.SetSlot(domain.Index, slot);
            return slot;
        }
    }

    private ReaderSlot? ClaimFree(Thread thread)
    {
        foreach (ReaderSlot? slot in slots)
        {
            if (slot is null) break;
            if (slot.TryClaim(thread)) return slot;
        }

        return null;
    }

    private ReaderSlot AddSlot(Thread thread)
    {
        var slot = new ReaderSlot(domain, this);
        slot.TryClaim(thread);
        ReaderSlot?[] list = slots;
        int free = Array.IndexOf(list, null);
        if (free < 0)
        {
            free = list.Length;
            Array.Resize(ref list, 2 * list.Length);
        }

        // The slot is complete before it can be found; a scan stops at the first empty place.
        Volatile.Write(ref list[free], slot);
        Volatile.Write(ref slots, list);
        return slot;
    }

    /// <summary>Frees the slots of threads that have ended (E5). Not part of every scan, because asking a thread whether it lives costs more than its slot.</summary>
    internal int ReapDeadThreads()
    {
        int reaped = 0;
        foreach (ReaderSlot? slot in Volatile.Read(ref slots))
        {
            if (slot is null) break;
            if (slot.TryReap()) reaped++;
        }

        return reaped;
    }

    /// <summary>The slots in use or free, for the stall monitor. A copy-on-grow array: stop at the first empty place.</summary>
    internal ReaderSlot?[] Slots => Volatile.Read(ref slots);

    /// <summary>Slots in use or free.</summary>
    internal int SlotCount
    {
        get
        {
            ReaderSlot?[] list = Volatile.Read(ref slots);
            int free = Array.IndexOf(list, null);
            return free < 0 ? list.Length : free;
        }
    }
}
