using System;
using System.Collections.Generic;

namespace Exploration;

/// <summary>The built-in explorer: one thread runs at a time, and a strategy says which.</summary>
/// <remarks>This file is what the shims call; the other parts are the scheduler and the run of one schedule.</remarks>
internal sealed partial class BuiltInEngine : Engine, IDisposable
{
    private readonly List<Worker> workers = [];
    private readonly FrozenHeap heap = new();
    private readonly Decision decision;
    private readonly List<Choice> choices = [];

    private IMemoryModel memory = null!;
    private Strategy strategy = null!;
    private int delayedEpisodes;
    private int maxEpisodes;
    private int workersUsed;
    private int preemptions;
    private int switches;

    internal BuiltInEngine() => decision = new Decision { PointsOf = thread => Threads[thread].Points };

    /// <summary>The schedule that ran last, as who ran until where.</summary>
    internal ScheduleScript Script { get; } = new();

    /// <summary>How hard the schedule that ran last is to follow.</summary>
    internal ScheduleCost Cost => new(preemptions, delayedEpisodes, switches, Steps);

    protected override bool DelaysStore(LogicalThread self)
    {
        if (IsQuiet) return false;
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
        foreach (LogicalThread thread in Threads)
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
        foreach (LogicalThread thread in Threads) thread.Buffer.Clear();
        IsOver = true;
    }

    private bool AnybodyElseLives(LogicalThread self)
    {
        foreach (LogicalThread thread in Threads)
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
            Failure ??= new Failure(FailureKind.Nondeterminism, self.Name, e.Message, "The scenario depends on something that the engine does not control: a clock, an address, a static, a real thread.");
            IsOver = true;
            return decision[0];
        }
    }
}
