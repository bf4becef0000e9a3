using System;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Exploration;

/// <summary>Who runs next.</summary>
internal sealed partial class BuiltInEngine
{
    private bool anyYield;

    /// <summary>Asks who runs next and hands over. Returns when <paramref name="self"/> runs again; throws when the schedule is over.</summary>
    private void Reschedule(LogicalThread self, bool offersToWait, bool yields)
    {
        LogicalThread next = PickNext(self, offersToWait, yields);
        if (next != self) HandOver(self, next);
        if (over) throw new ScheduleAbortedException();
    }

    private void HandOver(LogicalThread self, LogicalThread next)
    {
        Leave(self);
        Arrive(next);
        next.Baton.Give();
        self.Baton.Take();
    }

    private void Leave(LogicalThread self)
    {
        self.Statics.Save();
        if (self.Buffer.Count == 0) return;
        if (heap.HasMoved) ForgetBuffers();
        else self.Buffer.Hide();
    }

    private void Arrive(LogicalThread next)
    {
        next.Statics.Restore();
        next.HasBegun = true;
        if (next.Buffer.Count == 0) return;
        if (heap.HasMoved) ForgetBuffers();
        else next.Buffer.Show();
    }

    private LogicalThread PickNext(LogicalThread self, bool offersToWait, bool yields)
    {
        bool flushedSelf = false;
        self.Points++;
        while (true)
        {
            if (over) return NextToUnwind();
            ulong enabled = EnabledThreads();
            if ((enabled & 1) != 0 && !quiet) return threads[0]; // all threads of the scenario have ended
            if (enabled == 0)
            {
                if (!quiet && OfferFlushes(self, yields, flushedSelf)) continue;
                if (!JumpClock()) ReportDeadlock();
                continue;
            }

            if (quiet) return NextInTurn(self, enabled, offersToWait);
            ulong schedulable = anyYield ? Fair(enabled) : enabled;
            bool canContinue = !offersToWait && (schedulable & (1UL << self.Id)) != 0;
            decision.Begin(DecisionKind.Schedule, self.Id, canContinue, yields, flushedSelf);
            if (canContinue) decision.Add(Choice.Run(self.Id));
            for (ulong left = canContinue ? schedulable & ~(1UL << self.Id) : schedulable; left != 0; left &= left - 1)
                decision.Add(Choice.Run(BitOperations.TrailingZeroCount(left)));
            if (delayedEpisodes != 0) AddFlushes(except: (enabled & ~(1UL << self.Id)) == 0 ? self : null);
            Choice choice = decision.Count == 1 ? decision[0] : Decide(self);
            if (choice.IsFlush)
            {
                flushedSelf |= choice.Thread == self.Id;
                FlushByChoice(threads[choice.Thread], self);
                continue;
            }

            LogicalThread next = threads[choice.Thread];
            if (next != self) NoteSwitch(self, canContinue);
            if (anyYield) NoteScheduled(next, enabled);
            return next;
        }
    }

    private ulong EnabledThreads()
    {
        ulong enabled = 0;
        foreach (LogicalThread thread in threads)
        {
            bool can = thread.State switch
            {
                ThreadState.Runnable => true,
                ThreadState.Waiting => thread.TimedOut || thread.WaitsFor!.IsReady,
                ThreadState.Spinning => thread.TimedOut || Writes - thread.Writes != thread.SpinMark,
                _ => false,
            };
            if (can) enabled |= 1UL << thread.Id;
        }

        return enabled;
    }

    private void AddFlushes(LogicalThread? except)
    {
        foreach (LogicalThread thread in threads)
        {
            if (thread.Buffer.Count != 0 && thread != except) decision.Add(Choice.Flush(thread.Id));
        }
    }

    /// <summary>Nobody can run, but a store that becomes visible may change that: no processor keeps one for ever.</summary>
    private bool OfferFlushes(LogicalThread self, bool yields, bool flushedSelf)
    {
        decision.Begin(DecisionKind.Schedule, self.Id, currentCanContinue: false, yields, flushedSelf);
        AddFlushes(except: null);
        if (decision.Count == 0) return false;
        Choice choice = decision.Count == 1 ? decision[0] : Decide(self);
        FlushByChoice(threads[choice.Thread], self);
        return true;
    }

    private void FlushByChoice(LogicalThread thread, LogicalThread running)
    {
        FlushOldest(thread, hidden: thread != running);
        Script.Parts.Add(new ScheduleScript.Part(IsFlush: false, running.Id, running.Points));
        Script.Parts.Add(new ScheduleScript.Part(IsFlush: true, thread.Id, 0));
    }

    private void NoteSwitch(LogicalThread from, bool preempted)
    {
        switches++;
        if (preempted) preemptions++;
        Script.Parts.Add(new ScheduleScript.Part(IsFlush: false, from.Id, from.Points));
    }

    /// <summary>Time passes only when nobody can run: to the earliest deadline, or for a spinner that watches the clock.</summary>
    private bool JumpClock()
    {
        LogicalThread? first = null;
        long at = long.MaxValue;
        foreach (LogicalThread thread in threads)
        {
            long deadline = thread.State switch
            {
                ThreadState.Waiting => thread.Deadline,
                ThreadState.Spinning when thread.HasReadClock => now + thread.SpinJump,
                _ => long.MaxValue,
            };
            if (deadline >= at) continue;
            at = deadline;
            first = thread;
        }

        if (first is null) return SpinOn();
        now = Math.Max(now, at);
        first.TimedOut = true;
        if (first.State == ThreadState.Spinning) first.SpinJump = Math.Min(2 * first.SpinJump, 1 << 20);
        return true;
    }

    /// <summary>Lets the spinner that has tried least try once more: its loop counts its spins, and after some of them it may look elsewhere.</summary>
    private bool SpinOn()
    {
        LogicalThread? least = null;
        foreach (LogicalThread thread in threads)
        {
            if (thread.State == ThreadState.Spinning && thread.LonelySpins < (least?.LonelySpins ?? MaxLonelySpins)) least = thread;
        }

        if (least is null) return false;
        least.LonelySpins++;
        least.TimedOut = true;
        return true;
    }

    /// <summary>Without exploration threads take turns, so that nobody starves, and run until they wait.</summary>
    private LogicalThread NextInTurn(LogicalThread self, ulong enabled, bool offersToWait)
    {
        if (!offersToWait && (enabled & (1UL << self.Id)) != 0) return self;
        ulong after = enabled & ~((2UL << self.Id) - 1);
        return threads[BitOperations.TrailingZeroCount(after != 0 ? after : enabled)];
    }

    /// <summary>The threads unwind one after the other; the main thread comes last.</summary>
    private LogicalThread NextToUnwind()
    {
        foreach (LogicalThread thread in threads)
        {
            if (thread.Id == 0 || thread.IsEnded) continue;
            if (thread.HasBegun) return thread;
            thread.State = ThreadState.Ended;
        }

        return threads[0];
    }

    private void ReportDeadlock()
    {
        string waiting = WhoWaits();
        failure ??= new Failure(FailureKind.Deadlock, "all", "deadlock: no thread can go on", waiting);
        over = true;
    }

    private void FailLivelock(LogicalThread self) => Fail(self, new Failure(
        FailureKind.Livelock, self.Name, string.Create(CultureInfo.InvariantCulture, $"livelock: the schedule has more than {scenario.MaxSteps} steps"), WhoWaits()));

    private string WhoWaits()
    {
        var text = new StringBuilder();
        foreach (LogicalThread thread in threads)
        {
            if (thread.IsEnded || thread.Id == 0) continue;
            string at = thread.WaitPlace.Length == 0 ? "" : $" at {thread.WaitPlace}";
            string what = thread.State switch
            {
                ThreadState.Waiting => $"waits for {thread.WaitsFor!.Description}{at}",
                ThreadState.Spinning => $"spins{at} until another thread writes something",
                _ => "could run",
            };
            text.Append(CultureInfo.InvariantCulture, $"  {thread.Name} {what}\n");
        }

        return text.ToString();
    }

    // Fair scheduling (Musuvathi and Qadeer, Fair Stateless Model Checking, PLDI 2008), without the set of threads that a thread disables: a thread that yields
    // comes after those that could have run since its latest yield and never did.
    private void NoteYield(LogicalThread self)
    {
        if (quiet) return;
        if (!anyYield)
        {
            anyYield = true;
            foreach (LogicalThread thread in threads) thread.EnabledSinceYield = 0;
        }

        self.YieldsTo |= self.EnabledSinceYield & ~self.ScheduledSinceYield & ~(1UL << self.Id);
        self.EnabledSinceYield = EnabledThreads();
        self.ScheduledSinceYield = 0;
    }

    private ulong Fair(ulong enabled)
    {
        ulong fair = 0;
        foreach (LogicalThread thread in threads)
        {
            ulong bit = 1UL << thread.Id;
            if ((enabled & bit) != 0 && (thread.YieldsTo & enabled) == 0) fair |= bit;
        }

        return fair == 0 ? enabled : fair;
    }

    private void NoteScheduled(LogicalThread next, ulong enabled)
    {
        ulong bit = 1UL << next.Id;
        foreach (LogicalThread thread in threads)
        {
            thread.EnabledSinceYield &= enabled;
            thread.ScheduledSinceYield |= bit;
            thread.YieldsTo &= ~bit;
        }
    }
}
