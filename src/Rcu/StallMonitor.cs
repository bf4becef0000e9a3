using System;
using System.Threading;

namespace Concurrent.Rcu;

/// <summary>Watches for readers that stay in one section for too long. Runs on the reclaimer's thread, and only while something waits for readers.</summary>
/// <remarks>
/// A section shows itself as one epoch that stays in one slot. The reclaimer begins an epoch after every look, so a section that was entered after a look announces
/// a later epoch than the one seen in that look: the same epoch in two looks is the same section.
/// </remarks>
internal sealed class StallMonitor
{
    private readonly RcuDomain domain;
    private readonly GracePeriods periods;
    private readonly FailureLog failures;
    private readonly long threshold;
    private readonly Func<long> clock;
    private long oldestSince;
    private int stalled;

    /// <param name="domain">Whose readers.</param>
    /// <param name="periods">Their slots.</param>
    /// <param name="failures">Gets what handlers of the event throw.</param>
    /// <param name="threshold">From which age on a section is reported.</param>
    /// <param name="clock">Milliseconds from some moment on.</param>
    internal StallMonitor(RcuDomain domain, GracePeriods periods, FailureLog failures, TimeSpan threshold, Func<long> clock)
    {
        this.clock = clock;
        this.domain = domain;
        this.periods = periods;
        this.failures = failures;
        this.threshold = (long)Math.Ceiling(threshold.TotalMilliseconds);
    }

    /// <summary>Readers over the threshold at the last look.</summary>
    internal int Stalled => Volatile.Read(ref stalled);

    /// <summary>How long the oldest section of the last look has been seen open; zero when there was none, or when nothing waits.</summary>
    internal TimeSpan OldestAge
    {
        get
        {
            long since = Volatile.Read(ref oldestSince);
            return since == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Max(0, clock() - since));
        }
    }

    /// <summary>Looks at every slot once; reports each stalled section once.</summary>
    internal void Look()
    {
        long now = clock();
        long oldest = long.MaxValue;
        int over = 0;
        foreach (ReaderSlot? slot in periods.Slots)
        {
            if (slot is null) break;
            long epoch = slot.AnnouncedEpoch;
            if (epoch <= 0)
            {
                slot.MonitoredEpoch = 0;
                slot.StallReported = false;
                continue;
            }

            if (epoch != slot.MonitoredEpoch)
            {
                slot.MonitoredEpoch = epoch;
                slot.MonitoredSince = clock(); // not before it was seen, however long this thread has been off its processor since the look began
                slot.StallReported = false;
            }

            oldest = Math.Min(oldest, slot.MonitoredSince);
            if (now - slot.MonitoredSince < threshold) continue;
            over++;
            if (!slot.StallReported) Report(slot, now);
        }

        Volatile.Write(ref oldestSince, oldest == long.MaxValue ? 0 : oldest);
        Volatile.Write(ref stalled, over);
    }

    /// <summary>Nothing waits for readers any more. What was seen before says nothing about sections seen after the pause: epochs may stand still in it.</summary>
    internal void Pause()
    {
        foreach (ReaderSlot? slot in periods.Slots)
        {
            if (slot is null) break;
            // An epoch was begun after the look that reported it, so that section is known again and is not reported twice.
            if (!slot.StallReported) slot.MonitoredEpoch = 0;
        }

        Volatile.Write(ref oldestSince, 0);
        Volatile.Write(ref stalled, 0);
    }

    private void Report(ReaderSlot slot, long now)
    {
        // Ended meanwhile, or dead and about to be reaped.
        if (slot.Owner is not { } thread || slot.AnnouncedEpoch != slot.MonitoredEpoch) return;
        slot.StallReported = true;
        try
        {
            domain.RaiseReaderStalled(new ReaderStalledEventArgs(
                thread.ManagedThreadId, thread.Name, TimeSpan.FromMilliseconds(now - slot.MonitoredSince), slot.MonitoredEpoch));
        }
        catch (Exception e)
        {
            failures.Report(e, state: null);
        }
    }
}
