using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Exploration;

/// <summary>Who can run, what waiting means, and when time passes: the same for every engine. An engine chooses among those who can.</summary>
internal abstract partial class Engine
{
    private const long FirstTick = 1_000_000;

    /// <summary>
    /// A spinner that nobody is left to wake may still help itself: by what it has just written, or because its loop does something else after so many spins (the library
    /// counts up to 64). Then only it is a deadlock.
    /// </summary>
    private const int MaxLonelySpins = 70;

    /// <summary>All threads of the schedule; the first is the one that runs set-up and epilogue.</summary>
    private protected List<LogicalThread> Threads { get; } = [];

    private protected Scenario Scenario { get; private set; } = null!;

    /// <summary>Virtual milliseconds.</summary>
    private protected long Now { get; private set; }

    /// <summary>No exploration: set-up, or epilogue. Threads run until they wait.</summary>
    private protected bool IsQuiet { get; set; }

    /// <summary>Whether the schedule is over and threads only unwind.</summary>
    private protected bool IsOver { get; set; }

    private protected Failure? Failure { get; set; }

    /// <summary>Another thread may run here.</summary>
    internal void Point(LogicalThread self)
    {
        if (IsOver) throw new ScheduleAbortedException();
        if (Steps > Scenario.MaxSteps) FailLivelock(self);
        if (!IsQuiet) Reschedule(self, offersToWait: false, yields: false);
    }

    /// <summary>The thread found nothing to do but to look again.</summary>
    internal void Spin(LogicalThread self, Site site)
    {
        if (IsOver) throw new ScheduleAbortedException();
        CountStep();
        if (Steps > Scenario.MaxSteps) FailLivelock(self);
        Log?.Add(self, "spin", site);
        self.WaitPlace = site.Place;
        // News since the latest spin: the thread may not have seen them yet, so it looks again. Without news it would see the same again.
        if (Writes - self.Writes == self.SpinMark) self.State = ThreadState.Spinning;
        NoteYield(self);
        Reschedule(self, offersToWait: true, yields: true);
        if (!self.TimedOut)
        {
            self.SpinJump = 1;
            self.LonelySpins = 0;
        }

        self.TimedOut = false;
        self.HasReadClock = false;
        self.State = ThreadState.Runnable;
        self.SpinMark = Writes - self.Writes;
    }

    /// <summary>Waits until the condition is met, at most so long.</summary>
    /// <returns>Whether it is met.</returns>
    internal bool Wait(LogicalThread self, IWaitable condition, long milliseconds, Site site)
    {
        Point(self);
        if (!IsQuiet && self.Buffer.Count != 0) Drain(self);
        if (condition.IsReady) return true;
        if (milliseconds == 0) return false;
        CountStep();
        Log?.Add(self, milliseconds < 0 ? "waits for" : "waits with time limit for", condition, site);
        self.State = ThreadState.Waiting;
        self.WaitsFor = condition;
        self.WaitPlace = site.Place;
        self.Deadline = milliseconds < 0 ? long.MaxValue : Now + milliseconds;
        Reschedule(self, offersToWait: true, yields: false);
        self.State = ThreadState.Runnable;
        self.WaitsFor = null;
        self.Deadline = long.MaxValue;
        self.TimedOut = false;
        if (condition.IsReady) return true;
        CountStep();
        Log?.Add(self, "gives up waiting for", condition, site);
        return false;
    }

    internal LogicalThread Spawn(LogicalThread self, string name, Action body, Concurrent.Thread face, Site site)
    {
        Point(self);
        if (!IsQuiet && self.Buffer.Count != 0) Drain(self);
        if (name.EndsWith("(default)", StringComparison.Ordinal))
            throw new InvalidOperationException("The default RCU domain outlives a schedule: a scenario must use a domain of its own.");
        CountStep();
        Log?.Add(self, "start thread", face, site);
        LogicalThread thread = NewThread(name, body, face, face.IsBackground);
        RaceDetector.Start(self, thread);
        if (!IsQuiet) Point(self);
        return thread;
    }

    internal long ReadClock(LogicalThread self)
    {
        self.HasReadClock = true;
        return Now;
    }

    internal void PassTime(long milliseconds) => Now += milliseconds;

    /// <summary>Ends the schedule with a failure; unwinds the calling thread.</summary>
    internal void Fail(LogicalThread self, Failure what)
    {
        Failure ??= what;
        IsOver = true;
        throw new ScheduleAbortedException();
    }

    /// <summary>Asks who runs next and hands over. Returns when <paramref name="self"/> runs again; throws when the schedule is over.</summary>
    /// <param name="self">The calling thread.</param>
    /// <param name="offersToWait">Whether it cannot or need not go on: it waits, or looks again later.</param>
    /// <param name="yields">Whether it spins: others come first.</param>
    private protected abstract void Reschedule(LogicalThread self, bool offersToWait, bool yields);

    /// <summary>Makes a thread that can be scheduled from now on.</summary>
    private protected abstract LogicalThread NewThread(string name, Action body, Concurrent.Thread? face, bool isBackground);

    private protected ulong EnabledThreads()
    {
        ulong enabled = 0;
        foreach (LogicalThread thread in Threads)
        {
            if (CanRun(thread)) enabled |= 1UL << thread.Id;
        }

        return enabled;
    }

    private protected bool CanRun(LogicalThread thread) => thread.State switch
    {
        ThreadState.Runnable => true,
        ThreadState.Waiting => thread.TimedOut || thread.WaitsFor!.IsReady,
        ThreadState.Spinning => thread.TimedOut || Writes - thread.Writes != thread.SpinMark,
        _ => false,
    };

    /// <summary>Time passes only when nobody can run: to the earliest deadline, or for a spinner that watches the clock.</summary>
    private protected bool JumpClock()
    {
        LogicalThread? first = null;
        long at = long.MaxValue;
        foreach (LogicalThread thread in Threads)
        {
            long deadline = thread.State switch
            {
                ThreadState.Waiting => thread.Deadline,
                ThreadState.Spinning when thread.HasReadClock => Now + thread.SpinJump,
                _ => long.MaxValue,
            };
            if (deadline >= at) continue;
            at = deadline;
            first = thread;
        }

        if (first is null) return SpinOn();
        Now = Math.Max(Now, at);
        first.TimedOut = true;
        if (first.State == ThreadState.Spinning) first.SpinJump = Math.Min(2 * first.SpinJump, 1 << 20);
        return true;
    }

    /// <summary>Lets the spinner that has tried least try once more: its loop counts its spins, and after some of them it may look elsewhere.</summary>
    private protected bool SpinOn()
    {
        LogicalThread? least = null;
        foreach (LogicalThread thread in Threads)
        {
            if (thread.State == ThreadState.Spinning && thread.LonelySpins < (least?.LonelySpins ?? MaxLonelySpins)) least = thread;
        }

        if (least is null) return false;
        least.LonelySpins++;
        least.TimedOut = true;
        return true;
    }

    private protected void ReportDeadlock()
    {
        string waiting = WhoWaits();
        Failure ??= new Failure(FailureKind.Deadlock, "all", "deadlock: no thread can go on", waiting);
        IsOver = true;
    }

    private protected void FailLivelock(LogicalThread self) => Fail(self, new Failure(
        FailureKind.Livelock, self.Name, string.Create(CultureInfo.InvariantCulture, $"livelock: the schedule has more than {Scenario.MaxSteps} steps"), WhoWaits()));

    private string WhoWaits()
    {
        var text = new StringBuilder();
        foreach (LogicalThread thread in Threads)
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
}
