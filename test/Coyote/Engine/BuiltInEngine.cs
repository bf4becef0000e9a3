using System;
using System.Collections.Generic;

namespace Exploration;

/// <summary>The built-in explorer: one thread runs at a time, and a strategy says which.</summary>
/// <remarks>This file is what the shims call; the other parts are the scheduler and the run of one schedule.</remarks>
internal sealed partial class BuiltInEngine : Engine, IDisposable
{
    private const long FirstTick = 1_000_000;

    /// <summary>
    /// A spinner that nobody is left to wake may still help itself: by what it has just written, or because its loop does something else after so many spins (the library
    /// counts up to 64). Then only it is a deadlock.
    /// </summary>
    private const int MaxLonelySpins = 70;

    private readonly List<Worker> workers = [];
    private readonly List<LogicalThread> threads = [];
    private readonly FrozenHeap heap = new();
    private readonly Decision decision;
    private readonly List<Choice> choices = [];

    private Scenario scenario = null!;
    private IMemoryModel memory = null!;
    private Strategy strategy = null!;
    private int delayedEpisodes;
    private int maxEpisodes;
    private int workersUsed;
    private long now;

    /// <summary>No exploration: set-up, or epilogue. Threads run until they wait.</summary>
    private bool quiet;
    private bool over;
    private Failure? failure;
    private int preemptions;
    private int switches;

    internal BuiltInEngine() => decision = new Decision { PointsOf = thread => threads[thread].Points };

    /// <summary>The schedule that ran last, as who ran until where.</summary>
    internal ScheduleScript Script { get; } = new();

    /// <summary>How hard the schedule that ran last is to follow.</summary>
    internal ScheduleCost Cost => new(preemptions, delayedEpisodes, switches, Steps);

    protected override bool IsOver => over;

    internal override void Point(LogicalThread self)
    {
        if (over) throw new ScheduleAbortedException();
        if (Steps > scenario.MaxSteps) FailLivelock(self);
        if (!quiet) Reschedule(self, offersToWait: false, yields: false);
    }

    internal override void Spin(LogicalThread self, Site site)
    {
        if (over) throw new ScheduleAbortedException();
        CountStep();
        if (Steps > scenario.MaxSteps) FailLivelock(self);
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

    internal override bool Wait(LogicalThread self, IWaitable condition, long milliseconds, Site site)
    {
        Point(self);
        if (!quiet && self.Buffer.Count != 0) Drain(self);
        if (condition.IsReady) return true;
        if (milliseconds == 0) return false;
        CountStep();
        Log?.Add(self, milliseconds < 0 ? "waits for" : "waits with time limit for", condition, site);
        self.State = ThreadState.Waiting;
        self.WaitsFor = condition;
        self.WaitPlace = site.Place;
        self.Deadline = milliseconds < 0 ? long.MaxValue : now + milliseconds;
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

    internal override LogicalThread Spawn(LogicalThread self, string name, Action body, Concurrent.Thread face, Site site)
    {
        Point(self);
        if (!quiet && self.Buffer.Count != 0) Drain(self);
        if (name.EndsWith("(default)", StringComparison.Ordinal))
            throw new InvalidOperationException("The default RCU domain outlives a schedule: a scenario must use a domain of its own.");
        CountStep();
        Log?.Add(self, "start thread", face, site);
        LogicalThread thread = NewThread(name, body, face, face.IsBackground);
        RaceDetector.Start(self, thread);
        if (!quiet) Point(self);
        return thread;
    }

    internal override long ReadClock(LogicalThread self)
    {
        self.HasReadClock = true;
        return now;
    }

    internal override void PassTime(long milliseconds) => now += milliseconds;

    internal override void Fail(LogicalThread self, Failure what)
    {
        failure ??= what;
        over = true;
        throw new ScheduleAbortedException();
    }

    protected override bool DelaysStore(LogicalThread self)
    {
        if (quiet) return false;
        if (memory.MustDelay(self)) return true;
        if (delayedEpisodes >= maxEpisodes || !memory.MayDelay(self) || !AnybodyElseLives(self)) return false;
        decision.Begin(DecisionKind.Delay, self.Id, currentCanContinue: false, yields: false, hasFlushedCurrent: false);
        decision.Add(Choice.StoreNow);
        decision.Add(Choice.Delay);
        if (Decide(self) != Choice.Delay) return false;
        delayedEpisodes++;
        Script.Delays.Add((self.Id, self.Points));
        return true;
    }

    protected override void Drain(LogicalThread thread)
    {
        while (thread.Buffer.Count != 0) FlushOldest(thread, hidden: false);
    }

    protected override void DrainAll()
    {
        foreach (LogicalThread thread in threads)
        {
            while (thread.Buffer.Count != 0) FlushOldest(thread, hidden: thread != LogicalThread.Current);
        }
    }

    private void FlushOldest(LogicalThread thread, bool hidden)
    {
        ref readonly BufferedStore store = ref thread.Buffer.Oldest;
        if (store.Clock is { } clock) Races?.Release(clock, store.Address);
        Log?.AddFlush(thread, in store);
        if (heap.HasMoved) ForgetBuffers();
        else thread.Buffer.FlushOldest(hidden);
        NoteWrite(thread);
    }

    /// <summary>The collector ran: what the buffers say about addresses is void, and so is the schedule, which will be repeated.</summary>
    private void ForgetBuffers()
    {
        foreach (LogicalThread thread in threads) thread.Buffer.Clear();
        over = true;
    }

    private bool AnybodyElseLives(LogicalThread self)
    {
        foreach (LogicalThread thread in threads)
        {
            if (thread.Id != 0 && thread != self && !thread.IsEnded) return true;
        }

        return false;
    }

    private Choice Decide(LogicalThread self)
    {
        try
        {
            Choice choice = decision[strategy.Pick(decision)];
            choices.Add(choice);
            return choice;
        }
        catch (NondeterminismException e)
        {
            failure ??= new Failure(FailureKind.Nondeterminism, self.Name, e.Message, "The scenario depends on something that the engine does not control: a clock, an address, a static, a real thread.");
            over = true;
            return decision[0];
        }
    }
}
