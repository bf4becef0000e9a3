using System;
using System.Collections.Generic;

namespace Exploration;

/// <summary>The parts of a schedule that are the same for every engine: set-up, checks of the end, disposal, and how a mistake in them is told.</summary>
internal abstract partial class Engine
{
    /// <summary>One schedule, from set-up to epilogue, on the calling thread as the main thread. <see cref="Failure"/> says what went wrong.</summary>
    private protected void RunStory()
    {
        var main = new LogicalThread(this, 0, "main", static () => { }, face: null, isBackground: false) { HasBegun = true };
        Threads.Add(main);
        main.Clock.Tick(0);
        main.Statics.Restore(); // all empty
        LogicalThread.SetCurrent(main);
        try
        {
            IsQuiet = true;
            var world = new World(this);
            bool ran = Guard(main, "set-up", () => Scenario.Body(world)) && Guard(main, "set-up", () => RunThreads(main, world));
            IsQuiet = true;
            if (ran) RunFinals(main, world);
            // Whatever happened: but a schedule that was cut off has nothing left that could be disposed in order.
            if (!IsOver) Dispose(main, world);
        }
        finally
        {
            Unwind(main);
            LogicalThread.SetCurrent(null);
        }
    }

    /// <summary>Runs the threads of the scenario and returns when all have ended.</summary>
    private protected abstract void RunThreads(LogicalThread main, World world);

    /// <summary>Lets every thread return that has not ended: no thread is carried over into the next schedule.</summary>
    private protected abstract void Unwind(LogicalThread main);

    /// <summary>Threads that the set-up has started, like a domain's reclaimer, run until they rest.</summary>
    private protected void Settle(LogicalThread main)
    {
        if (Threads.Count == 1) return;
        Pause(main, new OthersRest(this));
    }

    /// <summary>Waits until the condition holds, without a place in the scenario's story: the engine's own threads do that.</summary>
    private protected void Pause(LogicalThread self, IWaitable condition)
    {
        self.State = ThreadState.Waiting;
        self.WaitsFor = condition;
        if (!condition.IsReady) Reschedule(self, offersToWait: true, yields: false);
        self.State = ThreadState.Runnable;
        self.WaitsFor = null;
    }

    private void RunFinals(LogicalThread main, World world)
    {
        foreach (Action check in world.Finals)
        {
            if (!Guard(main, "end", check)) return;
        }
    }

    private void Dispose(LogicalThread main, World world)
    {
        for (int i = world.Disposables.Count - 1; i >= 0 && !IsOver; i--) Guard(main, "dispose", world.Disposables[i].Dispose);
    }

    /// <summary>Runs a part of the scenario on the main thread.</summary>
    /// <returns>Whether nothing went wrong.</returns>
    private bool Guard(LogicalThread main, string part, Action action)
    {
        try
        {
            action();
            return !IsOver;
        }
        catch (ScheduleAbortedException)
        {
            return false;
        }
        catch (Exception e)
        {
            main.State = ThreadState.Runnable;
            Failure ??= FailureOf($"main ({part})", e);
            return false;
        }
    }

    private protected static Failure FailureOf(string thread, Exception e) =>
        e is ExplorationFailure ? new Failure(FailureKind.Check, thread, e.Message, "") : new Failure(FailureKind.Exception, thread, $"{e.GetType().Name}: {e.Message}", Frames(e));

    /// <summary>Where the exception came from, without the machine's folders.</summary>
    private static string Frames(Exception e)
    {
        var text = new System.Text.StringBuilder();
        foreach (string line in (e.StackTrace ?? "").Split('\n'))
        {
            int at = line.IndexOf(") in ", StringComparison.Ordinal);
            int file = line.LastIndexOfAny(['/', '\\']);
            if (line.Contains("Exploration.BuiltInEngine", StringComparison.Ordinal) || line.Contains("Exploration.Engine.", StringComparison.Ordinal) || line.Contains("Exploration.Worker", StringComparison.Ordinal)) continue;
            text.Append("  ").Append(at < 0 || file < at ? line.Trim() : $"{line[..(at + 1)].Trim()} in {line[(file + 1)..].Trim()}").Append('\n');
        }

        return text.ToString();
    }

    private protected sealed class AllEnded(List<LogicalThread> threads) : IWaitable
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

    private sealed class OthersRest(Engine engine) : IWaitable
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
