using System;
using System.Collections.Generic;
using Concurrent.Rcu;

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
            RunOnMain();
            if (!heap.HasMoved) return failure;
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
        Reset(record);
        LibraryState.Prepare();
        LibraryState.Reset();
        scenario = story;
        memory = model;
        strategy = answers;
        maxEpisodes = episodes;
        delayedEpisodes = 0;
        workersUsed = 0;
        now = FirstTick;
        anyYield = false;
        over = false;
        failure = null;
        preemptions = 0;
        switches = 0;
        choices.Clear();
        Script.Clear();
        threads.Clear();
        ProcessWideBarrier.ReadersFence = story.FullFence;
    }

    private void RunOnMain()
    {
        var main = new LogicalThread(this, 0, "main", static () => { }, face: null, isBackground: false) { HasBegun = true };
        threads.Add(main);
        main.Clock.Tick(0);
        main.Statics.Restore(); // all empty
        LogicalThread.SetCurrent(main);
        try
        {
            quiet = true;
            var world = new World(this);
            bool ran = Guard(main, "set-up", () => scenario.Body(world)) && Guard(main, "set-up", () => RunThreads(main, world));
            quiet = true;
            if (ran) ran = RunFinals(main, world);
            // Whatever happened: but a schedule that was cut off has nothing left that could be disposed in order.
            if (!over) Dispose(main, world);
        }
        finally
        {
            Unwind(main);
            LogicalThread.SetCurrent(null);
        }
    }

    private void RunThreads(LogicalThread main, World world)
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
        quiet = false;
        main.State = ThreadState.Waiting;
        main.WaitsFor = new AllEnded(threads);
        PassOn(main, PickNext(main, offersToWait: true, yields: false), stays: first);
        // The baton is back: the first thread was picked, or the schedule was over before that.
        if (first is { HasBegun: true, IsEnded: false })
        {
            LogicalThread.SetCurrent(first);
            PassOn(first, RunToEnd(first), stays: main);
            LogicalThread.SetCurrent(main);
        }

        if (over) throw new ScheduleAbortedException();
        main.State = ThreadState.Runnable;
        main.WaitsFor = null;
        foreach (LogicalThread thread in threads) main.Clock.Join(thread.Clock);
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

    /// <summary>Threads that the set-up has started, like a domain's reclaimer, run until they rest.</summary>
    private void Settle(LogicalThread main)
    {
        if (threads.Count == 1) return;
        main.State = ThreadState.Waiting;
        main.WaitsFor = new OthersRest(this);
        if (!main.WaitsFor.IsReady) Reschedule(main, offersToWait: true, yields: false);
        main.State = ThreadState.Runnable;
        main.WaitsFor = null;
    }

    private bool RunFinals(LogicalThread main, World world)
    {
        foreach (Action check in world.Finals)
        {
            if (!Guard(main, "end", check)) return false;
        }

        return true;
    }

    private void Dispose(LogicalThread main, World world)
    {
        for (int i = world.Disposables.Count - 1; i >= 0 && !over; i--) Guard(main, "dispose", world.Disposables[i].Dispose);
    }

    /// <summary>Runs a part of the scenario on the main thread.</summary>
    /// <returns>Whether nothing went wrong.</returns>
    private bool Guard(LogicalThread main, string part, Action action)
    {
        try
        {
            action();
            return !over;
        }
        catch (ScheduleAbortedException)
        {
            return false;
        }
        catch (Exception e)
        {
            main.State = ThreadState.Runnable;
            failure ??= FailureOf($"main ({part})", e);
            return false;
        }
    }

    private static Failure FailureOf(string thread, Exception e) =>
        e is ExplorationFailure ? new Failure(FailureKind.Check, thread, e.Message, "") : new Failure(FailureKind.Exception, thread, $"{e.GetType().Name}: {e.Message}", Frames(e));

    /// <summary>Where the exception came from, without the machine's folders.</summary>
    private static string Frames(Exception e)
    {
        var text = new System.Text.StringBuilder();
        foreach (string line in (e.StackTrace ?? "").Split('\n'))
        {
            int at = line.IndexOf(") in ", StringComparison.Ordinal);
            int file = line.LastIndexOfAny(['/', '\\']);
            if (line.Contains("Exploration.BuiltInEngine", StringComparison.Ordinal) || line.Contains("Exploration.Worker", StringComparison.Ordinal)) continue;
            text.Append("  ").Append(at < 0 || file < at ? line.Trim() : $"{line[..(at + 1)].Trim()} in {line[(file + 1)..].Trim()}").Append('\n');
        }

        return text.ToString();
    }

    private LogicalThread NewThread(string name, Action body, Concurrent.Thread? face, bool isBackground, bool onMainStack = false)
    {
        if (threads.Count == 64) throw new InvalidOperationException("A schedule has 64 threads at the most.");
        var thread = new LogicalThread(this, threads.Count, name, body, face, isBackground);
        threads.Add(thread);
        if (onMainStack)
        {
            thread.Baton = threads[0].Baton;
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
            if (!over) self.RunBody();
        }
        catch (ScheduleAbortedException)
        {
        }
        catch (Exception e)
        {
            if (!over)
            {
                failure ??= FailureOf(self.Name, e);
                over = true;
            }
        }

        if (!over) Drain(self);
        self.State = ThreadState.Ended;
        Races?.Release(self, self.Face);
        NoteWrite(self);
        Log?.Add(self, "ends", default);
        return PickNext(self, offersToWait: true, yields: false);
    }

    /// <summary>Lets every thread return that has not ended: no thread is carried over into the next schedule.</summary>
    private void Unwind(LogicalThread main)
    {
        over = true;
        foreach (LogicalThread thread in threads) thread.Buffer.Clear();
        LogicalThread next = NextToUnwind();
        if (next != main) HandOver(main, next);
    }

    private sealed class AllEnded(List<LogicalThread> threads) : IWaitable
    {
        public string Description => "the end of all threads";

        public bool IsReady
        {
            get
            {
                foreach (LogicalThread thread in threads)
                {
                    if (thread.Id != 0 && !thread.IsBackground && !thread.IsEnded) return false;
                }

                return true;
            }
        }
    }

    private sealed class OthersRest(BuiltInEngine engine) : IWaitable
    {
        private bool asking;

        public string Description => "the threads of the set-up to come to rest";

        public bool IsReady
        {
            get
            {
                if (asking) return false;
                asking = true;
                bool rest = (engine.EnabledThreads() & ~1UL) == 0;
                asking = false;
                return rest;
            }
        }
    }
}
