using System;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Exploration;

/// <summary>Who runs next.</summary>
internal sealed partial class BuiltInEngine
{
    private protected override void Reschedule(LogicalThread self, bool offersToWait, bool yields)
    {
        LogicalThread next = PickNext(self, offersToWait, yields);
        if (next != self) HandOver(self, next);
        if (IsOver) throw new ScheduleAbortedException();
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
            if (IsOver) return NextToUnwind();
            ulong enabled = EnabledThreads();
            if ((enabled & 1) != 0 && !IsQuiet) return Threads[0]; // all threads of the scenario have ended
            if (enabled == 0)
            {
                if (!IsQuiet && OfferFlushes(self, yields, flushedSelf)) continue;
                if (!JumpClock()) ReportDeadlock();
                continue;
            }

            if (IsQuiet) return NextInTurn(self, enabled, offersToWait);
            ulong schedulable = AnyYield ? Fair(enabled) : enabled;
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
                FlushByChoice(Threads[choice.Thread], self);
                continue;
            }

            LogicalThread next = Threads[choice.Thread];
            if (next != self) NoteSwitch(self, canContinue);
            if (AnyYield) NoteScheduled(next, enabled);
            return next;
        }
    }

    private void AddFlushes(LogicalThread? except)
    {
        foreach (LogicalThread thread in Threads)
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
        FlushByChoice(Threads[choice.Thread], self);
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

    /// <summary>Without exploration threads take turns, so that nobody starves, and run until they wait.</summary>
    private LogicalThread NextInTurn(LogicalThread self, ulong enabled, bool offersToWait)
    {
        if (!offersToWait && (enabled & (1UL << self.Id)) != 0) return self;
        ulong after = enabled & ~((2UL << self.Id) - 1);
        return Threads[BitOperations.TrailingZeroCount(after != 0 ? after : enabled)];
    }

    /// <summary>The threads unwind one after the other; the main thread comes last.</summary>
    private LogicalThread NextToUnwind()
    {
        foreach (LogicalThread thread in Threads)
        {
            if (thread.Id == 0 || thread.IsEnded) continue;
            if (thread.HasBegun) return thread;
            thread.State = ThreadState.Ended;
        }

        return Threads[0];
    }
}
