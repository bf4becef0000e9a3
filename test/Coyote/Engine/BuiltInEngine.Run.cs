using System;
using System.Collections.Generic;

namespace Exploration;

/// <summary>One schedule, from set-up to epilogue.</summary>
internal sealed partial class BuiltInEngine
{
    /// <summary>The choices of the schedule that ran last.</summary>
    internal IReadOnlyList<Choice> Choices => choices;

    /// <summary>Runs one schedule.</summary>
    /// <returns>What went wrong, or null.</returns>
    internal Failure? Run(Scenario story, IMemoryModel model, Strategy answers, int episodes, long index, StepLog? record)
    {
        while (true)
        {
            heap.Prepare();
            Begin(story, model, answers, episodes, record);
            answers.Begin(index);
            RunStory();
            if (!heap.HasMoved) return Failure;
            record?.Clear(); // the collector ran: once more
        }
    }

    public void Dispose()
    {
        foreach (Worker worker in workers) worker.Stop();
        workers.Clear();
        heap.Dispose();
    }

    private void Begin(Scenario story, IMemoryModel model, Strategy answers, int episodes, StepLog? record)
    {
        Reset(story, record);
        memory = model;
        strategy = answers;
        maxEpisodes = episodes;
        delayedEpisodes = 0;
        workersUsed = 0;
        preemptions = 0;
        switches = 0;
        choices.Clear();
        Script.Clear();
    }

    private protected override void RunThreads(LogicalThread main, World world)
    {
        Settle(main);
        LogicalThread? first = null;
        foreach ((string name, Action body) in world.Threads)
        {
            LogicalThread thread = NewThread(name, body, face: null, isBackground: false, onMainStack: first is null);
            first ??= thread;
            RaceDetector.Start(main, thread);
        }

        if (first is null) return;
        IsQuiet = false;
        main.State = ThreadState.Waiting;
        main.WaitsFor = new AllEnded(Threads);
        PassOn(main, PickNext(main, offersToWait: true, yields: false), stays: first);
        // The baton is back: the first thread was picked, or the schedule was over before that.
        if (first is { HasBegun: true, IsEnded: false })
        {
            LogicalThread.SetCurrent(first);
            PassOn(first, RunToEnd(first), stays: main);
            LogicalThread.SetCurrent(main);
        }

        if (IsOver) throw new ScheduleAbortedException();
        main.State = ThreadState.Runnable;
        main.WaitsFor = null;
        foreach (LogicalThread thread in Threads) main.Clock.Join(thread.Clock);
    }

    /// <summary>
    /// The scenario's first thread runs on the main thread's stack, as main has nothing to do meanwhile: one thread less to hand over to. So the two share a baton,
    /// and no hand-over is needed when the next thread is the one that <paramref name="stays"/> on the stack.
    /// </summary>
    private void PassOn(LogicalThread self, LogicalThread next, LogicalThread stays)
    {
        Leave(self);
        Arrive(next);
        if (next == stays) return;
        next.Baton.Give();
        self.Baton.Take();
    }

    private protected override LogicalThread NewThread(string name, Action body, Concurrent.Thread? face, bool isBackground) => NewThread(name, body, face, isBackground, onMainStack: false);

    private LogicalThread NewThread(string name, Action body, Concurrent.Thread? face, bool isBackground, bool onMainStack)
    {
        if (Threads.Count == 64) throw new InvalidOperationException("A schedule has 64 threads at the most.");
        var thread = new LogicalThread(this, Threads.Count, name, body, face, isBackground);
        Threads.Add(thread);
        if (onMainStack)
        {
            thread.Baton = Threads[0].Baton;
            return thread;
        }

        if (workersUsed == workers.Count) workers.Add(new Worker(RunOnWorker));
        Worker worker = workers[workersUsed++];
        worker.Assign(thread);
        thread.Baton = worker.Baton;
        return thread;
    }

    private void RunOnWorker(LogicalThread self)
    {
        LogicalThread next = RunToEnd(self);
        Leave(self);
        Arrive(next);
        next.Baton.Give();
    }

    /// <returns>Who runs next.</returns>
    private LogicalThread RunToEnd(LogicalThread self)
    {
        try
        {
            if (!IsOver) self.RunBody();
        }
        catch (ScheduleAbortedException)
        {
        }
        catch (Exception e)
        {
            if (!IsOver)
            {
                Failure ??= FailureOf(self.Name, e);
                IsOver = true;
            }
        }

        if (!IsOver) Drain(self);
        self.State = ThreadState.Ended;
        Races?.Release(self, self.Face);
        NoteWrite(self);
        Log?.Add(self, "ends", default);
        return PickNext(self, offersToWait: true, yields: false);
    }

    private protected override void Unwind(LogicalThread main)
    {
        IsOver = true;
        foreach (LogicalThread thread in Threads) thread.Buffer.Clear();
        LogicalThread next = NextToUnwind();
        if (next != main) HandOver(main, next);
    }
}
