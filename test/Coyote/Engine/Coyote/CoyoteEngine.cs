#if COYOTE
using System;
using System.Threading;
using Microsoft.Coyote.Runtime;
using Controlled = Microsoft.Coyote.Rewriting.Types.Threading.Thread;

namespace Exploration;

/// <summary>Hands every choice of who runs next to Microsoft Coyote: a logical thread is a controlled thread of its runtime, a step is one of its scheduling points.</summary>
/// <remarks>
/// What a thread waits for, when a spinner may look again and when time passes is decided here, as in the other engine, so that the same scenarios mean the same. Coyote
/// sees waiting threads as paused. Nothing is rewritten: the shims are the instrumentation. Sequentially consistent only.
/// </remarks>
internal sealed class CoyoteEngine : Engine, IDisposable
{
    private readonly FrozenHeap heap = new();
    private StepLog? record;
    private Scenario story = null!;

    /// <summary>Whose thread-statics of the library stand in the static fields now.</summary>
    private LogicalThread? running;
    private int switches;
    private int preemptions;

    /// <summary>Schedules since <see cref="Begin"/>.</summary>
    internal long Schedules { get; private set; }

    /// <summary>Steps of all of them.</summary>
    internal long TotalSteps { get; private set; }

    /// <summary>What went wrong in the latest schedule, or null.</summary>
    internal Failure? Found => Failure;

    internal ScheduleCost Cost => new(preemptions, 0, switches, Steps);

    internal void Begin(Scenario scenario, StepLog? log)
    {
        story = scenario;
        record = log;
        Schedules = 0;
        TotalSteps = 0;
    }

    /// <summary>One schedule, on Coyote's main operation. Throws when it failed, so that Coyote keeps its trace.</summary>
    internal void RunSchedule(ICoyoteRuntime runtime)
    {
        heap.Prepare();
        Reset(story, record);
        running = null;
        switches = 0;
        preemptions = 0;
        runtime.OnFailure += Detached;
        RunStory();
        Schedules++;
        TotalSteps += Steps;
        // The collector moved what the race detector knows by its address: such a report is worth nothing.
        if (heap.HasMoved && Failure?.Kind == FailureKind.DataRace) Failure = null;
        if (Failure is not null) throw new ExplorationFailure(Failure.Message);
    }

    public void Dispose() => heap.Dispose();

    /// <summary>Coyote lets go of all threads at once when it has found something itself, like a thread that blocks outside of the shims.</summary>
    private void Detached(Exception e)
    {
        Failure ??= new Failure(FailureKind.Deadlock, "all", e.Message.Split('\n')[0].Trim(), "");
        IsOver = true;
    }

    private protected override void RunThreads(LogicalThread main, World world)
    {
        Settle(main);
        if (world.Threads.Count == 0) return;
        foreach ((string name, Action body) in world.Threads) RaceDetector.Start(main, NewThread(name, body, face: null, isBackground: false));
        IsQuiet = false;
        Pause(main, new AllEnded(Threads));
        foreach (LogicalThread thread in Threads) main.Clock.Join(thread.Clock);
    }

    private protected override void Unwind(LogicalThread main)
    {
        IsOver = true;
        Operation.PauseUntil(() => Threads.TrueForAll(static thread => thread.Id == 0 || thread.IsEnded));
    }

    private protected override LogicalThread NewThread(string name, Action body, Concurrent.Thread? face, bool isBackground)
    {
        if (Threads.Count == 64) throw new InvalidOperationException("A schedule has 64 threads at the most.");
        var thread = new LogicalThread(this, Threads.Count, name, body, face, isBackground);
        Threads.Add(thread);
        Thread real = Controlled.Create(() => Run(thread), maxStackSize: 1 << 20);
        // The caller goes on: the engine's own points say where another thread may run.
        SchedulingPoint.Suppress();
        Controlled.Start(real);
        SchedulingPoint.Resume();
        return thread;
    }

    private void Run(LogicalThread self)
    {
        LogicalThread.SetCurrent(self);
        Arrive(self);
        self.HasBegun = true;
        try
        {
            if (!IsOver) self.RunBody();
        }
        catch (ScheduleAbortedException)
        {
        }
        catch (Exception e) when (e is not ThreadInterruptedException)
        {
            if (!IsOver)
            {
                Failure ??= FailureOf(self.Name, e);
                IsOver = true;
            }
        }
        finally
        {
            self.State = ThreadState.Ended;
        }

        Races?.Release(self, self.Face);
        NoteWrite(self);
        Log?.Add(self, "ends", default);
        LetTimePass();
    }

    private protected override void Reschedule(LogicalThread self, bool offersToWait, bool yields)
    {
        int before = switches;
        if (offersToWait) PauseUntilReady(self);
        else SchedulingPoint.Interleave();
        Arrive(self);
        if (!offersToWait && switches != before) preemptions++;
        if (IsOver) throw new ScheduleAbortedException();
    }

    /// <summary>A spinner lets others go first, whatever Coyote's strategy thinks: most of its strategies are not fair, and would let two spinners wait for a third thread for ever.</summary>
    private void PauseUntilReady(LogicalThread self)
    {
        LetTimePass();
        Operation.PauseUntil(() => IsOver || (CanRun(self) && IsNext(self)));
    }

    private bool IsNext(LogicalThread thread) => thread.YieldsTo == 0 || (thread.YieldsTo & EnabledThreads()) == 0;

    /// <summary>Called before a thread stops: somebody must be left that can run, or the schedule is a deadlock.</summary>
    private void LetTimePass()
    {
        while (!IsOver)
        {
            ulong enabled = EnabledThreads();
            if (enabled == 0)
            {
                if (!JumpClock()) ReportDeadlock();
            }
            else if (Threads.TrueForAll(thread => (enabled & (1UL << thread.Id)) == 0 || !IsNext(thread)))
            {
                // Each yields to another of them: then nobody comes first.
                foreach (LogicalThread thread in Threads) thread.YieldsTo = 0;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The thread runs (again): its thread-statics take the place of those of the thread that ran before.</summary>
    private void Arrive(LogicalThread self)
    {
        if (AnyYield) NoteScheduled(self, EnabledThreads());
        LogicalThread before = running ?? Threads[0];
        if (before == self) return;
        before.Statics.Save();
        self.Statics.Restore();
        running = self;
        switches++;
    }

    protected override bool DelaysStore(LogicalThread self) => false;

    protected override void Drain(LogicalThread thread)
    {
    }

    protected override void DrainAll()
    {
    }
}
#endif
